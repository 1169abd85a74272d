package io.cloakroom.jedis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.adapter.HashSlot;
import io.cloakroom.redis.adapter.RawCommand;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.BuilderFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisAskDataException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisMovedDataException;
import redis.clients.jedis.exceptions.JedisRedirectionException;

/**
 * The masters of a cluster. Jedis' own retries are not used: they repeat a write that was sent and
 * got no reply, and each version has another way to prevent that.
 */
final class ClusterRoute implements JedisRoute {

  private static final Logger LOG = LoggerFactory.getLogger(JedisCommands.class);

  private static final int MOST_REDIRECTIONS = 5;

  private final UnifiedJedis client;
  private final Supplier<Map<String, ConnectionPool>> nodes;
  private final IntFunction<Connection> bySlot;
  private final AtomicBoolean learning = new AtomicBoolean();

  /**
   * @param nodes the pools of all nodes, by address
   * @param bySlot a connection to the master of a slot, as far as the client knows
   */
  ClusterRoute(
      UnifiedJedis client,
      Supplier<Map<String, ConnectionPool>> nodes,
      IntFunction<Connection> bySlot) {
    this.client = client;
    this.nodes = nodes;
    this.bySlot = bySlot;
  }

  /**
   * A master.
   *
   * @param id its id in the cluster
   * @param address its address, as the cluster says; the client may use another
   * @param slot one of its slots
   */
  private record Master(String id, String address, int slot) {}

  @Override
  public boolean isCluster() {
    return true;
  }

  @Override
  public @Nullable Object send(RawCommand command) {
    byte[] key = Objects.requireNonNull(command.key());
    try {
      return sendToSlot(HashSlot.of(key), command);
    } catch (JedisRedirectionException e) {
      return follow(e, key, command);
    } catch (JedisConnectionException e) {
      learnLater(key);
      if (!command.isRepeatable() || command.remaining().isZero()) {
        throw e;
      }
      return sendToSlot(HashSlot.of(key), command);
    }
  }

  private @Nullable Object follow(JedisRedirectionException first, byte[] key, RawCommand command) {
    JedisRedirectionException redirection = first;
    for (int i = 0; i < MOST_REDIRECTIONS && !command.remaining().isZero(); i++) {
      HostAndPort target = redirection.getTargetNode();
      if (redirection instanceof JedisMovedDataException || !isKnown(target)) {
        learn(key, command);
      }
      try {
        return sendTo(target, redirection instanceof JedisAskDataException, command);
      } catch (JedisRedirectionException e) {
        redirection = e;
      }
    }
    throw redirection;
  }

  /** A master that was added has keys before it has a slot, and nobody told the client of it. */
  private boolean isKnown(HostAndPort node) {
    return nodes.get().containsKey(node.toString());
  }

  /** Lets Jedis find out where slots and nodes are: a redirection of its own command tells it. */
  private void learn(byte[] key) {
    client.exists(key);
  }

  private void learn(byte[] key, RawCommand command) {
    Boolean unused = WaitLimit.during(command, connected -> client.exists(key));
  }

  /** Does so in the background: where a master is gone, Jedis takes several timeouts. */
  private void learnLater(byte[] key) {
    if (learning.compareAndSet(false, true)) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  learn(key);
                } catch (RuntimeException e) {
                  LOG.debug("The cluster's masters are not known yet", e);
                } finally {
                  learning.set(false);
                }
              },
              "cloakroom-jedis-topology");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private @Nullable Object sendToSlot(int slot, RawCommand command) {
    return over(
        connectionTo(slot, command), connection -> PooledCommands.send(connection, command));
  }

  private Connection connectionTo(int slot, RawCommand command) {
    return WaitLimit.during(
        command,
        connected -> {
          Connection connection = bySlot.apply(slot);
          connected.run();
          return connection;
        });
  }

  private @Nullable Object sendTo(HostAndPort node, boolean asking, RawCommand command) {
    ConnectionPool pool = nodes.get().get(node.toString());
    if (pool == null) {
      throw new RedisUnreachableException(
          "The cluster has no node " + node + " for the client", null);
    }
    return WaitLimit.during(
        command,
        connected -> {
          Connection given = pool.getResource();
          connected.run();
          return over(
              given,
              connection -> {
                if (asking) {
                  connection.executeCommand(Command.ASKING);
                }
                return PooledCommands.send(connection, command);
              });
        });
  }

  /** Uses a connection, and gives it back. */
  private static <T extends @Nullable Object> T over(
      Connection connection, Function<Connection, T> use) {
    try {
      return use.apply(connection);
    } finally {
      PooledCommands.giveBack(connection);
    }
  }

  @Override
  public @Nullable Object send(Object master, RawCommand command) {
    Master wanted = (Master) master;
    ConnectionPool pool = nodes.get().get(wanted.address);
    return pool == null ? sendToSlot(wanted.slot, command) : PooledCommands.send(pool, command);
  }

  @Override
  public List<?> masters(RawCommand asking) {
    Map<String, Master> masters = new LinkedHashMap<>();
    CommandArguments slots = new CommandArguments(Command.CLUSTER).addObjects("SLOTS");
    List<Object> ranges =
        over(
            connectionTo(0, asking),
            any ->
                PooledCommands.send(
                    any, new CommandObject<>(slots, BuilderFactory.RAW_OBJECT_LIST), asking));
    for (Object range : ranges) {
      List<?> parts = (List<?>) range;
      List<?> node = (List<?>) parts.get(2);
      String id = text(node.get(2));
      masters.putIfAbsent(
          id,
          new Master(id, text(node.get(0)) + ":" + node.get(1), ((Long) parts.get(0)).intValue()));
    }
    return new ArrayList<>(masters.values());
  }

  private static String text(@Nullable Object bytes) {
    return bytes == null ? "" : new String((byte[]) bytes, UTF_8);
  }

  @Override
  public boolean mayWaitForServer() {
    return nodes.get().values().stream().anyMatch(PooledCommands::areTested);
  }

  @Override
  public void leaveIdleConnections() {
    nodes.get().values().forEach(ConnectionPool::clear);
  }
}
