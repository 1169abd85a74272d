package io.cloakroom.tck.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A failure in a few lines. The whole of it is in the test's own report. */
final class FailureText {

  /** More than a reader looks at; an assertion over many elements says the same of each. */
  private static final int LINES = 12;

  private FailureText() {}

  /** What the failure says and what its causes say, without stack traces. */
  static String of(@Nullable Throwable failure) {
    StringBuilder text = new StringBuilder().append(shortened(failure));
    for (Throwable cause = causeOf(failure); cause != null; cause = causeOf(cause)) {
      text.append("\ncaused by ").append(shortened(cause));
    }
    for (Throwable also : failure == null ? new Throwable[0] : failure.getSuppressed()) {
      if (also instanceof Circumstances) {
        text.append("\nwith ").append(also.getMessage());
      }
    }
    return text.toString();
  }

  private static String shortened(@Nullable Throwable failure) {
    List<String> lines =
        String.valueOf(failure).lines().filter(line -> !isOfAStackTrace(line.strip())).toList();
    String text = String.join("\n", lines.subList(0, Math.min(LINES, lines.size())));
    return lines.size() > LINES ? text + "\n…" : text;
  }

  private static boolean isOfAStackTrace(String line) {
    return line.isEmpty() || line.startsWith("at ") || line.startsWith("...(");
  }

  private static @Nullable Throwable causeOf(@Nullable Throwable failure) {
    return failure == null ? null : failure.getCause();
  }
}
