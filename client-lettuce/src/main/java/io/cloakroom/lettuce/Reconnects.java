package io.cloakroom.lettuce;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.api.StatefulConnection;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts how often a connection was made again, and knows since when it is down; one for each
 * connection, however many adapters use it.
 */
final class Reconnects implements RedisConnectionStateListener {

  private static final Map<StatefulConnection<?, ?>, Reconnects> KNOWN = new WeakHashMap<>();

  /**
   * After this time down, Lettuce waits as long as that again and longer, by default up to 30
   * seconds, before it tries to connect, although the server may be back.
   */
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private static final long CONNECTED = Long.MIN_VALUE;

  private final AtomicLong count = new AtomicLong();
  private volatile long downSince = CONNECTED;

  private Reconnects() {}

  static Reconnects of(StatefulConnection<?, ?> connection) {
    synchronized (KNOWN) {
      return KNOWN.computeIfAbsent(connection, Reconnects::listening);
    }
  }

  private static Reconnects listening(StatefulConnection<?, ?> connection) {
    Reconnects reconnects = new Reconnects();
    connection.addListener(reconnects);
    return reconnects;
  }

  long count() {
    return count.get();
  }

  /** Whether it is down for so long that a new connection is there sooner than this one. */
  boolean areGivenUp() {
    long since = downSince;
    return since != CONNECTED && System.nanoTime() - since > PATIENCE.toNanos();
  }

  @Override
  public void onRedisConnected(RedisChannelHandler<?, ?> again, SocketAddress server) {
    downSince = CONNECTED;
    count.incrementAndGet();
  }

  @Override
  public void onRedisDisconnected(RedisChannelHandler<?, ?> lost) {
    if (downSince == CONNECTED) {
      downSince = System.nanoTime();
    }
  }
}
