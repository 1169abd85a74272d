package io.cloakroom.samples;

import static glide.api.models.GlideString.gs;
import static io.cloakroom.redis.RedisScript.GET_AND_EXPIRE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Locale.ROOT;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;

import glide.api.GlideClient;
import glide.api.models.GlideString;
import glide.api.models.exceptions.RequestException;
import glide.api.models.exceptions.TimeoutException;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;

/** The port over a client with a native core that Cloakroom has no adapter for. */
record GlideRedisCommands(GlideClient client, Fallback getex) implements RedisCommands {

  GlideRedisCommands(GlideClient client) {
    this(client, new Fallback());
  }

  /** The server's own words, where GLIDE has others and not only writes them otherwise. */
  private static final Map<String, String> WORDS =
      Map.of("ResponseError", "ERR", "PermissionDenied", "NOPERM", "BusyLoadingError", "LOADING");

  private record Next(String cursor) implements ScanCursor {}

  @Override
  public CompletionStage<Optional<byte[]>> get(String key) {
    return send(GlideRedisCommands::value, "GET", key);
  }

  @Override
  public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
    List<byte[]> millis = List.of(Long.toString(TimeToLive.toMillis(ttl)).getBytes(UTF_8));
    return getex.tried(
        () -> send(GlideRedisCommands::value, "GETEX", key, "PX", millis),
        () -> eval(GET_AND_EXPIRE, List.of(key), millis).thenApply(v -> v.stream().findFirst()));
  }

  @Override
  public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
    return keys.isEmpty()
        ? completedFuture(List.of())
        : send(reply -> list(reply).map(GlideRedisCommands::value).toList(), "MGET", keys);
  }

  @Override
  public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
    List<Object> sent = new ArrayList<>(List.of("SET", key, value.clone()));
    if (options.condition() != SetOptions.Condition.ALWAYS) {
      sent.add(options.condition() == SetOptions.Condition.IF_ABSENT ? "NX" : "XX");
    }
    options.ttl().ifPresent(ttl -> sent.addAll(List.of("PX", TimeToLive.toMillis(ttl))));
    return send(reply -> reply != null, sent);
  }

  @Override
  public CompletionStage<Boolean> expire(String key, Duration ttl) {
    return send(Boolean.class::cast, "PEXPIRE", key, TimeToLive.toMillis(ttl));
  }

  @Override
  public CompletionStage<TimeToLive> timeToLive(String key) {
    return send(reply -> TimeToLive.ofPttl((Long) reply), "PTTL", key);
  }

  @Override
  public CompletionStage<Long> delete(Collection<String> keys) {
    return keys.isEmpty() ? completedFuture(0L) : send(Long.class::cast, "DEL", keys);
  }

  @Override
  public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
    if (count < 1) {
      throw new IllegalArgumentException("count must be at least 1: " + count);
    }
    String start = cursor instanceof Next next ? next.cursor() : "0";
    String pattern = ScanPattern.startingWith(prefix);
    Object[] sent = {"SCAN", start, "MATCH", pattern, "COUNT", count, "TYPE", "string"};
    return send(GlideRedisCommands::page, sent);
  }

  @Override
  public CompletionStage<List<byte[]>> eval(
      RedisScript script, List<String> keys, List<byte[]> arguments) {
    Function<Object, List<byte[]>> all = r -> list(r).flatMap(v -> value(v).stream()).toList();
    List<String> ownKeys = List.copyOf(keys); // callers may reuse theirs
    List<byte[]> own = arguments.stream().map(byte[]::clone).toList();
    return Fallback.whenRefused(
        send(all, "EVALSHA", script.sha1(), ownKeys.size(), ownKeys, own),
        RedisRefusedException::isUnknownScript,
        () -> send(all, "EVAL", script.source(), ownKeys.size(), ownKeys, own));
  }

  private <T> CompletionStage<T> send(Function<Object, T> answer, Object... words) {
    GlideString[] sent =
        Stream.of(words)
            .flatMap(word -> word instanceof Collection<?> some ? some.stream() : Stream.of(word))
            .map(word -> word instanceof byte[] raw ? gs(raw) : gs(KeyText.checked("" + word)))
            .toArray(GlideString[]::new);
    return client
        .customCommand(sent)
        .thenApplyAsync(answer)
        .exceptionallyComposeAsync(failure -> failedFuture(translated(failure.getCause())));
  }

  private static RedisCommandException translated(Throwable failure) {
    if (failure instanceof RequestException) {
      String[] said = failure.getMessage().replaceFirst("^An error .*?: - ", "").split(": ", 2);
      String code = WORDS.getOrDefault(said[0], said[0].replace("Error", "").toUpperCase(ROOT));
      return RedisCommandException.ofReply(code + " " + said[said.length - 1], failure);
    }
    return failure instanceof TimeoutException
        ? new RedisTimeoutException("Redis did not answer in time", failure)
        : new RedisUnreachableException("Redis can't be reached", failure);
  }

  private static Stream<Object> list(Object reply) {
    return Stream.of((Object[]) reply);
  }

  private static Optional<byte[]> value(Object reply) {
    return Optional.ofNullable((GlideString) reply).map(GlideString::getBytes);
  }

  private static ScanPage page(Object reply) {
    List<Object> parts = list(reply).toList();
    Optional<ScanCursor> next = Optional.of(new Next("" + parts.get(0)));
    return new ScanPage(
        list(parts.get(1)).map(Object::toString).toList(),
        next.filter(n -> !n.equals(new Next("0"))));
  }
}
