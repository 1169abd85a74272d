package io.cloakroom.tck.client;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that a log shows of a failure. */
public final class FailureChain {

  private FailureChain() {}

  /** Returns a failure, its causes, and what was suppressed by any of them; nothing for null. */
  public static List<Throwable> of(@Nullable Throwable failure) {
    List<Throwable> all = new ArrayList<>();
    add(failure, all);
    return all;
  }

  private static void add(@Nullable Throwable failure, List<Throwable> all) {
    if (failure != null && !all.contains(failure)) {
      all.add(failure);
      add(failure.getCause(), all);
      for (Throwable suppressed : failure.getSuppressed()) {
        add(suppressed, all);
      }
    }
  }
}
