package io.cloakroom.samples;

import static io.cloakroom.redis.RedisScript.GET_AND_EXPIRE;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;
import static org.springframework.data.redis.connection.ReturnType.MULTI;

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
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.KeyScanOutput;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.connection.SetCondition;
import org.springframework.data.redis.connection.lettuce.LettuceConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.types.Expiration;

/** The port over a blocking client that Cloakroom has no adapter for. */
record SpringRedisCommands(LettuceConnectionFactory redis, Fallback getex)
    implements RedisCommands {

  SpringRedisCommands(LettuceConnectionFactory redis) {
    this(redis, new Fallback());
  }

  private record Next(String cursor) implements ScanCursor {}

  @Override
  public CompletionStage<Optional<byte[]>> get(String key) {
    return ask(c -> Optional.ofNullable(c.stringCommands().get(bytes(key))));
  }

  @Override
  public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
    Expiration expiry = in(ttl);
    List<byte[]> millis = List.of(bytes("" + expiry.getExpirationTime()));
    return getex.tried(
        () -> ask(c -> Optional.ofNullable(c.stringCommands().getEx(bytes(key), expiry))),
        () -> eval(GET_AND_EXPIRE, List.of(key), millis).thenApply(v -> v.stream().findFirst()));
  }

  @Override
  public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
    return keys.isEmpty()
        ? completedFuture(List.of())
        : ask(c -> c.stringCommands().mGet(bytes(keys)).stream().map(Optional::ofNullable))
            .thenApply(Stream::toList);
  }

  @Override
  public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
    SetCondition condition =
        switch (options.condition()) {
          case ALWAYS -> SetCondition.upsert();
          case IF_ABSENT -> SetCondition.ifAbsent();
          case IF_PRESENT -> SetCondition.ifPresent();
        };
    Expiration expiry = options.ttl().map(ttl -> in(ttl)).orElse(Expiration.persistent());
    return ask(
        c -> Boolean.TRUE.equals(c.stringCommands().set(bytes(key), value, condition, expiry)));
  }

  @Override
  public CompletionStage<Boolean> expire(String key, Duration ttl) {
    return ask(c -> c.keyCommands().pExpire(bytes(key), TimeToLive.toMillis(ttl)));
  }

  @Override
  public CompletionStage<TimeToLive> timeToLive(String key) {
    return ask(c -> TimeToLive.ofPttl(c.keyCommands().pTtl(bytes(key))));
  }

  @Override
  public CompletionStage<Long> delete(Collection<String> keys) {
    return keys.isEmpty() ? completedFuture(0L) : ask(c -> c.keyCommands().del(bytes(keys)));
  }

  @Override
  public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
    if (count < 1) {
      throw new IllegalArgumentException("count must be at least 1: " + count);
    }
    String start = cursor instanceof Next next ? next.cursor() : "0";
    String pattern = ScanPattern.startingWith(prefix);
    byte[][] sent = bytes(List.of(start, "MATCH", pattern, "COUNT", "" + count, "TYPE", "string"));
    var output = new KeyScanOutput<>(StringCodec.UTF8);
    return ask(c -> c.execute("SCAN", output, sent)).thenApply(done -> page(output.get()));
  }

  @Override
  public CompletionStage<List<byte[]>> eval(
      RedisScript script, List<String> keys, List<byte[]> args) {
    byte[][] sent = Stream.concat(Stream.of(bytes(keys)), args.stream()).toArray(byte[][]::new);
    return Fallback.whenRefused(
        ask(c -> c.scriptingCommands().evalSha(script.sha1(), MULTI, keys.size(), sent)),
        RedisRefusedException::isUnknownScript,
        () ->
            ask(c -> c.scriptingCommands().eval(bytes(script.source()), MULTI, keys.size(), sent)));
  }

  private <T> CompletionStage<T> ask(Function<LettuceConnection, T> command) {
    try (LettuceConnection connection = (LettuceConnection) redis.getConnection()) {
      return completedFuture(command.apply(connection));
    } catch (DataAccessException e) {
      return failedFuture(translated(e));
    }
  }

  private static RedisCommandException translated(DataAccessException failure) {
    return failure instanceof QueryTimeoutException
        ? new RedisTimeoutException("Redis did not answer in time", failure)
        : failure.getMostSpecificCause() instanceof RedisCommandExecutionException reply
            ? RedisCommandException.ofReply(reply.getMessage(), failure)
            : new RedisUnreachableException("Redis can't be reached", failure);
  }

  private static ScanPage page(KeyScanCursor<String> page) {
    Optional<ScanCursor> next = Optional.of(new Next(page.getCursor()));
    return new ScanPage(page.getKeys(), page.isFinished() ? Optional.empty() : next);
  }

  private static Expiration in(Duration ttl) {
    return Expiration.milliseconds(TimeToLive.toMillis(ttl));
  }

  private static byte[] bytes(String text) {
    return KeyText.utf8(text);
  }

  private static byte[][] bytes(Collection<String> texts) {
    return texts.stream().map(t -> bytes(t)).toArray(byte[][]::new);
  }
}
