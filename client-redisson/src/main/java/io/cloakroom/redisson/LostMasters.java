package io.cloakroom.redisson;

import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.redisson.api.NodeType;
import org.redisson.connection.ConnectionListener;
import org.redisson.connection.ConnectionManager;

/**
 * Counts how often the client was cut off from a master. What is at the same address afterwards may
 * be another server: one that was started again, or that a name in the DNS leads to now.
 */
final class LostMasters implements ConnectionListener {

  private final AtomicInteger count = new AtomicInteger();

  private LostMasters() {}

  static LostMasters of(ConnectionManager connections) {
    LostMasters lost = new LostMasters();
    connections.getServiceManager().getConnectionEventsHub().addListener(lost);
    return lost;
  }

  int count() {
    return count.get();
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
