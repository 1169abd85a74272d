package io.cloakroom.tck;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.SetOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** P21: one port for many threads. */
interface SharingClauses extends PortClauses {

  int THREADS = 100;
  int ROUNDS = 30;

  @Test
  default void P21_aHundredThreadsGetTheirOwnReplies() throws Exception {
    List<Callable<Boolean>> threads = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      String name = "thread " + thread;
      threads.add(() -> getsItsOwnReplies(name));
    }

    assertThat(Racers.race(threads)).hasSize(THREADS).containsOnly(true);
  }

  @Test
  default void P21_aCancelledCallPoisonsNothing() {
    put("cancelled", "cancelled");
    put("own", "own");
    for (int round = 0; round < 200; round++) {
      port().commands().get(port().key("cancelled")).toCompletableFuture().cancel(true);

      assertThat(port().text(port().key("own"))).contains("own");
    }
  }

  @Test
  default void P21_anInterruptedCallPoisonsNothing() throws Exception {
    put("interrupted", "interrupted");
    put("own", "own");
    for (int round = 0; round < 20; round++) {
      Racers.race(List.<Callable<Boolean>>of(this::callInterrupted));

      assertThat(port().text(port().key("own"))).contains("own");
    }
  }

  /** An interrupted call may answer or fail, but it fails as every command does. */
  private boolean callInterrupted() {
    Thread.currentThread().interrupt();
    var stage = port().commands().get(port().key("interrupted"));
    Thread.interrupted();
    try {
      assertThat(port().answer(stage)).contains("interrupted".getBytes(UTF_8));
      return true;
    } catch (RedisCommandException e) {
      return false;
    }
  }

  private boolean getsItsOwnReplies(String name) {
    for (int round = 0; round < ROUNDS; round++) {
      String value = name + ", round " + round;
      put(name, value);
      Duration ttl = Duration.ofHours(1);
      Optional<byte[]> found = port().answer(port().commands().getAndExpire(port().key(name), ttl));
      assertThat(found).contains(value.getBytes(UTF_8));
      assertThat(port().text(port().key(name))).contains(value);
      assertThat(port().answer(port().commands().multiGet(List.of(port().key(name)))).get(0))
          .contains(value.getBytes(UTF_8));
    }
    return true;
  }

  private void put(String name, String value) {
    port()
        .answer(
            port().commands().set(port().key(name), value.getBytes(UTF_8), SetOptions.always()));
  }
}
