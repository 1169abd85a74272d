package io.cloakroom.serializer;

import java.util.Locale;
import java.util.Optional;

/**
 * The language tag of a {@link Locale} (RFC 5646), for the locales that have one. {@code
 * Locale.forLanguageTag} ignores what it does not understand, and not every locale that it returns
 * has a tag.
 */
public final class LanguageTag {

  private LanguageTag() {}

  /** Returns the tag that brings the locale back; empty where none does. */
  public static Optional<String> of(Locale locale) {
    return Optional.of(locale.toLanguageTag())
        .filter(tag -> Locale.forLanguageTag(tag).equals(locale));
  }

  /** Returns the locale; empty where it could not be written again. */
  public static Optional<Locale> parse(String tag) {
    return Optional.of(Locale.forLanguageTag(tag)).filter(locale -> of(locale).isPresent());
  }
}
