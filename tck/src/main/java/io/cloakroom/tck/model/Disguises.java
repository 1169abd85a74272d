package io.cloakroom.tck.model;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How somebody may find a text in bytes: as it is, or encoded without a key. */
public final class Disguises {

  private static final List<Base64.Encoder> BASE64 =
      List.of(Base64.getEncoder().withoutPadding(), Base64.getUrlEncoder().withoutPadding());

  private Disguises() {}

  /** Returns the form in which a text shows a secret, if it does. */
  public static Optional<String> shown(String secret, String text) {
    return shown(secret, text.getBytes(UTF_8));
  }

  /** Returns the form in which bytes show a secret, if they do. */
  public static Optional<String> shown(String secret, byte[] bytes) {
    String written = new String(bytes, ISO_8859_1);
    String folded = written.toLowerCase(Locale.ROOT);
    return forms(secret)
        .filter(form -> written.contains(form) || folded.contains(form))
        .findFirst();
  }

  private static Stream<String> forms(String secret) {
    byte[] bytes = secret.getBytes(UTF_8);
    Stream<String> encoded =
        Stream.of(0, 1, 2)
            .map(shift -> Arrays.copyOfRange(bytes, shift, shift + (bytes.length - 2) / 3 * 3))
            .flatMap(part -> BASE64.stream().map(encoder -> encoder.encodeToString(part)));
    return Stream.concat(
        Stream.of(
            new String(bytes, ISO_8859_1),
            new String(secret.getBytes(UTF_16LE), ISO_8859_1),
            new String(secret.getBytes(UTF_16BE), ISO_8859_1),
            new StringBuilder(secret).reverse().toString(),
            HexFormat.of().formatHex(bytes)),
        encoded);
  }
}
