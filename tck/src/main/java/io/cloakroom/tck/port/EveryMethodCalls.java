package io.cloakroom.tck.port;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.StageFailure;
import io.cloakroom.tck.client.FailureChain;
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

  /** What the keys begin with that they are called with. */
  private static final String KEY = "kept-out-of-messages";

  /** How often the methods that stand for many are called, for each call of another. */
  private static final int MANY = 9;

  /** More calls than any pool has connections. */
  static final int HUNDREDS = 10;

  /** Where each call needs a new connection. */
  static final int DOZENS = 3;

  private final PortUnderTest port;

  EveryMethodCalls(PortUnderTest port) {
    this.port = port;
  }

  /** The key that a method is called with. */
  static String key(EveryMethod method) {
    return KEY + "-" + method;
  }

  /** Whether a command is about these keys; a pattern has them with escapes. */
  static boolean isAboutThem(List<String> command) {
    return command.stream().anyMatch(word -> word.replace("\\", "").contains(KEY));
  }

  /** What each method fails with in time. */
  Map<EveryMethod, Throwable> failures(RedisCommands commands) {
    return failures(method -> commands);
  }

  /** The same, of one port for each. */
  Map<EveryMethod, Throwable> failures(Function<EveryMethod, RedisCommands> ports) {
    return join(running(ports, ""));
  }

  /** The same for several endings that the keys have, by the number of the ending, all at once. */
  List<Map<EveryMethod, Throwable>> failures(RedisCommands commands, List<String> endings) {
    return endings.stream().map(ending -> running(method -> commands, ending)).toList().stream()
        .map(EveryMethodCalls::join)
        .toList();
  }

  private Map<EveryMethod, CompletableFuture<Throwable>> running(
      Function<EveryMethod, RedisCommands> ports, String ending) {
    Map<EveryMethod, CompletableFuture<Throwable>> running = new EnumMap<>(EveryMethod.class);
    for (EveryMethod method : EveryMethod.values()) {
      RedisCommands commands = ports.apply(method);
      running.put(
          method,
          onItsThread(
              () ->
                  port.failureInTime(commands, asked -> method.call(asked, key(method) + ending))));
    }
    return running;
  }

  private static Map<EveryMethod, Throwable> join(
      Map<EveryMethod, CompletableFuture<Throwable>> running) {
    Map<EveryMethod, Throwable> failures = new EnumMap<>(EveryMethod.class);
    running.forEach((method, failure) -> failures.put(method, failure.join()));
    failures.forEach(EveryMethodCalls::assertDiscreet);
    return failures;
  }

  /** Keys hold ids of sessions, and logs hold all that a failure says. */
  private static void assertDiscreet(EveryMethod method, Throwable failure) {
    for (Throwable said : FailureChain.of(failure)) {
      assertThat(said.toString())
          .as("what the failure of %s says", method)
          .doesNotContain(KEY)
          .doesNotContain(new String(EveryMethod.VALUE, UTF_8));
    }
  }

  /**
   * Calls them many times at once, each time on a thread of its own, and expects that all fail as
   * commands do. A reading, a writing and a comparing method have so many calls that what each of
   * these leaves behind shows.
   *
   * @param times {@link #HUNDREDS} or {@link #DOZENS}
   * @return what each of them failed with
   */
  List<Throwable> failManyTimes(RedisCommands commands, int times) {
    List<CompletableFuture<Throwable>> running = new ArrayList<>();
    for (EveryMethod method : EveryMethod.values()) {
      for (int i = 0; i < times * weight(method); i++) {
        running.add(
            onItsThread(
                () ->
                    method
                        .call(commands, key(method))
                        .<Throwable>handle((answer, failure) -> failure)
                        .toCompletableFuture()
                        .orTimeout(LONGEST_SECONDS, TimeUnit.SECONDS)
                        .join()));
      }
    }
    List<Throwable> failures =
        running.stream().map(CompletableFuture::join).map(StageFailure::cause).toList();
    assertThat(failures)
        .as("what the calls fail with")
        .allSatisfy(failure -> assertThat(failure).isInstanceOf(RedisCommandException.class));
    return failures;
  }

  private static int weight(EveryMethod method) {
    return switch (method) {
      case GET, SET, COMPARE_AND_SET -> MANY;
      default -> 1;
    };
  }

  /** Runs something on a new thread, of which there may be hundreds. */
  static <T> CompletableFuture<T> onItsThread(Supplier<T> call) {
    return CompletableFuture.supplyAsync(call, task -> new Thread(task).start());
  }
}
