package io.cloakroom.tck.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.tck.report.NotClaimed;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.function.BooleanSupplier;

/** How many bytes were in use on the heap, once what nobody holds had been collected. */
public record HeapUse(long bytes) {

  private static final long LIMIT_NANOS = 15_000_000_000L;

  /** Measures, after garbage was collected. */
  public static HeapUse now() {
    collect();
    return new HeapUse(used());
  }

  /** Fails if so many bytes more are in use now, and stay so. */
  public void assertGrownByLessThan(int more) {
    if (!untilTrue(() -> used() < bytes + more)) {
      assertThat(used() - bytes).as("bytes that are held since").isLessThan(more);
    }
  }

  /** Where the JVM is told not to collect on request, nothing can be said. */
  private static void collect() {
    WeakReference<Object> nobodyHolds = new WeakReference<>(new Object());
    if (!untilTrue(() -> nobodyHolds.get() == null)) {
      throw new NotClaimed("the JVM does not collect garbage when it is asked to");
    }
  }

  private static boolean untilTrue(BooleanSupplier condition) {
    long end = System.nanoTime() + LIMIT_NANOS;
    do {
      System.gc();
    } while (!condition.getAsBoolean() && System.nanoTime() < end);
    return condition.getAsBoolean();
  }

  private static long used() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
