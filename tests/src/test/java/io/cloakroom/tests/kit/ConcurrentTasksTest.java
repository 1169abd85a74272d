package io.cloakroom.tests.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.tck.client.ConcurrentTasks;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How the kit lets threads loose. */
class ConcurrentTasksTest {

  @Test
  @Timeout(60)
  void oneThatFailsEndsThoseThatWaitForIt() {
    CyclicBarrier barrier = new CyclicBarrier(2);
    CompletableFuture<Throwable> waited = new CompletableFuture<>();
    Callable<Integer> waiting =
        () -> {
          try {
            return barrier.await();
          } catch (InterruptedException | BrokenBarrierException e) {
            waited.complete(e);
            throw e;
          }
        };
    Callable<Integer> failing =
        () -> {
          while (barrier.getNumberWaiting() == 0) {
            Thread.onSpinWait();
          }
          throw new AssertionError("a clause is broken");
        };

    assertThatThrownBy(() -> ConcurrentTasks.run(List.of(waiting, failing)))
        .hasRootCauseMessage("a clause is broken");
    assertThat(waited)
        .succeedsWithin(Duration.ofSeconds(15))
        .isInstanceOf(InterruptedException.class);
  }
}
