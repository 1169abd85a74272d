package io.cloakroom.tests.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.redis.adapter.Fallback;
import io.cloakroom.redis.adapter.KeyText;
import io.cloakroom.redis.adapter.ScanPattern;
import io.cloakroom.tck.servers.RawRedis.ErrorReply;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * The port over bare sockets, one for each call: the smallest sound client there is, to be broken
 * on purpose where a real server is needed.
 */
public final class RespRedisCommands implements RedisCommands {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final RespClient client;
  private final Fallbacks fallbacks;

  public RespRedisCommands(RespClient client) {
    this(client, new Fallbacks());
  }

  private RespRedisCommands(RespClient client, Fallbacks fallbacks) {
    this.client = client;
    this.fallbacks = fallbacks;
  }

  /** What is remembered of a server. */
  private record Fallbacks(Fallback getex, Fallback scripts, Fallback evalsha, Fallback type) {
    Fallbacks() {
      this(new Fallback(), new Fallback(), new Fallback(), new Fallback());
    }
  }

  /** The port for one call, whose commands have one timeout together. */
  private RespRedisCommands ending() {
    return new RespRedisCommands(client.ending(), fallbacks);
  }

  /** With a usual client. */
  public static RedisCommands to(URI redis) {
    return new RespRedisCommands(new RespClient(redis, TIMEOUT, ""));
  }

  /** Where a scan has come to. */
  public record At(String cursor) implements ScanCursor {}

  @Override
  public byte[] keyOnServer(String key) {
    return onServer(key).getBytes(UTF_8);
  }

  @Override
  public CompletionStage<Optional<byte[]>> get(String key) {
    return call("GET", onServer(key)).thenApply(RespRedisCommands::value);
  }

  @Override
  public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
    String millis = String.valueOf(TimeToLive.toMillis(ttl));
    return ending().getAndExpire(key, ttl, millis);
  }

  private CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl, String millis) {
    return fallbacks.getex.tried(
        () -> call("GETEX", onServer(key), "PX", millis).thenApply(RespRedisCommands::value),
        () ->
            fallbacks.scripts.tried(
                () ->
                    eval(RedisScript.GET_AND_EXPIRE, List.of(key), List.of(millis.getBytes(UTF_8)))
                        .thenApply(answer -> answer.stream().findFirst()),
                () -> get(key).thenCombine(expire(key, ttl), (value, moved) -> value)));
  }

  @Override
  public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
    return keys.isEmpty()
        ? CompletableFuture.completedFuture(List.of())
        : call(words("MGET", keys))
            .thenApply(reply -> list(reply).stream().map(RespRedisCommands::value).toList());
  }

  @Override
  public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
    List<Object> words = new ArrayList<>(List.of("SET", onServer(key), value));
    switch (options.condition()) {
      case ALWAYS -> {}
      case IF_ABSENT -> words.add("NX");
      case IF_PRESENT -> words.add("XX");
    }
    options.ttl().ifPresent(ttl -> words.addAll(List.of("PX", TimeToLive.toMillis(ttl))));
    return call(words.toArray()).thenApply(reply -> value(reply).isPresent());
  }

  @Override
  public CompletionStage<Boolean> expire(String key, Duration ttl) {
    return call("PEXPIRE", onServer(key), TimeToLive.toMillis(ttl))
        .thenApply(reply -> reply.equals(1L));
  }

  @Override
  public CompletionStage<TimeToLive> timeToLive(String key) {
    return call("PTTL", onServer(key)).thenApply(reply -> TimeToLive.ofPttl((Long) reply));
  }

  @Override
  public CompletionStage<Long> delete(Collection<String> keys) {
    return keys.isEmpty()
        ? CompletableFuture.completedFuture(0L)
        : call(words("DEL", keys)).thenApply(reply -> (Long) reply);
  }

  @Override
  public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
    if (count < 1) {
      throw new IllegalArgumentException("count must be at least 1: " + count);
    }
    String from = cursor instanceof At at ? at.cursor() : "0";
    String pattern = ScanPattern.startingWith(onServer(prefix));
    RespRedisCommands port = ending();
    return fallbacks.type.tried(
        () ->
            port.call("SCAN", from, "MATCH", pattern, "COUNT", count, "TYPE", "string")
                .thenApply(reply -> page(list(reply))),
        () ->
            port.call("SCAN", from, "MATCH", pattern, "COUNT", count)
                .thenCompose(reply -> port.strings(page(list(reply)))));
  }

  @Override
  public CompletionStage<List<byte[]>> eval(
      RedisScript script, List<String> keys, List<byte[]> arguments) {
    RespRedisCommands port = ending();
    return fallbacks
        .evalsha
        .tried(
            () ->
                Fallback.whenRefused(
                    port.evaluate("EVALSHA", script.sha1(), keys, arguments),
                    RedisRefusedException::isUnknownScript,
                    () -> port.evaluate("EVAL", script.source(), keys, arguments)),
            () -> port.evaluate("EVAL", script.source(), keys, arguments))
        .thenApply(reply -> list(reply).stream().map(byte[].class::cast).toList());
  }

  private CompletionStage<Object> evaluate(
      String command, String script, List<String> keys, List<byte[]> arguments) {
    Stream<Object> head = Stream.of(command, script, keys.size());
    return call(
        Stream.of(head, keys.stream().map(this::onServer), arguments.stream())
            .flatMap(s -> s)
            .toArray());
  }

  private CompletionStage<Object> call(Object... words) {
    try {
      return CompletableFuture.completedFuture(client.call(words));
    } catch (ErrorReply e) {
      return CompletableFuture.failedFuture(RedisCommandException.ofReply(e.getMessage(), e));
    } catch (UncheckedIOException e) {
      return CompletableFuture.failedFuture(failure(e));
    }
  }

  private RedisCommandException failure(UncheckedIOException e) {
    return e.getCause() instanceof SocketTimeoutException
        ? new RedisTimeoutException("No answer from " + client, e)
        : new RedisUnreachableException("No connection to " + client, e);
  }

  private ScanPage page(List<?> reply) {
    String next = new String((byte[]) reply.get(0), UTF_8);
    List<String> keys =
        list(reply.get(1)).stream()
            .map(key -> new String((byte[]) key, UTF_8).substring(client.prefix().length()))
            .toList();
    return new ScanPage(keys, next.equals("0") ? Optional.empty() : Optional.of(new At(next)));
  }

  private CompletionStage<ScanPage> strings(ScanPage page) {
    List<String> found = new ArrayList<>();
    CompletionStage<Void> asked = CompletableFuture.completedStage(null);
    for (String key : page.keys()) {
      asked =
          asked.thenAcceptBoth(
              call("TYPE", onServer(key)),
              (before, type) -> {
                if (new String((byte[]) type, UTF_8).equals("string")) {
                  found.add(key);
                }
              });
    }
    return asked.thenApply(all -> new ScanPage(found, page.next()));
  }

  private String onServer(String key) {
    return client.prefix() + KeyText.checked(key);
  }

  private Object[] words(String command, Collection<String> keys) {
    return Stream.concat(Stream.of(command), keys.stream().map(this::onServer)).toArray();
  }

  private static Optional<byte[]> value(Object reply) {
    return Optional.ofNullable((byte[]) reply);
  }

  private static List<?> list(Object reply) {
    return (List<?>) reply;
  }
}
