package io.cloakroom.redisson;

import static io.cloakroom.redis.TimeToLive.toMillis;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Collections.nCopies;
import static org.redisson.client.protocol.RedisCommands.DEL;
import static org.redisson.client.protocol.RedisCommands.EVAL_LIST;
import static org.redisson.client.protocol.RedisCommands.GET;
import static org.redisson.client.protocol.RedisCommands.GETEX;
import static org.redisson.client.protocol.RedisCommands.MGET;
import static org.redisson.client.protocol.RedisCommands.PEXPIRE;
import static org.redisson.client.protocol.RedisCommands.PTTL;
import static org.redisson.client.protocol.RedisCommands.SET_BOOLEAN;

import io.cloakroom.redis.Fallback;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.TimeToLive;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RedissonClient;
import org.redisson.client.protocol.RedisCommand;

/**
 * The port to Redis over <a href="https://redisson.pro/docs/">Redisson</a> 4, for a single server,
 * Sentinel, replicated servers and a cluster alike.
 *
 * <pre>{@code
 * Config config = new Config();
 * config.useSingleServer().setAddress("redis://localhost:6379").setTimeout(1000);
 * RedissonClient redisson = Redisson.create(config);
 * RedisCommands commands = RedissonCommands.of(redisson);
 * }</pre>
 *
 * <p><b>Masters only.</b> Every command goes to a master, whatever the client's {@code readMode}: a
 * replica may not have what the request before has written. Nothing needs to be configured for
 * that.
 *
 * <p><b>Time.</b> A call ends within the client's {@code timeout}, or the one given here, and a
 * quarter of a second: waiting for a connection and all attempts included. While no server takes
 * the command it is sent again, as often as the client's {@code retryAttempts} and after its {@code
 * retryDelay}, if that still fits. A command that may have been carried out is not sent again. With
 * {@code retryAttempts} 0 a call fails at once while there is no server.
 *
 * <p><b>Names.</b> Keys go through the client's {@code NameMapper}, and come back from a scan
 * without it. A scan needs a mapper that puts something before a name and nothing after it. The
 * client's codec plays no part: values are the bytes that they are.
 *
 * <p>The client stays the caller's, who shuts it down. A client with {@code lazyInitialization}
 * connects, and waits for that, in the first call.
 */
public final class RedissonCommands implements RedisCommands {

  private static final RedisCommand<List<Object>> EVALSHA =
      new RedisCommand<>(EVAL_LIST, "EVALSHA");

  private final Masters masters;
  private final MasterScan scan;
  private volatile boolean withoutGetex;

  private RedissonCommands(Masters masters) {
    this.masters = masters;
    this.scan = new MasterScan(masters);
  }

  /**
   * Uses a client with the timeout that it was configured with.
   *
   * @param client what {@code Redisson.create} returned
   * @throws IllegalArgumentException if the client is something else, such as a wrapper
   */
  public static RedissonCommands of(RedissonClient client) {
    return new RedissonCommands(Masters.of(client));
  }

  /**
   * Uses a client with a timeout of its own.
   *
   * @param client what {@code Redisson.create} returned
   * @param timeout how long a call may take, all its attempts included; at least a millisecond
   * @throws IllegalArgumentException if the client is something else, such as a wrapper, or the
   *     timeout is too short or too long
   */
  public static RedissonCommands of(RedissonClient client, Duration timeout) {
    return new RedissonCommands(Masters.of(client, timeout));
  }

  @Override
  public CompletionStage<Optional<byte[]>> get(String key) {
    ByteBuf name = masters.name(key);
    CompletionStage<byte @Nullable []> value = masters.send(name, GET, List.of(name));
    return value.thenApply(Optional::ofNullable);
  }

  @Override
  public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
    long millis = toMillis(ttl);
    if (withoutGetex) {
      return getAndExpireByScript(key, millis);
    }
    ByteBuf name = masters.name(key);
    CompletionStage<byte @Nullable []> value =
        masters.send(name, GETEX, List.of(name, "PX", millis));
    return Fallback.whenRefused(
        value.thenApply(Optional::ofNullable),
        RedisRefusedException::isUnknownCommand,
        () -> {
          withoutGetex = true;
          return getAndExpireByScript(key, millis);
        });
  }

  private CompletionStage<Optional<byte[]>> getAndExpireByScript(String key, long millis) {
    byte[] ttl = Long.toString(millis).getBytes(UTF_8);
    return eval(RedisScript.GET_AND_EXPIRE, List.of(key), List.of(ttl))
        .thenApply(answer -> answer.stream().findFirst());
  }

  @Override
  public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
    List<ByteBuf> names = masters.names(keys);
    List<Optional<byte[]>> values = new ArrayList<>(nCopies(names.size(), Optional.empty()));
    CompletionStage<List<Optional<byte[]>>> all = CompletableFuture.completedFuture(values);
    for (List<Integer> positions : masters.bySlot(names)) {
      List<ByteBuf> asked = positions.stream().map(names::get).toList();
      CompletionStage<List<byte @Nullable []>> answer = masters.send(asked.get(0), MGET, asked);
      all =
          all.thenCombine(
              answer,
              (soFar, found) -> {
                for (int i = 0; i < found.size(); i++) {
                  soFar.set(positions.get(i), Optional.ofNullable(found.get(i)));
                }
                return soFar;
              });
    }
    return all;
  }

  @Override
  public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
    ByteBuf name = masters.name(key);
    List<Object> arguments = new ArrayList<>(List.of(name, Bytes.of(value)));
    switch (options.condition()) {
      case ALWAYS -> {}
      case IF_ABSENT -> arguments.add("NX");
      case IF_PRESENT -> arguments.add("XX");
    }
    options.ttl().ifPresent(ttl -> arguments.addAll(List.of("PX", toMillis(ttl))));
    return masters.send(name, SET_BOOLEAN, arguments);
  }

  @Override
  public CompletionStage<Boolean> expire(String key, Duration ttl) {
    ByteBuf name = masters.name(key);
    return masters.send(name, PEXPIRE, List.of(name, toMillis(ttl)));
  }

  @Override
  public CompletionStage<TimeToLive> timeToLive(String key) {
    ByteBuf name = masters.name(key);
    CompletionStage<Long> millis = masters.send(name, PTTL, List.of(name));
    return millis.thenApply(TimeToLive::ofPttl);
  }

  @Override
  public CompletionStage<Long> delete(Collection<String> keys) {
    List<ByteBuf> names = masters.names(keys);
    CompletionStage<Long> all = CompletableFuture.completedFuture(0L);
    for (List<Integer> positions : masters.bySlot(names)) {
      List<ByteBuf> asked = positions.stream().map(names::get).toList();
      CompletionStage<Long> deleted = masters.send(asked.get(0), DEL, asked);
      all = all.thenCombine(deleted, Long::sum);
    }
    return all;
  }

  @Override
  public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
    return scan.page(prefix, cursor, count);
  }

  @Override
  public CompletionStage<List<byte[]>> eval(
      RedisScript script, List<String> keys, List<byte[]> arguments) {
    List<ByteBuf> names = masters.names(keys);
    List<Object> rest = new ArrayList<>();
    rest.add(names.size());
    rest.addAll(names);
    arguments.forEach(argument -> rest.add(Bytes.of(argument)));
    return Fallback.whenRefused(
        run(EVALSHA, script.sha1(), names, rest),
        RedisRefusedException::isUnknownScript,
        () -> run(EVAL_LIST, script.source(), names, rest));
  }

  private CompletionStage<List<byte[]>> run(
      RedisCommand<?> command, String script, List<ByteBuf> names, List<Object> rest) {
    List<Object> arguments = new ArrayList<>(List.of(script));
    arguments.addAll(rest);
    return masters.send(names.get(0), command, arguments);
  }
}
