package io.cloakroom.redisson;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.redisson.api.NodeType;
import org.redisson.connection.ConnectionEventsHub;
import org.redisson.connection.ConnectionListener;

/**
 * Counts how often a client lost its connection to a master, with one listener for each client,
 * however many adapters use it.
 */
final class LostMasters implements ConnectionListener {

  private static final Map<ConnectionEventsHub, AtomicLong> COUNTS = new WeakHashMap<>();

  private final AtomicLong count;

  private LostMasters(AtomicLong count) {
    this.count = count;
  }

  static AtomicLong of(ConnectionEventsHub events) {
    synchronized (COUNTS) {
      return COUNTS.computeIfAbsent(events, LostMasters::counting);
    }
  }

  private static AtomicLong counting(ConnectionEventsHub events) {
    AtomicLong count = new AtomicLong();
    events.addListener(new LostMasters(count));
    return count;
  }

  @Override
  public void onDisconnect(InetSocketAddress address, NodeType type) {
    if (type == NodeType.MASTER) {
      count.incrementAndGet();
    }
  }

  @Override
  @SuppressWarnings("deprecation") // without a default
  public void onDisconnect(InetSocketAddress address) {}

  @Override
  @SuppressWarnings("deprecation") // without a default
  public void onConnect(InetSocketAddress address) {}
}
