package io.cloakroom.jedis;

import io.cloakroom.redis.adapter.RawCommand;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.util.Pool;

/** Sends commands to one server, over the connection pool of its client. */
record PoolRoute(Supplier<Pool<Connection>> pool) implements JedisRoute {

  private static final String THE_SERVER = "server";

  @Override
  public @Nullable Object send(RawCommand command) {
    return PooledCommands.send(pool.get(), command);
  }

  @Override
  public @Nullable Object send(Object master, RawCommand command) {
    return send(command);
  }

  @Override
  public List<?> masters(RawCommand asking) {
    return List.of(THE_SERVER);
  }

  @Override
  public boolean mayWaitForServer(List<RawCommand> commands) {
    Pool<Connection> connections = pool.get();
    return PooledCommands.areTested(connections) || PooledCommands.mustConnect(connections);
  }

  @Override
  public void leaveIdleConnections() {
    pool.get().clear();
  }
}
