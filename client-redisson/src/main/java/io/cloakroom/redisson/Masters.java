package io.cloakroom.redisson;

import static java.util.stream.Collectors.groupingBy;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisUnreachableException;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.api.options.ObjectParams;
import org.redisson.api.options.PlainOptions;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.codec.Codec;
import org.redisson.client.protocol.RedisCommand;
import org.redisson.command.CommandAsyncExecutor;
import org.redisson.config.MasterSlaveServersConfig;
import org.redisson.config.NameMapper;
import org.redisson.connection.ConnectionManager;
import org.redisson.connection.MasterSlaveEntry;

/**
 * Sends commands, each to the master that is in charge.
 *
 * <p>Beneath the objects of its API Redisson has one public way to send a given command, the {@link
 * CommandAsyncExecutor} of its client, on which its own integrations are built too. The objects
 * can't serve here: several of them send a script or two commands where one will do, {@code
 * getKeysAsync} ends at the first empty page, and all of them read from replicas by default and put
 * names and values into the messages of their exceptions.
 */
final class Masters {

  private final CommandAsyncExecutor executor;
  private final ConnectionManager connections;
  private final LostMasters lost;
  private final Call.Limits limits;

  private Masters(CommandAsyncExecutor executor, Call.Limits limits) {
    this.executor = executor;
    this.connections = executor.getConnectionManager();
    this.lost = LostMasters.of(connections);
    this.limits = limits;
  }

  /** With the client's own timeout. */
  static Masters of(RedissonClient client) {
    return of(client, Duration.ofMillis(config(executor(client)).getTimeout()));
  }

  static Masters of(RedissonClient client, Duration timeout) {
    if (timeout.toMillis() < 1 || timeout.toMillis() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "timeout must be at least 1 ms and at most "
              + Duration.ofMillis(Integer.MAX_VALUE)
              + ", but is "
              + timeout);
    }
    CommandAsyncExecutor executor = executor(client);
    MasterSlaveServersConfig config = config(executor);
    ObjectParams once = (ObjectParams) PlainOptions.name("").timeout(timeout).retryAttempts(0);
    return new Masters(
        executor.copy(once),
        new Call.Limits(timeout, config.getRetryAttempts(), config.getRetryDelay()));
  }

  private static CommandAsyncExecutor executor(RedissonClient client) {
    if (client instanceof Redisson redisson) {
      return redisson.getCommandExecutor();
    }
    throw new IllegalArgumentException(
        "client must come from Redisson.create, but is a " + client.getClass().getName());
  }

  private static MasterSlaveServersConfig config(CommandAsyncExecutor executor) {
    return executor.getServiceManager().getConfig();
  }

  /** How the client was told to name its keys. */
  NameMapper mapper() {
    return executor.getServiceManager().getNameMapper();
  }

  /** What a key is called on the server. */
  ByteBuf name(String key) {
    return Bytes.of(mapper().map(key));
  }

  /** What keys are called on the server, in their order. */
  List<ByteBuf> names(Collection<String> keys) {
    return keys.stream().map(this::name).toList();
  }

  /** The positions of names, grouped by hash slot; without a cluster there is one group. */
  Collection<List<Integer>> bySlot(List<ByteBuf> names) {
    return IntStream.range(0, names.size())
        .boxed()
        .collect(groupingBy(position -> connections.calcSlot(names.get(position))))
        .values();
  }

  /**
   * All masters, as the client knows them now.
   *
   * @throws RedisCommandException if there is none, or the client connects only now and can't
   */
  List<MasterSlaveEntry> all() {
    List<MasterSlaveEntry> all;
    try {
      all = List.copyOf(connections.getEntrySet());
    } catch (RuntimeException e) {
      throw Failures.translate(e, limits.timeout());
    }
    if (all.isEmpty()) {
      throw new RedisUnreachableException("Redis cannot be reached: no master is known", null);
    }
    return all;
  }

  /** How often the client was cut off from one of them. */
  int timesLost() {
    return lost.count();
  }

  /** Sends a command to the master that holds a key; what it answers with are byte arrays. */
  <T> CompletionStage<T> send(ByteBuf key, RedisCommand<?> command, Collection<?> arguments) {
    Object[] sent = arguments.toArray();
    return Call.send(
        () -> executor.writeAsync(key, ByteArrayCodec.INSTANCE, command, sent), limits);
  }

  /** Sends a command to one master; the codec reads what it answers with. */
  <T> CompletionStage<T> send(
      MasterSlaveEntry master, Codec codec, RedisCommand<?> command, Collection<?> arguments) {
    Object[] sent = arguments.toArray();
    return Call.send(() -> executor.writeAsync(master, codec, command, sent), limits);
  }
}
