package io.cloakroom.tck.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.tck.fault.FaultyProxy;
import io.cloakroom.tck.servers.Await;
import java.time.Duration;

/**
 * How many threads the JVM has, and how many connections a client. Neither may grow with the number
 * of calls, or of the threads that made them. A pool may grow with the calls that are made at a
 * time, so what has grown is looked at again after the same calls.
 */
public record HeldResources(FaultyProxy proxy, int threads, int connections) {

  /** Fewer than the calls that are made. */
  private static final int MOST_MORE = 60;

  private static final Duration PAUSE = Duration.ofMillis(20);

  private static final Duration LIMIT = Duration.ofSeconds(1);

  /** Calls, and what is to hold after them. */
  public interface Calls {
    void make() throws Exception;
  }

  /**
   * Makes calls, and again if more is held than before.
   *
   * @param proxy through which the client's connections are counted
   */
  public static void watch(FaultyProxy proxy, Calls calls) throws Exception {
    HeldResources before = now(proxy);
    calls.make();
    HeldResources once = before.ifGrown();
    if (once.exceeds(before)) {
      calls.make();
      HeldResources twice = once.ifGrown();
      assertThat(twice.exceeds(once))
          .as(
              "whether threads of the JVM or connections of the client have piled up: first %s,"
                  + " then %s, and after the same calls once more %s",
              before, once, twice)
          .isFalse();
    }
  }

  private static HeldResources now(FaultyProxy proxy) {
    return new HeldResources(proxy, countedThreads(), proxy.connections());
  }

  /** What is held now; what is given back slowly is waited for. */
  private HeldResources ifGrown() {
    long end = System.nanoTime() + LIMIT.toNanos();
    HeldResources now = now(proxy);
    while (now.exceeds(this) && System.nanoTime() < end) {
      Await.elapsed(PAUSE);
      now = now(proxy);
    }
    return now;
  }

  private boolean exceeds(HeldResources before) {
    return threads >= before.threads + MOST_MORE || connections >= before.connections + MOST_MORE;
  }

  /** Without those of the kit's proxies, which have two for each connection. */
  private static int countedThreads() {
    return Math.toIntExact(
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> !thread.getName().startsWith("faulty proxy"))
            .count());
  }

  @Override
  public String toString() {
    return "%s threads and %s connections".formatted(threads, connections);
  }
}
