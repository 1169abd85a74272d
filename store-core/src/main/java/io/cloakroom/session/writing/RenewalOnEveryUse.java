package io.cloakroom.session.writing;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.redis.adapter.Fallback;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Resets a TTL whenever the session is used, whatever is left of it.
 *
 * @param asking the way to read the earlier TTL as well; empty where no script may run
 * @param refused whether the server does not let it run
 */
record RenewalOnEveryUse(
    RedisCommands commands, Optional<RenewalWhenDueByScript> asking, AtomicBoolean refused)
    implements TtlRenewal {

  @Override
  public CompletionStage<Optional<Read>> readAsking(String key, TtlRange assumed) {
    return asking.isEmpty() || refused.get()
        ? read(key, assumed)
        : Fallback.whenRefused(
            asking.get().readByScript(key, assumed),
            RenewalOnEveryUse::isForGood,
            () -> readFromNowOn(key, assumed));
  }

  /** Returns whether the user may not run the script or a command in it, or the server lacks it. */
  private static boolean isForGood(RedisRefusedException refusal) {
    return refusal.isAboutCommand() || refusal.code().equals("ERR");
  }

  private CompletionStage<Optional<Read>> readFromNowOn(String key, TtlRange assumed) {
    return read(key, assumed)
        .thenApply(
            found -> {
              refused.set(true);
              return found;
            });
  }

  @Override
  public CompletionStage<Optional<Read>> read(String key, TtlRange assumed) {
    TimeToLive left = new TimeToLive.Remaining(assumed.full());
    return commands
        .getAndExpire(key, assumed.full())
        .thenApply(found -> found.map(value -> new Read(value, left, NOT_ASKED)));
  }

  @Override
  public CompletionStage<Optional<Read>> read(String key) {
    return commands
        .get(key)
        .thenApply(found -> found.map(value -> new Read(value, NOT_ASKED, NOT_ASKED)));
  }

  @Override
  public CompletionStage<Optional<Read>> look(String key) {
    return asking.isEmpty() ? new RenewalWhenDue(commands).look(key) : asking.get().look(key);
  }

  @Override
  public CompletionStage<Boolean> touch(String key, TtlRange ttl) {
    return RefusalAdvice.with(RefusalAdvice.TTL, commands.expire(key, ttl.full()));
  }
}
