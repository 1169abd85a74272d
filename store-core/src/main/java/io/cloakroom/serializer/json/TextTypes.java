package io.cloakroom.serializer.json;

import io.cloakroom.serializer.LanguageTag;
import io.cloakroom.serializer.UnrestorableValueException;
import io.cloakroom.serializer.UnstorableValueException;
import java.net.URI;
import java.util.Base64;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Strings, booleans, and what is one string of JSON. */
final class TextTypes {

  private static final int UUID_LENGTH = 36;

  private TextTypes() {}

  static List<ScalarType<?>> all() {
    return List.of(
        new ScalarType<>(
            "string", String.class, JsonText::writeString, TextTypes::text, value -> true),
        new ScalarType<>(
            "boolean",
            Boolean.class,
            (value, out) -> out.writeBoolean(value),
            plain -> (Boolean) plain,
            value -> true),
        new ScalarType<>(
            "char",
            Character.class,
            (value, out) -> JsonText.writeString(value.toString(), out),
            TextTypes::character,
            value -> false),
        new ScalarType<>(
            "bytes",
            byte[].class,
            (value, out) -> out.writeString(Base64.getEncoder().encodeToString(value)),
            plain -> Base64.getDecoder().decode(text(plain)),
            value -> false),
        new ScalarType<>(
            "chars",
            char[].class,
            (value, out) -> JsonText.writeString(new String(value), out),
            plain -> text(plain).toCharArray(),
            value -> false),
        new ScalarType<>(
            "uuid",
            UUID.class,
            (value, out) -> out.writeString(value.toString()),
            TextTypes::uuid,
            value -> false),
        new ScalarType<>(
            "uri",
            URI.class,
            (value, out) -> JsonText.writeString(value.toString(), out),
            plain -> URI.create(text(plain)),
            value -> false),
        new ScalarType<>(
            "currency",
            Currency.class,
            (value, out) -> out.writeString(value.getCurrencyCode()),
            plain -> currency(text(plain)),
            value -> false),
        new ScalarType<>(
            "locale",
            Locale.class,
            (value, out) -> out.writeString(languageTag(value)),
            TextTypes::locale,
            value -> false));
  }

  /** Another JVM may know currencies that this one does not. */
  private static Currency currency(String code) throws TagMismatchException {
    try {
      return Currency.getInstance(code);
    } catch (IllegalArgumentException e) {
      if (code.matches("[A-Z]{3}")) {
        throw new UnrestorableValueException(
            Currency.class.getName(), "this JVM does not know the currency");
      }
      throw new TagMismatchException();
    }
  }

  static String text(Object plain) {
    return (String) plain;
  }

  private static Character character(Object plain) throws TagMismatchException {
    String text = text(plain);
    if (text.length() != 1) {
      throw new TagMismatchException();
    }
    return text.charAt(0);
  }

  private static UUID uuid(Object plain) throws TagMismatchException {
    String text = text(plain);
    if (text.length() != UUID_LENGTH) {
      throw new TagMismatchException();
    }
    return UUID.fromString(text);
  }

  private static String languageTag(Locale locale) {
    return LanguageTag.of(locale)
        .orElseThrow(
            () ->
                new UnstorableValueException(
                    "a java.util.Locale that has no language tag (RFC 5646): store it as a"
                        + " String"));
  }

  private static Locale locale(Object plain) throws TagMismatchException {
    return LanguageTag.parse(text(plain)).orElseThrow(TagMismatchException::new);
  }
}
