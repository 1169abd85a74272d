package io.cloakroom.samples;

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
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.ErrorType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;

/** The port over an asynchronous client that Cloakroom has no adapter for. */
record VertxRedisCommands(Redis redis, Duration timeout, Fallback getex) implements RedisCommands {

  VertxRedisCommands(Redis redis, Duration timeout) {
    this(redis, timeout, new Fallback());
  }

  private record Next(String cursor) implements ScanCursor {}

  @Override
  public CompletionStage<Optional<byte[]>> get(String key) {
    return send(VertxRedisCommands::value, Command.GET, key);
  }

  @Override
  public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
    String millis = Long.toString(TimeToLive.toMillis(ttl));
    return getex.tried(
        () -> send(VertxRedisCommands::value, Command.GETEX, key, "PX", millis),
        () ->
            eval(RedisScript.GET_AND_EXPIRE, List.of(key), List.of(millis.getBytes(UTF_8)))
                .thenApply(value -> value.stream().findFirst()));
  }

  @Override
  public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
    return keys.isEmpty()
        ? CompletableFuture.completedFuture(List.of())
        : send(
            reply -> reply.stream().map(VertxRedisCommands::value).toList(),
            Command.MGET,
            keys.toArray());
  }

  @Override
  public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
    List<Object> arguments = new ArrayList<>(List.of(key, value.clone()));
    if (options.condition() != SetOptions.Condition.ALWAYS) {
      arguments.add(options.condition() == SetOptions.Condition.IF_ABSENT ? "NX" : "XX");
    }
    options.ttl().ifPresent(ttl -> arguments.addAll(List.of("PX", TimeToLive.toMillis(ttl))));
    return send(reply -> reply != null, Command.SET, arguments.toArray());
  }

  @Override
  public CompletionStage<Boolean> expire(String key, Duration ttl) {
    return send(reply -> reply.toLong() == 1, Command.PEXPIRE, key, TimeToLive.toMillis(ttl));
  }

  @Override
  public CompletionStage<TimeToLive> timeToLive(String key) {
    return send(reply -> TimeToLive.ofPttl(reply.toLong()), Command.PTTL, key);
  }

  @Override
  public CompletionStage<Long> delete(Collection<String> keys) {
    return keys.isEmpty()
        ? CompletableFuture.completedFuture(0L)
        : send(Response::toLong, Command.DEL, keys.toArray());
  }

  @Override
  public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
    if (count < 1) {
      throw new IllegalArgumentException("count must be at least 1: " + count);
    }
    String start = cursor instanceof Next next ? next.cursor() : "0";
    String pattern = ScanPattern.startingWith(prefix);
    List<?> sent = List.of(start, "MATCH", pattern, "COUNT", count, "TYPE", "string");
    return send(VertxRedisCommands::page, Command.SCAN, sent.toArray());
  }

  @Override
  public CompletionStage<List<byte[]>> eval(
      RedisScript script, List<String> keys, List<byte[]> arguments) {
    List<String> ownKeys = List.copyOf(keys); // callers may reuse theirs
    List<byte[]> own = arguments.stream().map(byte[]::clone).toList();
    return Fallback.whenRefused(
        run(Command.EVALSHA, script.sha1(), ownKeys, own),
        RedisRefusedException::isUnknownScript,
        () -> run(Command.EVAL, script.source(), ownKeys, own));
  }

  private CompletionStage<List<byte[]>> run(
      Command command, String script, List<String> keys, List<byte[]> arguments) {
    Object[] sent =
        Stream.of(List.of(script, keys.size()), keys, arguments).flatMap(List::stream).toArray();
    return send(reply -> reply.stream().map(Response::toBytes).toList(), command, sent);
  }

  private <T> CompletionStage<T> send(
      Function<Response, T> answer, Command command, Object... arguments) {
    Stream.of(arguments)
        .filter(String.class::isInstance)
        .forEach(text -> KeyText.checked("" + text));
    long end = System.nanoTime() + timeout.toNanos();
    Future<RedisConnection> connection = redis.connect();
    return connection
        .compose(c -> sentInTime(c, Request.cmd(command, arguments), end).eventually(c::close))
        .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .map(answer)
        .recover(failure -> Future.failedFuture(translated(failure, connection.succeeded())))
        .toCompletionStage()
        .thenApplyAsync(reply -> reply) // what follows may wait, which an event loop must not
        .exceptionallyComposeAsync(CompletableFuture::failedStage);
  }

  /** What waited too long for a connection has been told to have failed. */
  private static Future<Response> sentInTime(RedisConnection to, Request request, long end) {
    return System.nanoTime() < end ? to.send(request) : Future.failedFuture("too late");
  }

  private static RedisCommandException translated(Throwable failure, boolean connected) {
    if (failure instanceof ErrorType reply && !reply.is("CONNECTION_CLOSED")) {
      return RedisCommandException.ofReply(reply.getMessage(), reply);
    }
    return failure instanceof TimeoutException && connected
        ? new RedisTimeoutException("Redis did not answer in time", failure)
        : new RedisUnreachableException("Redis can't be reached", failure);
  }

  private static Optional<byte[]> value(Response reply) {
    return Optional.ofNullable(reply).map(Response::toBytes);
  }

  private static ScanPage page(Response reply) {
    String next = reply.get(0).toString();
    return new ScanPage(
        reply.get(1).stream().map(key -> key.toString(UTF_8)).toList(),
        next.equals("0") ? Optional.empty() : Optional.of(new Next(next)));
  }
}
