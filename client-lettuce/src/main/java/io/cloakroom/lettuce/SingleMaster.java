package io.cloakroom.lettuce;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One server that holds all keys, possibly with replicas. It is another one after each reconnect:
 * Sentinels may have promoted a replica, and a server that was started again has other cursors.
 */
final class SingleMaster implements Masters {

  private final StatefulRedisConnection<String, byte[]> connection;
  private final AtomicInteger reconnects = new AtomicInteger();

  SingleMaster(StatefulRedisConnection<String, byte[]> connection) {
    this.connection = connection;
    connection.addListener(
        new RedisConnectionStateListener() {
          @Override
          public void onRedisConnected(RedisChannelHandler<?, ?> again, SocketAddress server) {
            reconnects.incrementAndGet();
          }
        });
  }

  @Override
  public List<String> ids() {
    return List.of(String.valueOf(reconnects.get()));
  }

  @Override
  public void dispatch(TimedCommand<?> command, String id) {
    requireStill(id);
    connection.dispatch(command);
  }

  @Override
  public void requireStill(String id) {
    if (!ids().contains(id)) {
      throw new RedisException("The connection was lost; what is there now may be another server");
    }
  }

  @Override
  public int slotOf(String key) {
    return 0;
  }
}
