package io.cloakroom.serializer;

import java.util.Locale;
import java.util.Optional;

/**
 * The language tag of a {@link Locale} (RFC 5646), for the locales that have one. {@code
 * Locale.forLanguageTag} takes what it can from any text, and not every locale it makes of it is
 * named by a tag.
 */
final class LanguageTag {

  private LanguageTag() {}

  /** The tag that brings the locale back; empty where none does. */
  static Optional<String> of(Locale locale) {
    return Optional.of(locale.toLanguageTag())
        .filter(tag -> Locale.forLanguageTag(tag).equals(locale));
  }

  /** The locale; empty where it could not be written again. */
  static Optional<Locale> parse(String tag) {
    return Optional.of(Locale.forLanguageTag(tag)).filter(locale -> of(locale).isPresent());
  }
}
