package io.cloakroom.admin;

import io.cloakroom.async.AsyncLoop;
import io.cloakroom.redis.CommandOutcome;
import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.StageFailure;
import io.cloakroom.redis.resilience.CircuitState;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Whether sessions can be loaded now.
 *
 * @param latency how long Redis took to answer, or to fail to
 * @param circuit the state of the circuit breaker; empty where the store has none
 * @param failure why there was no answer; empty if there was one
 */
public record SessionHealth(
    Duration latency, Optional<CircuitState> circuit, Optional<Throwable> failure) {

  /**
   * Asks Redis for a key that cannot exist, in one command. Metrics do not count that as a look-up
   * of a session. The stage does not fail.
   */
  public static CompletionStage<SessionHealth> of(SessionStore store) {
    long start = System.nanoTime();
    return AsyncLoop.start(() -> asked(store))
        .handle(
            (none, failure) ->
                new SessionHealth(
                    Duration.ofNanos(System.nanoTime() - start),
                    store instanceof RedisSessionStore redis
                        ? Optional.of(redis.circuit().state())
                        : Optional.empty(),
                    Optional.ofNullable(failure).map(StageFailure::cause)));
  }

  private static CompletionStage<Boolean> asked(SessionStore store) {
    return store instanceof RedisSessionStore redis
        ? redis.ping().thenApply(answered -> true)
        : store.get(SessionId.random()).thenApply(answered -> true);
  }

  /** Returns whether Redis has answered. */
  public boolean isUp() {
    return failure.isEmpty();
  }

  /** Returns the state of the circuit breaker in one word, such as {@code half_open}. */
  public Optional<String> circuitWord() {
    return circuit.map(state -> state.name().toLowerCase(Locale.ROOT));
  }

  /**
   * Returns the same as a JSON object that everybody may see: of a failure it has only the kind,
   * {@code refused}, {@code timeout}, {@code unreachable} or {@code other}.
   */
  public String json() {
    StringBuilder json = new StringBuilder();
    json.append("{\"status\":\"").append(isUp() ? "UP" : "DOWN");
    json.append("\",\"latencyMillis\":").append(latency.toMillis());
    circuitWord().ifPresent(word -> json.append(",\"circuitBreaker\":\"").append(word).append('"'));
    failure.ifPresent(cause -> json.append(",\"error\":\"").append(kind(cause)).append('"'));
    return json.append('}').toString();
  }

  private static String kind(Throwable failure) {
    return failure instanceof RedisCommandException
        ? CommandOutcome.of(failure).name().toLowerCase(Locale.ROOT)
        : "other";
  }
}
