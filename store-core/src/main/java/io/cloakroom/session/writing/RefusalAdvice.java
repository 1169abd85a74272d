package io.cloakroom.session.writing;

import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.StageFailure;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Says which option to change where a server or proxy refuses a command that the store needs, in
 * whatever words.
 */
public final class RefusalAdvice {

  public static final String MERGING =
      "Merging what several requests change needs scripts on this server: allow the Redis user"
          + " +evalsha and +eval, use Valkey 8.1, Redis 8.4 or later, or build the store with"
          + " onConflict(OnConflict.OVERWRITE)";

  public static final String INDEX =
      "Finding sessions by user needs scripts: allow the Redis user +evalsha and +eval, or build the"
          + " store without the option userIndex";

  public static final String WALK =
      "ids, all, length and clear need SCAN: allow the Redis user +scan, or have the store connect to"
          + " Redis itself where a proxy does not take it";

  public static final String TTL =
      "Resetting a session's TTL needs PEXPIRE: allow the Redis user +pexpire, or have the store"
          + " connect to Redis itself where a proxy does not take it";

  private RefusalAdvice() {}

  /** Adds a sentence to the refusal of a command itself; any other failure stays as it is. */
  public static <T> CompletionStage<T> with(String advice, CompletionStage<T> answer) {
    return answer.exceptionallyCompose(
        failure ->
            StageFailure.cause(failure) instanceof RedisRefusedException refused
                    && refused.isAboutCommand()
                ? CompletableFuture.failedStage(refused.advising(advice))
                : answer);
  }
}
