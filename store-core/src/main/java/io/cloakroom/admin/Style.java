package io.cloakroom.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/** The style sheet, which stands in each page, so that nothing else is loaded. */
final class Style {

  static final String SHEET = read();

  /** What the Content-Security-Policy allows: this style sheet and no other. */
  static final String HASH = "sha256-" + sha256(SHEET);

  private Style() {}

  private static String read() {
    try (InputStream in =
        Objects.requireNonNull(Style.class.getResourceAsStream("sessions.css"), "sessions.css")) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(String text) {
    try {
      return Base64.getEncoder()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
