package io.cloakroom.lettuce;

import static io.lettuce.core.protocol.CommandType.DEL;
import static io.lettuce.core.protocol.CommandType.EVAL;
import static io.lettuce.core.protocol.CommandType.EVALSHA;
import static io.lettuce.core.protocol.CommandType.GET;
import static io.lettuce.core.protocol.CommandType.GETEX;
import static io.lettuce.core.protocol.CommandType.MGET;
import static io.lettuce.core.protocol.CommandType.PEXPIRE;
import static io.lettuce.core.protocol.CommandType.PTTL;
import static io.lettuce.core.protocol.CommandType.SET;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;

import io.cloakroom.redis.Fallback;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.TimeToLive;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.IntegerOutput;
import io.lettuce.core.output.ValueListOutput;
import io.lettuce.core.output.ValueOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The port to Redis over Lettuce: standalone, Sentinel, replicas and cluster, all over one
 * connection, without ever blocking or changing the thread.
 *
 * <pre>{@code
 * RedisClient client = RedisClient.create("redis://localhost");
 * try (LettuceCommands commands = LettuceCommands.of(client)) {
 *   commands.get("sess:1").thenAccept(value -> …);
 * }
 * client.shutdown();
 * }</pre>
 *
 * <p><b>Timeout.</b> Every command ends within the connection's timeout ({@link
 * StatefulConnection#setTimeout}; 60 s unless the {@code RedisURI} says otherwise; zero means
 * none), whatever the client's {@code TimeoutOptions} say. A command given while Redis is away
 * waits for the reconnect up to that timeout and then fails with {@link RedisUnreachableException};
 * it is not sent afterwards. A command whose reply was cut off is sent again by Lettuce, unless its
 * {@code ClientOptions.replayFilter} says no; if that makes the answer to a write worthless, the
 * write fails with {@link RedisUnreachableException}. To have such commands fail at once, and to
 * have Lettuce keep no queue of them, set {@code
 * ClientOptions.disconnectedBehavior(REJECT_COMMANDS)}.
 *
 * <p><b>Cluster, Sentinel.</b> A scan that loses one of its masters, or its connection to one
 * server, fails with {@link RedisUnreachableException}: another server's cursors are others. The
 * client learns of a failover by its adaptive topology refresh, which is on unless it was switched
 * off.
 *
 * <p><b>Masters only.</b> Every command goes to a master, whatever the connection's {@code
 * ReadFrom}: a replica may not have what the request before has written.
 */
public final class LettuceCommands implements RedisCommands, AutoCloseable {

  private static final RedisCodec<String, byte[]> CODEC =
      RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

  private final CommandSender sender;
  private final RedisCodec<String, byte[]> codec;
  private final Masters masters;
  private final MasterScan scan;
  private final boolean ownsConnection;
  private volatile boolean lacksGetex;

  private LettuceCommands(
      StatefulConnection<String, byte[]> connection, Masters masters, boolean ownsConnection) {
    this.sender = new CommandSender(connection);
    this.codec = connection.getCodec();
    this.masters = masters;
    this.scan = new MasterScan(sender, masters);
    this.ownsConnection = ownsConnection;
  }

  /**
   * Opens a connection of its own, which {@link #close()} closes; the client stays open. Connects
   * at once and blocks meanwhile, as {@link RedisClient#connect()} does.
   *
   * @param client made with a {@code RedisURI}, which may name Sentinels
   * @throws RedisUnreachableException if Redis is away
   * @throws RedisRefusedException if Redis does not let this client in
   */
  public static LettuceCommands of(RedisClient client) {
    StatefulRedisConnection<String, byte[]> connection = connect(() -> client.connect(CODEC));
    return new LettuceCommands(connection, new SingleMaster(connection), true);
  }

  /**
   * Opens a connection of its own to a cluster, which {@link #close()} closes; the client stays
   * open. Connects at once and blocks meanwhile, as {@link RedisClusterClient#connect()} does.
   *
   * @throws RedisUnreachableException if no node of the cluster can be reached
   * @throws RedisRefusedException if the cluster does not let this client in
   */
  public static LettuceCommands of(RedisClusterClient client) {
    StatefulRedisClusterConnection<String, byte[]> connection =
        connect(() -> client.connect(CODEC));
    return new LettuceCommands(connection, new ClusterMasters(connection), true);
  }

  /**
   * Uses a connection that is there already, and never closes it. One with replicas ({@code
   * MasterReplica.connect}) will do, and stays with the primary that Lettuce found when it
   * connected if there are no Sentinels that tell of another.
   *
   * @param connection its codec may put a prefix before keys, and must leave values as they are
   * @throws IllegalArgumentException if its codec changes values
   */
  public static LettuceCommands of(StatefulRedisConnection<String, byte[]> connection) {
    requirePlainValues(connection.getCodec());
    return new LettuceCommands(connection, new SingleMaster(connection), false);
  }

  /**
   * Uses a connection to a cluster that is there already, and never closes it.
   *
   * @param connection its codec may put a prefix before keys, and must leave values as they are
   * @throws IllegalArgumentException if its codec changes values
   */
  public static LettuceCommands of(StatefulRedisClusterConnection<String, byte[]> connection) {
    requirePlainValues(connection.getCodec());
    return new LettuceCommands(connection, new ClusterMasters(connection), false);
  }

  /**
   * Closes the connection if this adapter opened it. A connection handed in, or a client, stays.
   */
  @Override
  public void close() {
    if (ownsConnection) {
      sender.connection().close();
    }
  }

  @Override
  public CompletionStage<Optional<byte[]>> get(String key) {
    return sender
        .send(GET, new ValueOutput<>(codec), sender.args().addKey(key))
        .thenApply(Optional::ofNullable);
  }

  @Override
  public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
    long millis = TimeToLive.toMillis(ttl);
    if (lacksGetex) {
      return getAndExpireByScript(key, millis);
    }
    CommandArgs<String, byte[]> args = sender.args().addKey(key).add("PX").add(millis);
    return Fallback.whenRefused(
        sender.send(GETEX, new ValueOutput<>(codec), args).thenApply(Optional::ofNullable),
        RedisRefusedException::isUnknownCommand,
        () -> {
          lacksGetex = true;
          return getAndExpireByScript(key, millis);
        });
  }

  private CompletionStage<Optional<byte[]>> getAndExpireByScript(String key, long millis) {
    List<byte[]> arguments = List.of(String.valueOf(millis).getBytes(UTF_8));
    return eval(RedisScript.GET_AND_EXPIRE, List.of(key), arguments)
        .thenApply(answer -> answer.stream().findFirst());
  }

  @Override
  public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
    List<String> asked = List.copyOf(keys);
    List<List<Integer>> groups =
        List.copyOf(
            IntStream.range(0, asked.size())
                .boxed()
                .collect(groupingBy(i -> masters.slotOf(asked.get(i))))
                .values());
    return all(
            groups,
            group ->
                sender.send(
                    MGET,
                    new ValueListOutput<>(codec),
                    sender.args().addKeys(group.stream().map(asked::get).toList())))
        .thenApply(values -> inOrder(asked.size(), groups, values));
  }

  private static List<Optional<byte[]>> inOrder(
      int size, List<List<Integer>> positions, List<List<byte[]>> values) {
    List<Optional<byte[]>> ordered = new ArrayList<>(Collections.nCopies(size, Optional.empty()));
    for (int group = 0; group < positions.size(); group++) {
      Iterator<byte[]> value = values.get(group).iterator();
      for (int position : positions.get(group)) {
        ordered.set(position, Optional.ofNullable(value.next()));
      }
    }
    return ordered;
  }

  @Override
  public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
    CommandArgs<String, byte[]> args = sender.args().addKey(key).addValue(value.clone());
    switch (options.condition()) {
      case ALWAYS -> {}
      case IF_ABSENT -> args.add("NX");
      case IF_PRESENT -> args.add("XX");
    }
    options.ttl().ifPresent(ttl -> args.add("PX").add(TimeToLive.toMillis(ttl)));
    Redirections redirections = new Redirections();
    return sender
        .sendOnce(SET, redirections.status(codec), redirections, args)
        .thenApply("OK"::equals);
  }

  @Override
  public CompletionStage<Boolean> expire(String key, Duration ttl) {
    CommandArgs<String, byte[]> args = sender.args().addKey(key).add(TimeToLive.toMillis(ttl));
    return sender
        .send(PEXPIRE, new IntegerOutput<>(codec), args)
        .thenApply(changed -> changed == 1);
  }

  @Override
  public CompletionStage<TimeToLive> timeToLive(String key) {
    return sender
        .send(PTTL, new IntegerOutput<>(codec), sender.args().addKey(key))
        .thenApply(TimeToLive::ofPttl);
  }

  @Override
  public CompletionStage<Long> delete(Collection<String> keys) {
    Collection<List<String>> groups = keys.stream().collect(groupingBy(masters::slotOf)).values();
    return all(
            groups,
            group -> {
              Redirections redirections = new Redirections();
              return sender.sendOnce(
                  DEL, redirections.integer(codec), redirections, sender.args().addKeys(group));
            })
        .thenApply(counts -> counts.stream().mapToLong(Long::longValue).sum());
  }

  @Override
  public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
    return scan.page(prefix, cursor, count);
  }

  @Override
  public CompletionStage<List<byte[]>> eval(
      RedisScript script, List<String> keys, List<byte[]> arguments) {
    List<String> keysNow = List.copyOf(keys);
    List<byte[]> argumentsNow = arguments.stream().map(byte[]::clone).toList();
    return Fallback.whenRefused(
        eval(EVALSHA, script.sha1(), keysNow, argumentsNow),
        RedisRefusedException::isUnknownScript,
        () -> eval(EVAL, script.source(), keysNow, argumentsNow));
  }

  private CompletionStage<List<byte[]>> eval(
      CommandType type, String script, List<String> keys, List<byte[]> arguments) {
    Redirections redirections = new Redirections();
    return sender.sendOnce(
        type,
        redirections.values(codec),
        redirections,
        sender.args().add(script).add(keys.size()).addKeys(keys).addValues(arguments));
  }

  private static <A, T> CompletionStage<List<T>> all(
      Collection<A> parts, Function<A, CompletionStage<T>> sent) {
    List<CompletableFuture<T>> replies =
        parts.stream().map(part -> sent.apply(part).toCompletableFuture()).toList();
    return CompletableFuture.allOf(replies.toArray(CompletableFuture<?>[]::new))
        .thenApply(done -> replies.stream().map(CompletableFuture::join).toList());
  }

  private static <C> C connect(Supplier<C> attempt) {
    try {
      return attempt.get();
    } catch (RedisException e) {
      throw Failures.translate(e, false);
    }
  }

  private static void requirePlainValues(RedisCodec<String, byte[]> codec) {
    byte[] value = {0, 'v', -1};
    if (!codec.encodeValue(value.clone()).equals(ByteBuffer.wrap(value))) {
      throw new IllegalArgumentException(
          "The connection's codec "
              + codec.getClass().getName()
              + " changes values, which scripts compare as they are stored: use ByteArrayCodec for"
              + " values");
    }
  }
}
