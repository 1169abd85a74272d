package io.cloakroom.tck.port;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.CompareAndSet.Conflict;
import io.cloakroom.redis.CompareAndSet.Missing;
import io.cloakroom.redis.CompareAndSet.Outcome;
import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.tck.client.Capability;
import io.cloakroom.tck.client.ConcurrentTasks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** P21 and P29: what shows once in thousands of calls, or between two of them. */
interface LoadClauses extends PortClauses {

  int CALLERS = 16;

  int CALLS = 30_000;

  /** What a caller has under way at a time. */
  int TOGETHER = 4;

  /** For clients that are slow. */
  Duration LONGEST = Duration.ofMillis(1_500);

  Duration RACE = Duration.ofMillis(300);

  int RACES = 20_000;

  byte[] EXPECTED = "expected".getBytes(UTF_8);

  byte[] OTHER = "another".getBytes(UTF_8);

  /** A caller who is not woken waits for its timeout, while all others are answered. */
  @Test
  default void P21_noneOfTensOfThousandsOfCallsIsForgotten() throws Exception {
    List<String> forgotten = forgottenCalls();
    if (!forgotten.isEmpty()) { // on a busy machine a call may take long, for once
      forgotten = forgottenCalls();
    }
    assertThat(forgotten).as("calls that took half of the timeout or longer").isEmpty();
  }

  private List<String> forgottenCalls() throws Exception {
    RedisCommands commands = port().commands();
    AtomicInteger left = new AtomicInteger(CALLS);
    long end = System.nanoTime() + LONGEST.toNanos();
    BooleanSupplier goesOn = () -> left.addAndGet(-TOGETHER) >= 0 && System.nanoTime() < end;
    return ConcurrentTasks.run(
            IntStream.range(0, CALLERS)
                .<Callable<List<String>>>mapToObj(
                    caller -> () -> forgottenCalls(commands, port().key("load-" + caller), goesOn))
                .toList())
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  private List<String> forgottenCalls(RedisCommands commands, String key, BooleanSupplier goesOn) {
    long most = port().timeout().dividedBy(2).toNanos();
    List<String> forgotten = new ArrayList<>();
    port().answer(commands.set(key, OTHER, SetOptions.always()));
    for (int round = 0; goesOn.getAsBoolean(); round++) {
      long start = System.nanoTime();
      List<CompletionStage<?>> calls = new ArrayList<>();
      for (int i = 1; i < TOGETHER; i++) {
        calls.add(commands.get(key));
      }
      calls.add(another(commands, key, round));
      for (CompletionStage<?> call : calls) {
        try {
          port().answer(call);
        } catch (RedisCommandException failure) {
          forgotten.add(String.valueOf(failure));
        }
      }
      long took = System.nanoTime() - start;
      if (took > most) {
        forgotten.add("one of %s, after %s".formatted(TOGETHER, Duration.ofNanos(took)));
      }
    }
    return forgotten;
  }

  private static CompletionStage<?> another(RedisCommands commands, String key, int round) {
    return switch (round % 5) {
      case 0 -> commands.set(key, OTHER, SetOptions.always());
      case 1 -> commands.expire(key, Duration.ofHours(1));
      case 2 -> commands.getAndExpire(key, Duration.ofHours(1));
      case 3 -> commands.multiGet(List.of(key, key));
      default -> commands.timeToLive(key);
    };
  }

  /** What is there may be gone between the comparison and the look at what was there instead. */
  @Test
  default void P29_aConflictWithWhatIsGoneMeanwhileIsAConflictOrMissing() throws Exception {
    port().needs(Capability.SCRIPTS);
    RedisCommands commands = port().commands();
    String key = port().key("comes-and-goes");
    AtomicInteger left = new AtomicInteger(RACES);
    long end = System.nanoTime() + RACE.toNanos();
    BooleanSupplier goesOn = () -> left.decrementAndGet() >= 0 && System.nanoTime() < end;
    Callable<Boolean> writer =
        () -> {
          while (goesOn.getAsBoolean()) {
            port().answer(commands.set(key, OTHER, SetOptions.always()));
            port().answer(commands.delete(List.of(key)));
          }
          return true;
        };
    Callable<Boolean> replacer =
        () -> {
          while (goesOn.getAsBoolean()) {
            assertNotApplied(
                port().answer(commands.compareAndSet(key, EXPECTED, EXPECTED, Optional.empty())));
          }
          return true;
        };
    Callable<Boolean> remover =
        () -> {
          while (goesOn.getAsBoolean()) {
            assertNotApplied(port().answer(commands.compareAndDelete(key, EXPECTED)));
          }
          return true;
        };

    assertThat(ConcurrentTasks.run(List.of(writer, replacer, remover, writer))).containsOnly(true);
  }

  private static void assertNotApplied(Outcome outcome) {
    if (outcome instanceof Conflict conflict) {
      assertThat(conflict.found()).as("what a conflict found").isEqualTo(OTHER);
    } else {
      assertThat(outcome).isInstanceOf(Missing.class);
    }
  }
}
