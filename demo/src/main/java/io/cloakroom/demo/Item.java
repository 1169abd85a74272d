package io.cloakroom.demo;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be put into the basket. */
enum Item {
  UMBRELLA("Umbrella", "keeps the rain off"),
  SCARF("Scarf", "two metres of wool"),
  TOP_HAT("Top hat", "for the first night");

  private final String title;
  private final String description;

  Item(String title, String description) {
    this.title = title;
    this.description = description;
  }

  /** The word for it in forms and in the session. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  String title() {
    return title;
  }

  String description() {
    return description;
  }

  static Optional<Item> of(String word) {
    return Arrays.stream(values()).filter(item -> item.word().equals(word)).findFirst();
  }
}
