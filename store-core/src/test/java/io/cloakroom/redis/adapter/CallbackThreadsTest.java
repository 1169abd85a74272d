package io.cloakroom.redis.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallbackThreadsTest {

  private static final Duration SOON = Duration.ofSeconds(5);
  private static final int BUSY = 4 * Math.max(2, Runtime.getRuntime().availableProcessors());

  private final Executor threads = CallbackThreads.executor();
  private final CountDownLatch goOn = new CountDownLatch(1);

  @AfterEach
  void end() {
    goOn.countDown();
  }

  @Test
  void aTaskIsBegunHoweverManyThreadsAreBusy() {
    keepBusy();

    assertThat(CompletableFuture.supplyAsync(() -> "begun", threads)).succeedsWithin(SOON);
  }

  @Test
  void anAlarmRingsHoweverManyThreadsAreBusy() {
    keepBusy();
    CompletableFuture<String> rings = new CompletableFuture<>();

    CallbackThreads.alarm(Duration.ofMillis(1), () -> rings.complete("rings"));

    assertThat(rings).succeedsWithin(SOON);
  }

  @Test
  void onceTheyAreFreeEveryTaskIsRunOnce() {
    keepBusy();
    CompletableFuture<?>[] all = new CompletableFuture<?>[5_000];
    for (int i = 0; i < all.length; i++) {
      int number = i;
      all[i] = CompletableFuture.supplyAsync(() -> number, threads);
    }
    goOn.countDown();

    assertThat(CompletableFuture.allOf(all)).succeedsWithin(SOON);
    for (int i = 0; i < all.length; i++) {
      assertThat(all[i].join()).isEqualTo(i);
    }
  }

  private void keepBusy() {
    CountDownLatch busy = new CountDownLatch(BUSY);
    for (int i = 0; i < BUSY; i++) {
      threads.execute(
          () -> {
            busy.countDown();
            await(goOn);
          });
    }
    try {
      assertThat(busy.await(SOON.toSeconds(), TimeUnit.SECONDS)).as("all have begun").isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
