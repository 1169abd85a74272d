package io.cloakroom.redisson;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Makes buffers of arguments. Redisson writes the arguments of a failed command into its
 * exception's message: strings and arrays in full, but of a buffer only the size. So no session
 * data reaches a log.
 */
final class ArgumentBuffers {

  private ArgumentBuffers() {}

  /** Returns a buffer that Redisson cannot release, because a command may be sent again. */
  static ByteBuf of(byte[] value) {
    return Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(value));
  }
}
