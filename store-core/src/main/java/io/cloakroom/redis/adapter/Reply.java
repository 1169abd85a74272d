package io.cloakroom.redis.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the replies of a {@link RawClient}. */
final class Reply {

  private Reply() {}

  static Optional<byte[]> value(@Nullable Object reply) {
    return Optional.ofNullable((byte[]) reply);
  }

  static List<Optional<byte[]>> values(@Nullable Object reply) {
    return list(reply).stream().map(Reply::value).toList();
  }

  static List<byte[]> strings(@Nullable Object reply) {
    List<?> all = list(reply);
    List<byte[]> strings = new ArrayList<>(all.size()); // without a stream: each save comes here
    for (Object each : all) {
      strings.add((byte[]) each);
    }
    return strings;
  }

  static long number(@Nullable Object reply) {
    return reply instanceof Boolean yes ? (yes ? 1 : 0) : ((Number) present(reply)).longValue();
  }

  static String text(@Nullable Object reply) {
    return present(reply) instanceof byte[] bytes
        ? new String(bytes, UTF_8)
        : String.valueOf(reply);
  }

  private static List<?> list(@Nullable Object reply) {
    return (List<?>) present(reply);
  }

  private static Object present(@Nullable Object reply) {
    if (reply == null) {
      throw new IllegalStateException("The client gave no reply where Redis always sends one");
    }
    return reply;
  }
}
