package io.cloakroom.demo;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Notes each command in the log of the request that it is given for, and passes it on. */
final class LoggedRedisCommands implements RedisCommands {

  private final RedisCommands target;

  LoggedRedisCommands(RedisCommands target) {
    this.target = target;
  }

  @Override
  public byte[] keyOnServer(String key) {
    return target.keyOnServer(key);
  }

  @Override
  public boolean isOnReceivingThread() {
    return target.isOnReceivingThread();
  }

  @Override
  public CompletionStage<Optional<byte[]>> get(String key) {
    return logged("GET", key, () -> target.get(key));
  }

  @Override
  public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
    return logged("GETEX", key + px(ttl), () -> target.getAndExpire(key, ttl));
  }

  @Override
  public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
    return logged("MGET", String.join(" ", keys), () -> target.multiGet(keys));
  }

  @Override
  public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
    String condition =
        switch (options.condition()) {
          case ALWAYS -> "";
          case IF_ABSENT -> " NX";
          case IF_PRESENT -> " XX";
        };
    String ttl = options.ttl().map(LoggedRedisCommands::px).orElse("");
    return logged(
        "SET",
        key + " (" + value.length + " bytes)" + condition + ttl,
        () -> target.set(key, value, options));
  }

  @Override
  public CompletionStage<Boolean> expire(String key, Duration ttl) {
    return logged("PEXPIRE", key + px(ttl), () -> target.expire(key, ttl));
  }

  @Override
  public CompletionStage<TimeToLive> timeToLive(String key) {
    return logged("PTTL", key, () -> target.timeToLive(key));
  }

  @Override
  public CompletionStage<Long> delete(Collection<String> keys) {
    return logged("DEL", String.join(" ", keys), () -> target.delete(keys));
  }

  @Override
  public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
    return logged("SCAN", prefix + "*", () -> target.scan(prefix, cursor, count));
  }

  @Override
  public CompletionStage<List<byte[]>> eval(
      RedisScript script, List<String> keys, List<byte[]> arguments) {
    return logged(
        "EVALSHA",
        script + " " + String.join(" ", keys),
        () -> target.eval(script, keys, arguments));
  }

  private static String px(Duration ttl) {
    return " PX " + TimeToLive.toMillis(ttl);
  }

  /** What depends on the reply runs in the same request's log, on whatever thread it comes. */
  private static <T> CompletionStage<T> logged(
      String name, String rest, Supplier<CompletionStage<T>> command) {
    @Nullable RequestLog log = RequestLog.current().orElse(null);
    if (log == null) {
      return command.get();
    }
    log.add(new LoggedCommand(name, rest));
    CompletableFuture<T> reply = new CompletableFuture<>();
    command
        .get()
        .whenComplete(
            (answer, failure) ->
                RequestLog.during(
                    log,
                    () ->
                        failure == null
                            ? reply.complete(answer)
                            : reply.completeExceptionally(failure)));
    return reply;
  }
}
