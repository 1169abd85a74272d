package io.cloakroom.redis.adapter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The threads by which an asynchronous client receives answers. A client's usual names for them are
 * known from the start; those that an application names otherwise are known once they have brought
 * an answer that was waited for.
 */
public final class ReceivingThreads {

  private final List<String> usualNames;
  private final ThreadLocal<@Nullable Boolean> broughtAnAnswer = new ThreadLocal<>();

  private ReceivingThreads(List<String> usualNames) {
    this.usualNames = usualNames;
  }

  /** Returns those whose names begin with one of these texts, and no others so far. */
  public static ReceivingThreads named(String... beginnings) {
    return new ReceivingThreads(List.of(beginnings));
  }

  /** Notes that the calling thread has brought an answer. */
  public void add() {
    if (broughtAnAnswer.get() == null) {
      broughtAnAnswer.set(true);
    }
  }

  /** Returns whether the calling thread is one of them. */
  public boolean includeCurrent() {
    String name = Thread.currentThread().getName();
    return broughtAnAnswer.get() != null || usualNames.stream().anyMatch(name::startsWith);
  }
}
