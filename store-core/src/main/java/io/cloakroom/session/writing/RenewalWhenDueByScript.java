package io.cloakroom.session.writing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.redis.adapter.Fallback;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Resets a TTL only once enough of it has been used up: in one command, where the server runs
 * scripts.
 */
record RenewalWhenDueByScript(RenewalWhenDue late, Fallback script) implements TtlRenewal {

  private static final byte[] LESS_THAN_ANY = "-1".getBytes(UTF_8);

  @Override
  public CompletionStage<Optional<Read>> read(String key, TtlRange assumed) {
    return script.triedIfKnown(() -> readByScript(key, assumed), () -> late.read(key));
  }

  CompletionStage<Optional<Read>> readByScript(String key, TtlRange assumed) {
    return readByScript(key, millis(assumed.least()), millis(assumed.full()));
  }

  private CompletionStage<Optional<Read>> readByScript(String key, byte[] least, byte[] full) {
    return late.commands()
        .eval(RedisScript.GET_AND_PROLONG, List.of(key), List.of(least, full))
        .thenApply(
            answer ->
                answer.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                        new Read(answer.get(0), left(answer.get(1)), left(answer.get(2)))));
  }

  @Override
  public CompletionStage<Optional<Read>> read(String key) {
    return look(key);
  }

  /** No key has less left than the least that is asked for here. */
  @Override
  public CompletionStage<Optional<Read>> look(String key) {
    return script.triedIfKnown(
        () -> readByScript(key, LESS_THAN_ANY, LESS_THAN_ANY), () -> late.look(key));
  }

  @Override
  public CompletionStage<Boolean> touch(String key, TtlRange ttl) {
    return late.touch(key, ttl);
  }

  private static byte[] millis(Duration ttl) {
    return Long.toString(TimeToLive.toMillis(ttl)).getBytes(UTF_8);
  }

  private static TimeToLive left(byte[] millis) {
    return TimeToLive.ofPttl(Long.parseLong(new String(millis, UTF_8)));
  }
}
