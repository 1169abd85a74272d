package io.cloakroom.tck.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;

/** What is printed meanwhile, where loggers write to, as far as they follow {@code System}. */
final class Printed {

  private Printed() {}

  /** Runs an action, and returns what was printed; it is printed all the same. */
  static String during(Runnable action) {
    ByteArrayOutputStream copy = new ByteArrayOutputStream();
    PrintStream out = System.out;
    PrintStream err = System.err;
    System.setOut(both(out, copy));
    System.setErr(both(err, copy));
    try {
      action.run();
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    return copy.toString(UTF_8);
  }

  private static PrintStream both(PrintStream first, ByteArrayOutputStream second) {
    return new PrintStream(
        new OutputStream() {
          @Override
          public void write(int b) {
            first.write(b);
            second.write(b);
          }

          @Override
          public void write(byte[] bytes, int from, int length) {
            first.write(bytes, from, length);
            second.write(bytes, from, length);
          }

          @Override
          public void flush() {
            first.flush();
          }
        },
        true,
        UTF_8);
  }
}
