package io.cloakroom.tck.model;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.cloakroom.tck.report.ClauseViolation;
import java.util.Arrays;
import java.util.List;

/** How a violation says what was seen. */
final class Words {

  private Words() {}

  static String quoted(String name) {
    return name.length() <= 40
        ? "\"" + name + "\""
        : "\"" + name.substring(0, 20) + "…\" (" + name.length() + " characters)";
  }

  static String text(byte[] bytes) {
    String begin = new String(bytes, 0, Math.min(bytes.length, 12), ISO_8859_1);
    return bytes.length
        + " bytes ("
        + begin.replaceAll("[^ -~]", ".")
        + (bytes.length > 12 ? "…" : "")
        + ", hash "
        + Integer.toHexString(Arrays.hashCode(bytes))
        + ")";
  }

  static ClauseViolation broken(String clause, String message) {
    return new ClauseViolation(List.of(clause), message, null);
  }
}
