package io.cloakroom.metrics;

import io.cloakroom.callback.Callback;
import io.cloakroom.redis.StageFailure;
import io.cloakroom.session.SessionTracer;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports to Micrometer's Observation what an engine does with the session of a request: an
 * observation {@code cloakroom.load} for finding it, {@code cloakroom.commit} for writing what the
 * request changed. With a tracer's handler in the registry each becomes a span, a child of the
 * request's; the Redis client's own spans become children of these. How many commands were sent,
 * retries included, is the high-cardinality key {@code cloakroom.commands}.
 *
 * <pre>{@code
 * RedisSessionStore.builder(commands).tracer(new SessionTraces(observations)).build();
 * }</pre>
 *
 * <p>Needs {@code micrometer-observation} 1.11 or later on the class path.
 */
public final class SessionTraces implements SessionTracer {

  private static final Logger LOG = LoggerFactory.getLogger(SessionTraces.class);

  private static final String HANDLER_FAILED = "An ObservationHandler failed";

  private final ObservationRegistry registry;

  /** Reports to a registry; with {@link ObservationRegistry#NOOP} nothing is done. */
  public SessionTraces(ObservationRegistry registry) {
    this.registry = registry;
  }

  @Override
  public <T> CompletionStage<T> step(Step step, Supplier<CompletionStage<T>> work) {
    Observation observation = registry.isNoop() ? null : begin(step);
    if (observation == null) {
      return work.get();
    }
    try {
      return within(observation, work).whenComplete((result, failure) -> end(observation, failure));
    } catch (RuntimeException | Error e) {
      end(observation, e);
      throw e;
    }
  }

  @Override
  public <T> CompletionStage<T> command(Supplier<CompletionStage<T>> command) {
    Observation observation = registry.getCurrentObservation();
    if (observation == null || !(observation.getContext() instanceof StepContext)) {
      return command.get();
    }
    CompletableFuture<T> answer = new CompletableFuture<>();
    command
        .get()
        .whenComplete(
            (value, failure) ->
                within(
                    observation,
                    () ->
                        failure == null
                            ? answer.complete(value)
                            : answer.completeExceptionally(failure)));
    return answer;
  }

  @Override
  public void commandSent() {
    Observation observation = registry.getCurrentObservation();
    if (observation != null && observation.getContext() instanceof StepContext context) {
      context.commandSent();
    }
  }

  @Override
  public <A, T> Function<A, T> carry(Function<A, T> work) {
    Observation observation = registry.getCurrentObservation();
    return observation == null ? work : argument -> within(observation, () -> work.apply(argument));
  }

  /** Begins an observation; null where a handler of the application's fails. */
  private @Nullable Observation begin(Step step) {
    String name = step == Step.LOAD ? "cloakroom.load" : "cloakroom.commit";
    return Callback.tried(
            () ->
                Observation.createNotStarted(name, StepContext::new, registry)
                    .contextualName(step == Step.LOAD ? "session load" : "session commit")
                    .start(),
            SessionTraces::handlerFailed)
        .orElse(null);
  }

  private static void end(Observation observation, @Nullable Throwable failure) {
    Callback.tell(
        () -> {
          if (observation.getContext() instanceof StepContext context) {
            observation.highCardinalityKeyValue(
                "cloakroom.commands", Integer.toString(context.commands()));
          }
          if (failure != null) {
            observation.error(StageFailure.cause(failure));
          }
          observation.stop();
        },
        SessionTraces::handlerFailed);
  }

  /** Does work in the scope of an observation; without one where a handler fails. */
  private static <T> T within(Observation observation, Supplier<T> work) {
    Observation.Scope scope =
        Callback.tried(observation::openScope, SessionTraces::handlerFailed)
            .orElse(Observation.Scope.NOOP);
    try {
      return work.get();
    } finally {
      Callback.tell(scope::close, SessionTraces::handlerFailed);
    }
  }

  private static void handlerFailed(Throwable thrown) {
    LOG.debug(HANDLER_FAILED, thrown);
  }
}
