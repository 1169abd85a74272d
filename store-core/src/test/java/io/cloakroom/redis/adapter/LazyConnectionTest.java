package io.cloakroom.redis.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class LazyConnectionTest {

  private static final int FAILURES = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(1);

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
            closed -> {},
            PATIENCE);
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
    BlockingQueue<String> closed = new LinkedBlockingQueue<>();
    LazyConnection<String> connection =
        new LazyConnection<>(
            () -> {
              await(goOn);
              return "late";
            },
            closed::add,
            PATIENCE);
    CompletableFuture<String> opening = connection.get();

    connection.close();
    goOn.countDown();

    assertThat(opening.get()).isEqualTo("late");
    assertThat(closed.poll(10, TimeUnit.SECONDS)).isEqualTo("late");
  }

  @Test
  void whatIsLostForGoodIsClosedAndAnotherOneOpened() {
    AtomicInteger opened = new AtomicInteger();
    List<Integer> closed = new ArrayList<>();
    Set<Integer> lost = ConcurrentHashMap.newKeySet();
    LazyConnection<Integer> connection =
        new LazyConnection<>(opened::incrementAndGet, closed::add, lost::contains, PATIENCE);
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
        new LazyConnection<>(opened::incrementAndGet, closed -> {}, each -> true, PATIENCE);
    connection.close();
    assertThat(connection.get().join()).isOne();

    connection.get().join();

    assertThat(opened).hasValue(1);
  }

  /** A client may wait for a minute for a server that accepts its connection and says nothing. */
  @Test
  void anAttemptThatNobodyAnswersIsOvertakenAndWhatComesLateIsClosed() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    CountDownLatch tried = new CountDownLatch(1);
    BlockingQueue<String> closed = new LinkedBlockingQueue<>();
    AtomicInteger attempts = new AtomicInteger();
    LazyConnection<String> connection =
        new LazyConnection<>(
            () -> {
              int attempt = attempts.incrementAndGet();
              if (attempt == 1) {
                tried.countDown();
                await(goOn);
              }
              return "connection " + attempt;
            },
            closed::add,
            PATIENCE);
    CompletableFuture<String> first = connection.get();
    tried.await();
    assertThat(connection.get()).isSameAs(first);

    while (!first.isDone()) {
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      assertThat(connection.get()).isSameAs(first);
    }

    assertThat(first.get()).isEqualTo("connection 2");
    goOn.countDown();
    assertThat(closed.poll(10, TimeUnit.SECONDS)).isEqualTo("connection 1");
    assertThat(connection.get().get()).isEqualTo("connection 2");
    assertThat(connection.lastFailure()).isEmpty();
  }

  @Test
  void anErrorEndsTheAttemptToo() {
    AtomicInteger attempts = new AtomicInteger();
    LazyConnection<String> connection =
        new LazyConnection<>(
            () -> {
              if (attempts.incrementAndGet() == 1) {
                throw new OutOfMemoryError("unable to create native thread");
              }
              return "connected";
            },
            closed -> {},
            PATIENCE);

    assertThat(connection.get()).failsWithin(Duration.ofSeconds(10));
    LockSupport.parkNanos(Duration.ofMillis(150).toNanos());

    assertThat(connection.get()).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("connected");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
