package io.cloakroom.redis.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.RedisRefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the replies of a {@link RawClient}. */
final class Reply {

  private Reply() {}

  static Optional<byte[]> value(@Nullable Object reply) {
    return reply == null ? Optional.empty() : Optional.of(bytes(reply));
  }

  /** Reads as many values as there were names. */
  static List<Optional<byte[]>> values(@Nullable Object reply, int count) {
    List<?> values = list(reply);
    if (values.size() != count) {
      throw unexpected(reply);
    }
    return values.stream().map(Reply::value).toList();
  }

  static List<byte[]> strings(@Nullable Object reply) {
    List<?> all = list(reply);
    List<byte[]> strings = new ArrayList<>(all.size()); // without a stream: each save comes here
    for (Object each : all) {
      strings.add(bytes(each));
    }
    return strings;
  }

  static byte[] bytes(@Nullable Object reply) {
    return expected(byte[].class, reply);
  }

  /** Returns whether Redis has done it: it says OK if so, and nothing where a condition fails. */
  static boolean isDone(@Nullable Object reply) {
    if (reply != null && !Boolean.TRUE.equals(reply) && !text(reply).equals("OK")) {
      throw unexpected(reply);
    }
    return reply != null;
  }

  static long number(@Nullable Object reply) {
    return reply instanceof Boolean yes ? (yes ? 1 : 0) : expected(Number.class, reply).longValue();
  }

  static String text(@Nullable Object reply) {
    return reply instanceof byte[] bytes
        ? new String(bytes, UTF_8)
        : String.valueOf(expected(Object.class, reply));
  }

  static List<?> list(@Nullable Object reply) {
    return expected(List.class, reply);
  }

  private static <T> T expected(Class<T> kind, @Nullable Object reply) {
    if (kind.isInstance(reply)) {
      return kind.cast(reply);
    }
    throw unexpected(reply);
  }

  /** What a command fails with whose reply is of another kind than Redis has for it. */
  static RedisRefusedException unexpected(@Nullable Object reply) {
    return new RedisRefusedException(
        "UNEXPECTED The reply is of a kind ("
            + (reply == null ? "null" : reply.getClass().getSimpleName())
            + ") that Redis does not send to this command: look whether the address is that of a"
            + " Redis, and whether a proxy or an interceptor of the client changes replies",
        null);
  }
}
