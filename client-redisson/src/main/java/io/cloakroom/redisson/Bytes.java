package io.cloakroom.redisson;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Arguments of commands. Redisson writes the arguments of a failed command into its exception's
 * message, strings and arrays in plain, of a buffer the size only: so nothing of a session reaches
 * a log that way.
 */
final class Bytes {

  private Bytes() {}

  /** A text in UTF-8. */
  static ByteBuf of(String text) {
    return wrap(text.getBytes(UTF_8));
  }

  /** A copy: the command is encoded later, on another thread. */
  static ByteBuf of(byte[] value) {
    return wrap(value.clone());
  }

  /** Not releasable, because Redisson releases its arguments and a command may be sent again. */
  private static ByteBuf wrap(byte[] bytes) {
    return Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(bytes));
  }
}
