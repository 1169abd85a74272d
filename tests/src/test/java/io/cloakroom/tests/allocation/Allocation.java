package io.cloakroom.tests.allocation;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an action allocates. */
final class Allocation {

  private static final int WARM_UP = 2_000;
  private static final int MEASURED = 1_000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Allocation() {}

  /** The bytes that one run of an action allocates in this thread, in which all of it runs. */
  static long of(Runnable action) {
    repeat(WARM_UP, action);
    long thread = Thread.currentThread().getId();
    long before = THREADS.getThreadAllocatedBytes(thread);
    repeat(MEASURED, action);
    return (THREADS.getThreadAllocatedBytes(thread) - before) / MEASURED;
  }

  private static void repeat(int times, Runnable action) {
    for (int i = 0; i < times; i++) {
      action.run();
    }
  }

  /** What a shop keeps of a visitor: a record of 1.3 kB. */
  static Map<String, Object> shop() {
    List<Object> basket = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      Map<String, Object> item = new LinkedHashMap<>();
      item.put("sku", "SKU-" + (100_000 + i));
      item.put("title", "A thing that somebody may want to buy, number " + i);
      item.put("price", 19.95 + i);
      item.put("count", i + 1);
      basket.add(item);
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("user", "user-1");
    all.put("views", 0);
    all.put("roles", new ArrayList<>(List.of("customer", "editor", "beta")));
    all.put("csrf", "q8Xn2Lr0aVb3ZtYw7KfPsE1dHjMuGo4i");
    all.put("basket", basket);
    return all;
  }
}
