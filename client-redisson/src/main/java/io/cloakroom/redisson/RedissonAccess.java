package io.cloakroom.redisson;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.adapter.LazyConnection;
import io.cloakroom.redis.adapter.RawClient;
import io.cloakroom.redis.adapter.RawCommand;
import io.cloakroom.redis.adapter.ReceivingThreads;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.redisson.Redisson;
import org.redisson.api.RFuture;
import org.redisson.api.RedissonClient;
import org.redisson.api.options.ObjectParams;
import org.redisson.api.options.PlainOptions;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.protocol.RedisCommand;
import org.redisson.client.protocol.decoder.ObjectListReplayDecoder;
import org.redisson.command.CommandAsyncExecutor;
import org.redisson.connection.ConnectionManager;
import org.redisson.connection.MasterSlaveEntry;

/**
 * Sends commands through Redisson, each to the master that is in charge.
 *
 * <p>Besides the objects of its API, Redisson has one public way to send any command, the {@link
 * CommandAsyncExecutor} of its client, on which its own integrations are built too. The objects
 * cannot be used here: several of them send a script or two commands where one is enough, {@code
 * getKeysAsync} ends at the first empty page, and all of them read from replicas by default and put
 * names and values into the messages of their exceptions.
 */
final class RedissonAccess implements RawClient<MasterSlaveEntry> {

  private final RedissonNames names;
  private final CommandAsyncExecutor executor;
  private final ConnectionManager connections;
  private final AtomicLong lost;
  private final Map<MasterSlaveEntry, Long> heardAt = new ConcurrentHashMap<>();
  private final LazyConnection<ConnectionManager> connecting;
  private final ReceivingThreads receiving =
      ReceivingThreads.named("redisson-netty", "redisson-timer");
  private final boolean lazy;
  private final boolean repeats;
  private final boolean cluster;

  RedissonAccess(RedissonClient client, Duration timeout) {
    CommandAsyncExecutor its = executor(client);
    this.names = new RedissonNames(client);
    this.executor = its.copy(once(timeout));
    this.connections = its.getConnectionManager();
    this.lost = LostMasters.of(its.getServiceManager().getConnectionEventsHub());
    this.repeats = its.getServiceManager().getConfig().getRetryAttempts() > 0;
    this.lazy = its.getServiceManager().getCfg().isLazyInitialization();
    this.connecting =
        new LazyConnection<>(
            () -> {
              connections.getEntrySet();
              return connections;
            },
            stays -> {},
            timeout);
    this.cluster = its.getServiceManager().getCfg().isClusterConfig();
  }

  private static CommandAsyncExecutor executor(RedissonClient client) {
    if (client instanceof Redisson redisson) {
      return redisson.getCommandExecutor();
    }
    throw new IllegalArgumentException(
        "client must come from Redisson.create, but is a " + client.getClass().getName());
  }

  private static ObjectParams once(Duration timeout) {
    return (ObjectParams) PlainOptions.name("").timeout(timeout).retryAttempts(0);
  }

  /** Limits Redisson to the time that is left, so that it reports its failure in time. */
  private CommandAsyncExecutor within(Optional<Duration> left) {
    return left.map(time -> executor.copy(once(time))).orElse(executor);
  }

  @Override
  public byte[] keyOnServer(String key) {
    return names.onServer(key).getBytes(UTF_8);
  }

  @Override
  public boolean isOnReceivingThread() {
    return receiving.includeCurrent();
  }

  @Override
  public boolean isCluster() {
    return cluster;
  }

  @Override
  public CompletionStage<List<MasterSlaveEntry>> masters(RawCommand asking) {
    return connected().thenApply(now -> List.copyOf(now.getEntrySet()));
  }

  /** A client with lazyInitialization connects at its first command, and blocks meanwhile. */
  private CompletionStage<ConnectionManager> connected() {
    return lazy ? connecting.get() : CompletableFuture.completedFuture(connections);
  }

  @Override
  public long lostConnections() {
    return lost.get();
  }

  @Override
  public CompletionStage<?> send(RawCommand command) {
    ByteBuf key = ArgumentBuffers.of(Objects.requireNonNull(command.key()));
    return send(
        command,
        new SilenceDetector(() -> connections.getWriteEntry(connections.calcSlot(key)), heardAt),
        left ->
            within(left)
                .writeAsync(key, ByteArrayCodec.INSTANCE, raw(command), arguments(command)));
  }

  @Override
  public CompletionStage<?> send(MasterSlaveEntry master, RawCommand command) {
    return send(
        command,
        new SilenceDetector(() -> master, heardAt),
        left ->
            within(left)
                .writeAsync(master, ByteArrayCodec.INSTANCE, raw(command), arguments(command)));
  }

  private CompletionStage<?> send(
      RawCommand command,
      SilenceDetector silence,
      Function<Optional<Duration>, RFuture<Object>> sending) {
    if (lazy) {
      connecting.lastFailure().map(Failures::translate).ifPresent(command::noteFailure);
    }
    return lazy
        ? connected()
            .thenCompose(now -> RetriedCommand.send(command, sending, repeats, silence, receiving))
        : RetriedCommand.send(command, sending, repeats, silence, receiving);
  }

  private static RedisCommand<List<Object>> raw(RawCommand command) {
    return new RedisCommand<>(command.name(), new ObjectListReplayDecoder<Object>());
  }

  private static Object[] arguments(RawCommand command) {
    return command.arguments().stream().map(ArgumentBuffers::of).toArray();
  }

  @Override
  public RedisCommandException translate(Throwable failure, RawCommand command) {
    return Failures.translate(failure);
  }
}
