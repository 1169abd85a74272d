package io.cloakroom.redis.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class LazyConnectionTest {

  private static final int FAILURES = 8;

  /** Whoever waits twice as long after each attempt is late by as long as the outage took. */
  @Test
  void howeverLongAnOutageLastsTheNextAttemptComesSoon() {
    AtomicInteger attempts = new AtomicInteger();
    LazyConnection<String> connection =
        new LazyConnection<>(
            () -> {
              if (attempts.incrementAndGet() <= FAILURES) {
                throw new IllegalStateException("away");
              }
              return "connected";
            },
            closed -> {});
    long start = System.nanoTime();

    while (connection.get().handle((opened, failure) -> failure != null).join()) {
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }

    // with pauses that double: 25 seconds
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    assertThat(connection.lastFailure()).isEmpty();
  }

  @Test
  void whatIsOpenedAfterTheEndIsClosed() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    List<String> closed = new ArrayList<>();
    LazyConnection<String> connection =
        new LazyConnection<>(
            () -> {
              try {
                goOn.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              return "late";
            },
            closed::add);
    CompletableFuture<String> opening = connection.get();

    connection.close();
    goOn.countDown();

    assertThat(opening.get()).isEqualTo("late");
    assertThat(closed).containsExactly("late");
  }

  @Test
  void whatIsLostForGoodIsClosedAndAnotherOneOpened() {
    AtomicInteger opened = new AtomicInteger();
    List<Integer> closed = new ArrayList<>();
    Set<Integer> lost = ConcurrentHashMap.newKeySet();
    LazyConnection<Integer> connection =
        new LazyConnection<>(opened::incrementAndGet, closed::add, lost::contains);
    assertThat(connection.get().join()).isOne();
    assertThat(connection.get().join()).isOne();

    lost.add(1);

    assertThat(connection.get().join()).isEqualTo(2);
    assertThat(connection.get().join()).isEqualTo(2);
    connection.close();
    assertThat(closed).containsExactly(1, 2);
  }

  @Test
  void nothingIsOpenedInPlaceOfWhatIsLostAfterTheEnd() {
    AtomicInteger opened = new AtomicInteger();
    LazyConnection<Integer> connection =
        new LazyConnection<>(opened::incrementAndGet, closed -> {}, each -> true);
    connection.close();
    assertThat(connection.get().join()).isOne();

    connection.get().join();

    assertThat(opened).hasValue(1);
  }
}
