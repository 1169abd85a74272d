package io.cloakroom.lettuce;

import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.adapter.ClientCommands;
import io.cloakroom.redis.adapter.ClientVersion;
import io.cloakroom.redis.adapter.LazyConnection;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The port to Redis over Lettuce 6.3 or later: standalone, Sentinel, replicas and cluster, all over
 * one connection, without ever blocking a thread.
 *
 * <pre>{@code
 * RedisClient client = RedisClient.create("redis://localhost");
 * try (LettuceCommands commands = LettuceCommands.of(client)) {
 *   commands.get("sess:1").thenAccept(value -> …);
 * }
 * client.shutdown();
 * }</pre>
 *
 * <p><b>Timeout.</b> Every call ends within two seconds, or the timeout given here, whatever the
 * client's own timeouts are; where these are shorter, Lettuce may end it sooner. A command given
 * while Redis is away waits for the reconnect that long and then fails with {@link
 * RedisUnreachableException}; it is not sent afterwards. A command whose reply was cut off is sent
 * again by Lettuce, unless its {@code ClientOptions.replayFilter} says no; if that makes the answer
 * to a write worthless, the write fails with {@link RedisUnreachableException}. To have such
 * commands fail at once, and to have Lettuce keep no queue of them, set {@code
 * ClientOptions.disconnectedBehavior(REJECT_COMMANDS)}; they still wait for a connection that is
 * being opened.
 *
 * <p><b>Reconnecting.</b> Lettuce waits ever longer between its attempts, by default up to 30
 * seconds. A connection that was opened here to a server, or by its Sentinels, is replaced once it
 * has been down for half a second, so that commands work as soon as the server is back. A
 * connection that was handed in and those to a cluster wait as long as Lettuce does: give their
 * client {@code ClientResources.reconnectDelay(Delay.constant(…))}.
 *
 * <p><b>Silent connections.</b> Where nothing has come over a connection while a command's time ran
 * out, the connection is closed and Lettuce opens another, so that a dead peer costs one timeout.
 * Lettuce does not allow that for a connection with replicas ({@code MasterReplica.connect}): set
 * {@code SocketOptions.TcpUserTimeout} there.
 *
 * <p><b>Cluster, Sentinel.</b> A scan that loses one of its masters fails with {@link
 * RedisUnreachableException}, and one that loses its connection to one server looks at all its keys
 * again: it may be another server now, which does not know the cursor. The client learns of a
 * failover by its adaptive topology refresh, which Lettuce 7 has switched on; in Lettuce 6 use
 * {@code enableAllAdaptiveRefreshTriggers()}.
 *
 * <p><b>Masters only.</b> Every command goes to a master, whatever the connection's {@code
 * ReadFrom}: a replica may not have what the request before has written.
 */
public final class LettuceCommands extends ClientCommands<String> implements AutoCloseable {

  private final @Nullable LazyConnection<Nodes> link;

  private LettuceCommands(
      Supplier<CompletableFuture<Nodes>> nodes,
      RedisCodec<String, ?> keys,
      boolean cluster,
      Duration timeout,
      @Nullable LazyConnection<Nodes> link) {
    super(new LettuceClient(nodes, keys, cluster), timeout);
    this.link = link;
  }

  /** Uses a client with the {@linkplain #DEFAULT_TIMEOUT default timeout}. */
  public static LettuceCommands of(RedisClient client) {
    return of(client, DEFAULT_TIMEOUT);
  }

  /**
   * Opens a connection of its own, which {@link #close()} closes; the client stays open. The
   * connection is waited for no longer than the timeout, and this succeeds while Redis is away;
   * commands fail until it can be reached.
   *
   * @param client made with a {@code RedisURI}, which may name Sentinels
   * @param timeout how long a call may take, connecting included; from 1 ms to a day
   * @throws IllegalStateException if Lettuce is older than 6.3
   */
  public static LettuceCommands of(RedisClient client, Duration timeout) {
    requireLettuce();
    Objects.requireNonNull(client, "The client must not be null");
    AtomicLong opened = new AtomicLong();
    return opened(
        () -> new SingleNode(client.connect(ByteArrayCodec.INSTANCE), opened.getAndIncrement()),
        false,
        timeout);
  }

  /** Uses a cluster's client with the {@linkplain #DEFAULT_TIMEOUT default timeout}. */
  public static LettuceCommands of(RedisClusterClient client) {
    return of(client, DEFAULT_TIMEOUT);
  }

  /**
   * Opens a connection of its own to a cluster, which {@link #close()} closes; the client stays
   * open. The connection is waited for no longer than the timeout, and this succeeds while Redis is
   * away; commands fail until it can be reached.
   *
   * @param timeout how long a call may take, connecting included; from 1 ms to a day
   * @throws IllegalStateException if Lettuce is older than 6.3
   */
  public static LettuceCommands of(RedisClusterClient client, Duration timeout) {
    requireLettuce();
    Objects.requireNonNull(client, "The client must not be null");
    return opened(() -> new ClusterNodes(client.connect(ByteArrayCodec.INSTANCE)), true, timeout);
  }

  private static LettuceCommands opened(Supplier<Nodes> open, boolean cluster, Duration timeout) {
    LazyConnection<Nodes> link =
        new LazyConnection<>(open, nodes -> nodes.connection().close(), Nodes::isLost, timeout);
    LettuceCommands commands =
        new LettuceCommands(link::get, StringCodec.UTF8, cluster, timeout, link);
    link.await(timeout);
    return commands;
  }

  /** Uses an existing connection, with the default timeout. */
  public static LettuceCommands of(
      StatefulRedisConnection<?, ?> connection, RedisCodec<String, ?> keys) {
    return of(connection, keys, DEFAULT_TIMEOUT);
  }

  /**
   * Uses an existing connection, and never closes it. It may be one with replicas ({@code
   * MasterReplica.connect}); without Sentinels that stays with the primary that Lettuce found when
   * it connected.
   *
   * @param keys how keys are written, as by the connection's own codec: a prefix that this puts
   *     before them stays out of sight. Values are written as they are, whatever the codec
   * @param timeout how long a call may take; from 1 ms to a day
   * @throws IllegalStateException if Lettuce is older than 6.3
   */
  public static LettuceCommands of(
      StatefulRedisConnection<?, ?> connection, RedisCodec<String, ?> keys, Duration timeout) {
    requireLettuce();
    Objects.requireNonNull(connection, "The connection must not be null");
    Objects.requireNonNull(keys, "The codec of the keys must not be null");
    @SuppressWarnings("unchecked") // commands bring their own codec
    StatefulRedisConnection<byte[], byte[]> raw =
        (StatefulRedisConnection<byte[], byte[]>) connection;
    return handedIn(new SingleNode(raw, 0), keys, false, timeout);
  }

  /** Uses an existing connection to a cluster, with the default timeout. */
  public static LettuceCommands of(
      StatefulRedisClusterConnection<?, ?> connection, RedisCodec<String, ?> keys) {
    return of(connection, keys, DEFAULT_TIMEOUT);
  }

  /**
   * Uses an existing connection to a cluster, and never closes it.
   *
   * @param keys how keys are written, as by the connection's own codec: a prefix that this puts
   *     before them stays out of sight. Values are written as they are, whatever the codec
   * @param timeout how long a call may take; from 1 ms to a day
   * @throws IllegalStateException if Lettuce is older than 6.3
   */
  public static LettuceCommands of(
      StatefulRedisClusterConnection<?, ?> connection,
      RedisCodec<String, ?> keys,
      Duration timeout) {
    requireLettuce();
    Objects.requireNonNull(connection, "The connection must not be null");
    Objects.requireNonNull(keys, "The codec of the keys must not be null");
    @SuppressWarnings("unchecked") // commands bring their own codec
    StatefulRedisClusterConnection<byte[], byte[]> raw =
        (StatefulRedisClusterConnection<byte[], byte[]>) connection;
    return handedIn(new ClusterNodes(raw), keys, true, timeout);
  }

  private static LettuceCommands handedIn(
      Nodes nodes, RedisCodec<String, ?> keys, boolean cluster, Duration timeout) {
    CompletableFuture<Nodes> there = CompletableFuture.completedFuture(nodes);
    return new LettuceCommands(() -> there, keys, cluster, timeout, null);
  }

  private static void requireLettuce() {
    ClientVersion.require("Lettuce", "6.3", "io.lettuce.core.LettuceVersion", RedisClient.class);
  }

  /**
   * Closes the connection if this adapter opened it. A connection handed in, or a client, stays.
   */
  @Override
  public void close() {
    if (link != null) {
      link.close();
    }
  }
}
