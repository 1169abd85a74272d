package io.cloakroom.tests.metrics;

import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionTracer;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/** What {@link TraceSaboteur} does to tracers. */
final class BrokenTracers {

  private BrokenTracers() {}

  /** Forwards everything. */
  private abstract static class Forwarding implements SessionTracer {

    final SessionTracer sound;

    Forwarding(SessionTracer sound) {
      this.sound = sound;
    }

    @Override
    public <T> CompletionStage<T> step(Step step, Supplier<CompletionStage<T>> work) {
      return sound.step(step, work);
    }

    @Override
    public <T> CompletionStage<T> command(Supplier<CompletionStage<T>> command) {
      return sound.command(command);
    }

    @Override
    public void commandSent() {
      sound.commandSent();
    }

    @Override
    public <A, T> Function<A, T> carry(Function<A, T> work) {
      return sound.carry(work);
    }
  }

  static final class SeesNoSteps extends Forwarding {

    SeesNoSteps(SessionTracer sound, ObservationRegistry registry) {
      super(sound);
    }

    @Override
    public <T> CompletionStage<T> step(Step step, Supplier<CompletionStage<T>> work) {
      return work.get();
    }
  }

  /** Reports a step as another stage ends. */
  private abstract static class Misreporting extends Forwarding {

    Misreporting(SessionTracer sound) {
      super(sound);
    }

    abstract CompletionStage<?> reported(CompletionStage<?> result);

    @Override
    public <T> CompletionStage<T> step(Step step, Supplier<CompletionStage<T>> work) {
      CompletableFuture<T> answer = new CompletableFuture<>();
      sound.<Object>step(
          step,
          () -> {
            CompletionStage<T> result = work.get();
            result.whenComplete(
                (value, failure) -> {
                  if (failure == null) {
                    answer.complete(value);
                  } else {
                    answer.completeExceptionally(failure);
                  }
                });
            return reported(result).thenApply(any -> (Object) any);
          });
      return answer;
    }
  }

  static final class EndsNoSpan extends Misreporting {

    EndsNoSpan(SessionTracer sound, ObservationRegistry registry) {
      super(sound);
    }

    @Override
    CompletionStage<?> reported(CompletionStage<?> result) {
      return new CompletableFuture<>();
    }
  }

  static final class HidesFailures extends Misreporting {

    HidesFailures(SessionTracer sound, ObservationRegistry registry) {
      super(sound);
    }

    @Override
    CompletionStage<?> reported(CompletionStage<?> result) {
      return result.handle((value, failure) -> "well");
    }
  }

  static final class CountsNothing extends Forwarding {

    CountsNothing(SessionTracer sound, ObservationRegistry registry) {
      super(sound);
    }

    @Override
    public void commandSent() {}
  }

  static final class CountsTwice extends Forwarding {

    CountsTwice(SessionTracer sound, ObservationRegistry registry) {
      super(sound);
    }

    @Override
    public void commandSent() {
      sound.commandSent();
      sound.commandSent();
    }
  }

  /** Counts what the store asks for, whether it is sent or not, and however often. */
  static final class CountsWhatIsAsked extends Forwarding {

    CountsWhatIsAsked(SessionTracer sound, ObservationRegistry registry) {
      super(sound);
    }

    @Override
    public <T> CompletionStage<T> command(Supplier<CompletionStage<T>> command) {
      sound.commandSent();
      return sound.command(command);
    }

    @Override
    public void commandSent() {}
  }

  static final class FollowsNoCommand extends Forwarding {

    FollowsNoCommand(SessionTracer sound, ObservationRegistry registry) {
      super(sound);
    }

    @Override
    public <T> CompletionStage<T> command(Supplier<CompletionStage<T>> command) {
      return command.get();
    }
  }

  static final class CarriesNothing extends Forwarding {

    CarriesNothing(SessionTracer sound, ObservationRegistry registry) {
      super(sound);
    }

    @Override
    public <A, T> Function<A, T> carry(Function<A, T> work) {
      return work;
    }
  }

  static final class TellsIds extends Forwarding {

    private final ObservationRegistry registry;

    TellsIds(SessionTracer sound, ObservationRegistry registry) {
      super(sound);
      this.registry = registry;
    }

    @Override
    public <T> CompletionStage<T> step(Step step, Supplier<CompletionStage<T>> work) {
      return sound.step(
          step,
          () -> {
            Observation span = registry.getCurrentObservation();
            if (span != null) {
              span.lowCardinalityKeyValue("session", SessionId.random().value());
            }
            return work.get();
          });
    }
  }
}
