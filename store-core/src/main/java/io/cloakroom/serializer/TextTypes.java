package io.cloakroom.serializer;

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
            plain -> Currency.getInstance(text(plain)),
            value -> false),
        new ScalarType<>(
            "locale",
            Locale.class,
            (value, out) -> out.writeString(languageTag(value)),
            TextTypes::locale,
            value -> false));
  }

  static String text(Object plain) {
    return (String) plain;
  }

  private static Character character(Object plain) throws Misfit {
    String text = text(plain);
    if (text.length() != 1) {
      throw new Misfit();
    }
    return text.charAt(0);
  }

  private static UUID uuid(Object plain) throws Misfit {
    String text = text(plain);
    if (text.length() != UUID_LENGTH) {
      throw new Misfit();
    }
    return UUID.fromString(text);
  }

  private static String languageTag(Locale locale) {
    return LanguageTag.of(locale)
        .orElseThrow(
            () ->
                new UnstorableValue(
                    "a java.util.Locale that has no language tag (RFC 5646): store it as a"
                        + " String"));
  }

  private static Locale locale(Object plain) throws Misfit {
    return LanguageTag.parse(text(plain)).orElseThrow(Misfit::new);
  }
}
