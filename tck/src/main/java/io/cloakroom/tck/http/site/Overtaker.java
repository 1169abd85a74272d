package io.cloakroom.tck.http.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.SetOptions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Somebody who changes a session whenever somebody else is about to save it. */
final class Overtaker {

  /** Scripts that do something only if nobody else has changed the value. */
  private static final Set<RedisScript> COMPARING =
      Set.of(RedisScript.COMPARE_AND_SET, RedisScript.COMPARE_AND_DELETE);

  private Overtaker() {}

  /** The record is the same in other bytes, since space may stand behind JSON. */
  static CompletionStage<Boolean> precede(
      RedisCommands commands, RedisScript script, List<String> keys) {
    if (!COMPARING.contains(script)) {
      return CompletableFuture.completedStage(false);
    }
    String key = keys.get(0);
    SetOptions options = SetOptions.always().expiringAfter(Duration.ofHours(1));
    return commands
        .get(key)
        .thenCompose(
            found ->
                found.isEmpty()
                    ? CompletableFuture.completedStage(false)
                    : commands.set(
                        key, (new String(found.get(), UTF_8) + " ").getBytes(UTF_8), options));
  }
}
