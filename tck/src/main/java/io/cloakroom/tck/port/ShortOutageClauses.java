package io.cloakroom.tck.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.StageFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** P19: a server that cannot now, and can the next time it is asked. */
interface ShortOutageClauses extends PortClauses {

  /** What a server says for a moment. */
  List<String> FOR_A_MOMENT =
      List.of(
          "LOADING Redis is loading the dataset in memory",
          "READONLY You can't write against a read only replica.",
          "MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.",
          "CLUSTERDOWN The cluster is down",
          "TRYAGAIN Multiple keys request during rehashing of slot");

  /**
   * What became of a call.
   *
   * @param failure null: it has succeeded
   */
  record Ended(String call, Duration took, @Nullable Throwable failure) {}

  /**
   * Who does not ask again fails at once; who does succeeds, with whatever is sent a second time.
   */
  @Test
  default void P19_aCallThatLastsUntilTheServerIsReadySucceeds() throws Exception {
    port()
        .behindAProxy(
            (proxy, commands) -> {
              Set<String> met = ConcurrentHashMap.newKeySet();
              proxy.refuse(
                  command ->
                      IntStream.range(0, FOR_A_MOMENT.size())
                          .filter(i -> aboutKeyOf(i, command).filter(met::add).isPresent())
                          .mapToObj(FOR_A_MOMENT::get)
                          .findFirst());
              List<CompletableFuture<Ended>> running = new ArrayList<>();
              for (int i = 0; i < FOR_A_MOMENT.size(); i++) {
                String reply = FOR_A_MOMENT.get(i);
                String ending = endingOf(i);
                calls()
                    .forEach(
                        (name, call) ->
                            running.add(
                                EveryMethodCalls.onItsThread(
                                    () ->
                                        ended(
                                            "%s, answered once with %s".formatted(name, reply),
                                            () ->
                                                call.apply(commands, "moment " + name + ending)))));
              }
              Duration atOnce = port().timeout().dividedBy(2);
              for (CompletableFuture<Ended> each : running) {
                Ended ended = each.join();
                if (ended.failure() != null) {
                  assertThat(ended.failure())
                      .as(ended.call())
                      .isInstanceOf(RedisUnreachableException.class);
                  assertThat(ended.took())
                      .as("how long it took to fail: %s", ended)
                      .isLessThan(atOnce);
                }
              }
              assertThat(met).as("what was answered so").hasSize(running.size());
            });
  }

  private static String endingOf(int reply) {
    return " for reply " + reply + ".";
  }

  /** The first key in a command that is to be answered with this reply. */
  private static Optional<String> aboutKeyOf(int reply, List<String> command) {
    return command.stream()
        .map(word -> word.replace("\\", ""))
        .filter(word -> word.contains(endingOf(reply)))
        .findFirst();
  }

  private static Ended ended(String name, Supplier<CompletionStage<?>> call) {
    long start = System.nanoTime();
    Throwable failure =
        call.get()
            .<@Nullable Throwable>handle((answer, thrown) -> thrown)
            .toCompletableFuture()
            .join();
    return new Ended(
        name,
        Duration.ofNanos(System.nanoTime() - start),
        failure == null ? null : StageFailure.cause(failure));
  }

  /** Every method, and what it may be given besides. */
  private static Map<String, BiFunction<RedisCommands, String, CompletionStage<?>>> calls() {
    Map<String, BiFunction<RedisCommands, String, CompletionStage<?>>> calls =
        new LinkedHashMap<>();
    for (EveryMethod method : EveryMethod.values()) {
      calls.put(method.name(), method::call);
    }
    calls.put("an empty value", (port, key) -> port.set(key, new byte[0], SetOptions.always()));
    calls.put(
        "a large value", (port, key) -> port.set(key, new byte[100_000], SetOptions.ifAbsent()));
    calls.put(
        "several values",
        (port, key) -> port.multiGet(List.of("{%s}1".formatted(key), "{%s}2".formatted(key))));
    calls.put(
        "several deletes",
        (port, key) -> port.delete(List.of("{%s}1".formatted(key), "{%s}2".formatted(key))));
    return calls;
  }
}
