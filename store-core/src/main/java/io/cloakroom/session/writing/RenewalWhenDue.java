package io.cloakroom.session.writing;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.TimeToLive;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Resets a TTL only once enough of it has been used up, by asking how much is left. */
record RenewalWhenDue(RedisCommands commands) implements TtlRenewal {

  @Override
  public CompletionStage<Optional<Read>> read(String key, TtlRange assumed) {
    return read(key);
  }

  @Override
  public CompletionStage<Optional<Read>> read(String key) {
    return look(key);
  }

  @Override
  public CompletionStage<Optional<Read>> look(String key) {
    return commands
        .get(key)
        .thenCombine(
            commands.timeToLive(key),
            (found, left) -> found.map(value -> Read.unchanged(value, left)));
  }

  @Override
  public CompletionStage<Boolean> touch(String key, TtlRange ttl) {
    return commands
        .timeToLive(key)
        .thenCompose(
            left ->
                left instanceof TimeToLive.Missing || ttl.includes(left)
                    ? CompletableFuture.completedStage(!(left instanceof TimeToLive.Missing))
                    : RefusalAdvice.with(RefusalAdvice.TTL, commands.expire(key, ttl.full())));
  }
}
