package io.cloakroom.tck.port;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.StageFailure;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** Calls every method of a port at once, each on a thread of its own. */
final class EveryMethodCalls {

  /** Ends what hangs. */
  private static final int LONGEST_SECONDS = 30;

  /** What all of them are called with. */
  static final String KEY = "kept-out-of-messages";

  private final PortUnderTest port;

  EveryMethodCalls(PortUnderTest port) {
    this.port = port;
  }

  /** What each method fails with in time. */
  Map<EveryMethod, Throwable> failures(RedisCommands commands) {
    return failures(method -> commands);
  }

  /** The same, of one port for each. */
  Map<EveryMethod, Throwable> failures(Function<EveryMethod, RedisCommands> ports) {
    Map<EveryMethod, CompletableFuture<Throwable>> running = new EnumMap<>(EveryMethod.class);
    for (EveryMethod method : EveryMethod.values()) {
      RedisCommands commands = ports.apply(method);
      running.put(
          method,
          onItsThread(() -> port.failureInTime(commands, asked -> method.call(asked, KEY))));
    }
    Map<EveryMethod, Throwable> failures = new EnumMap<>(EveryMethod.class);
    running.forEach((method, failure) -> failures.put(method, failure.join()));
    failures.forEach(EveryMethodCalls::assertDiscreet);
    return failures;
  }

  /** Keys hold ids of sessions, and logs hold messages. */
  private static void assertDiscreet(EveryMethod method, Throwable failure) {
    assertThat(failure.getMessage())
        .as("what the failure of %s says", method)
        .doesNotContain(KEY)
        .doesNotContain(new String(EveryMethod.VALUE, UTF_8));
  }

  /** Calls each of them so many times at once, and expects that all fail as commands do. */
  void failManyTimes(RedisCommands commands, int times) {
    List<CompletableFuture<Throwable>> running = new ArrayList<>();
    for (EveryMethod method : EveryMethod.values()) {
      for (int i = 0; i < times; i++) {
        running.add(
            onItsThread(
                () ->
                    method
                        .call(commands, KEY)
                        .<Throwable>handle((answer, failure) -> failure)
                        .toCompletableFuture()
                        .orTimeout(LONGEST_SECONDS, TimeUnit.SECONDS)
                        .join()));
      }
    }
    for (CompletableFuture<Throwable> failure : running) {
      assertThat(StageFailure.cause(failure.join()))
          .as("what a call fails with")
          .isInstanceOf(RedisCommandException.class);
    }
  }

  /** Runs something on a new thread, of which there may be hundreds. */
  static <T> CompletableFuture<T> onItsThread(Supplier<T> call) {
    return CompletableFuture.supplyAsync(call, task -> new Thread(task).start());
  }
}
