package io.cloakroom.micronaut;

import io.micronaut.core.io.buffer.ReferenceCounted;
import io.micronaut.core.reflect.ClassUtils;
import io.netty.util.ReferenceCountUtil;

/** Gives back the memory of what nobody will send. */
final class Unsent {

  private static final boolean NETTY =
      ClassUtils.isPresent("io.netty.util.ReferenceCounted", Unsent.class.getClassLoader());

  private Unsent() {}

  /** Releases a buffer; of anything else the garbage collector takes care. */
  static void release(Object item) {
    if (item instanceof ReferenceCounted buffer) {
      buffer.release();
    } else if (NETTY) {
      Buffers.release(item);
    }
  }

  /** Not loaded where Micronaut runs on another server. */
  private static final class Buffers {

    static void release(Object item) {
      ReferenceCountUtil.safeRelease(item);
    }
  }
}
