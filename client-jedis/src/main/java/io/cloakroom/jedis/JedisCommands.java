package io.cloakroom.jedis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.Fallback;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.TimeToLive;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.GetExParams;
import redis.clients.jedis.params.SetParams;

/**
 * The port to Redis over a Jedis client: a {@code RedisClient}, {@code RedisClusterClient} or
 * {@code RedisSentinelClient}.
 *
 * <pre>{@code
 * RedisClient client = RedisClient.create("redis://localhost:6379");
 * RedisCommands commands = JedisCommands.of(client);
 * }</pre>
 *
 * <p>The client stays its owner's: it is never closed here, and its timeouts and key pre-processor
 * hold. Its retries ({@code maxAttempts} of a {@code RedisClusterClient}) hold for what may be
 * repeated: a {@code set}, {@code delete} or script that was sent, and then got no reply, is not
 * sent again, but fails with {@link RedisUnreachableException} or {@link
 * io.cloakroom.redis.RedisTimeoutException}. How long a command may take is therefore the client's
 * to say; one that opens a connection waits for the socket timeout twice, for the handshake too.
 * For a free connection of a {@code RedisClient} or {@code RedisSentinelClient} it waits as long as
 * the pool's {@code maxWait} says, or two seconds where the pool would wait without end, and no
 * longer once another command has got no answer: then it is a {@link RedisUnreachableException},
 * and was not sent. The pools of a {@code RedisClusterClient} are left to themselves: set {@code
 * maxWait} there. A connection that died while it lay in the pool fails the next command that takes
 * it, once, unless the pool has {@code testOnBorrow}.
 *
 * <p>A scan that was under way when a connection was lost fails with {@link
 * RedisUnreachableException}: what is at the same address now may be another server, whose cursors
 * are others.
 *
 * <p>A key pre-processor that puts a prefix before each key goes unnoticed, in scans too. Under one
 * that does anything else a scan is a {@link RedisRefusedException}.
 */
public final class JedisCommands implements RedisCommands {

  private final UnifiedJedis client;
  private final Executor executor;
  private final Writes writes;
  private final Scan scan;
  private final PoolQueue queue;

  private JedisCommands(UnifiedJedis client, Executor executor) {
    this.client = client;
    this.executor = executor;
    this.writes = new Writes(client);
    this.scan = new Scan(client);
    this.queue = PoolQueue.before(client);
  }

  /**
   * Commands that run in the thread that calls them: every stage is complete when it is returned.
   *
   * @throws IllegalArgumentException if the client is a {@code JedisCluster}
   */
  public static JedisCommands of(UnifiedJedis client) {
    return new JedisCommands(client, Runnable::run);
  }

  /**
   * Commands that run on an executor, for callers that must not block. A command that the executor
   * rejects fails with a {@link RedisUnreachableException}.
   *
   * @param executor stays its owner's; as many threads as the client has connections keep it busy
   * @throws IllegalArgumentException if the client is a {@code JedisCluster}
   */
  public static JedisCommands of(UnifiedJedis client, Executor executor) {
    return new JedisCommands(client, executor);
  }

  @Override
  public CompletionStage<Optional<byte[]>> get(String key) {
    byte[] name = bytes(key);
    return call(() -> Optional.ofNullable(client.get(name)));
  }

  @Override
  public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
    byte[] name = bytes(key);
    long millis = TimeToLive.toMillis(ttl);
    GetExParams expiry = GetExParams.getExParams().px(millis);
    return Fallback.whenRefused(
        call(() -> Optional.ofNullable(client.getEx(name, expiry))),
        RedisRefusedException::isUnknownCommand,
        () ->
            eval(RedisScript.GET_AND_EXPIRE, List.of(key), List.of(bytes(Long.toString(millis))))
                .thenApply(answer -> answer.stream().findFirst()));
  }

  @Override
  public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
    byte[][] names = names(keys);
    return names.length == 0
        ? CompletableFuture.completedFuture(List.of())
        : call(() -> client.mget(names).stream().map(Optional::ofNullable).toList());
  }

  @Override
  public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
    byte[] name = bytes(key);
    byte[] sent = value.clone();
    SetParams params = params(options);
    return call(() -> writes.set(name, sent, params));
  }

  @Override
  public CompletionStage<Boolean> expire(String key, Duration ttl) {
    byte[] name = bytes(key);
    long millis = TimeToLive.toMillis(ttl);
    return call(() -> client.pexpire(name, millis) == 1);
  }

  @Override
  public CompletionStage<TimeToLive> timeToLive(String key) {
    byte[] name = bytes(key);
    return call(() -> TimeToLive.ofPttl(client.pttl(name)));
  }

  @Override
  public CompletionStage<Long> delete(Collection<String> keys) {
    byte[][] names = names(keys);
    return names.length == 0
        ? CompletableFuture.completedFuture(0L)
        : call(() -> writes.delete(names));
  }

  @Override
  public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
    if (count < 1) {
      throw new IllegalArgumentException("A scan's count must be at least 1, but is " + count);
    }
    scan.check(cursor);
    return call(() -> scan.page(prefix, cursor, count));
  }

  @Override
  public CompletionStage<List<byte[]>> eval(
      RedisScript script, List<String> keys, List<byte[]> arguments) {
    List<byte[]> names = List.of(names(keys));
    List<byte[]> sent = arguments.stream().map(byte[]::clone).toList();
    return Fallback.whenRefused(
        call(() -> writes.eval(Command.EVALSHA, bytes(script.sha1()), names, sent)),
        RedisRefusedException::isUnknownScript,
        () -> call(() -> writes.eval(Command.EVAL, bytes(script.source()), names, sent)));
  }

  private <T> CompletionStage<T> call(Supplier<T> command) {
    CompletableFuture<T> reply = new CompletableFuture<>();
    try {
      executor.execute(() -> complete(reply, command));
    } catch (RejectedExecutionException e) {
      reply.completeExceptionally(
          new RedisUnreachableException("The executor does not take the command", e));
    }
    return reply;
  }

  private <T> void complete(CompletableFuture<T> reply, Supplier<T> command) {
    T answer;
    try {
      answer = queue.inTurn(() -> translated(command));
    } catch (RuntimeException e) {
      reply.completeExceptionally(e);
      return;
    } catch (Error e) {
      reply.completeExceptionally(e);
      throw e;
    }
    reply.complete(answer);
  }

  private <T> T translated(Supplier<T> command) {
    try {
      return command.get();
    } catch (RuntimeException e) {
      if (Failures.isOfConnection(e)) {
        scan.connectionLost();
      }
      throw Failures.translate(e);
    }
  }

  private static SetParams params(SetOptions options) {
    SetParams params = new SetParams();
    options.ttl().map(TimeToLive::toMillis).ifPresent(params::px);
    return switch (options.condition()) {
      case ALWAYS -> params;
      case IF_ABSENT -> params.nx();
      case IF_PRESENT -> params.xx();
    };
  }

  private static byte[][] names(Collection<String> keys) {
    return keys.stream().map(JedisCommands::bytes).toArray(byte[][]::new);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
