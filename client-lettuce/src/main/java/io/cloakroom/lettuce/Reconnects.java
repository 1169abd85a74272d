package io.cloakroom.lettuce;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.api.StatefulConnection;
import java.net.SocketAddress;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts how often connections were made again, with one listener for each connection, however many
 * adapters use it.
 */
final class Reconnects {

  private static final Map<StatefulConnection<?, ?>, AtomicLong> COUNTS = new WeakHashMap<>();

  private Reconnects() {}

  static AtomicLong of(StatefulConnection<?, ?> connection) {
    synchronized (COUNTS) {
      return COUNTS.computeIfAbsent(connection, Reconnects::counting);
    }
  }

  private static AtomicLong counting(StatefulConnection<?, ?> connection) {
    AtomicLong count = new AtomicLong();
    connection.addListener(
        new RedisConnectionStateListener() {
          @Override
          public void onRedisConnected(RedisChannelHandler<?, ?> again, SocketAddress server) {
            count.incrementAndGet();
          }
        });
    return count;
  }
}
