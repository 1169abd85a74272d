package io.cloakroom.session.writing;

import io.cloakroom.async.RecentlySeen;
import io.cloakroom.async.SerialQueue;
import io.cloakroom.session.content.StoredRecord;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes the writers of one session within a store write one after another, and passes what one has
 * written to the next, so that they don't conflict with each other. Remembers only the sessions
 * that are being written.
 */
public final class WriterQueues {

  private final ConcurrentHashMap<String, WriterQueue> queues = new ConcurrentHashMap<>();

  /** Runs an action when all others for the same key have ended. */
  public <T> CompletionStage<T> run(String key, Function<WriterQueue, CompletionStage<T>> action) {
    WriterQueue queue =
        queues.compute(
            key,
            (same, found) -> {
              WriterQueue joined = found == null ? new WriterQueue() : found;
              joined.writers.incrementAndGet();
              return joined;
            });
    return queue
        .actions
        .run(() -> action.apply(queue))
        .whenComplete((result, failure) -> leave(key));
  }

  private void leave(String key) {
    queues.computeIfPresent(
        key, (same, queue) -> queue.writers.decrementAndGet() == 0 ? null : queue);
  }

  /** The writers of one session, one after another. */
  public static final class WriterQueue {

    private static final int REMEMBERED = 1_000;

    private final SerialQueue actions = new SerialQueue();
    private final AtomicInteger writers = new AtomicInteger();
    private @Nullable RecentlySeen<String> replaced;
    private @Nullable StoredRecord latest;

    /**
     * Returns the record that took the place of the one that a writer loaded; null if none is
     * known.
     */
    public @Nullable StoredRecord successorOf(StoredRecord loaded) {
      return latest != null && replaced != null && replaced.contains(loaded.digest())
          ? latest
          : null;
    }

    /** Notes that a record was replaced, if another writer waits. */
    public void replaced(StoredRecord before, StoredRecord after) {
      if (writers.get() > 1) {
        if (replaced == null) {
          replaced = new RecentlySeen<>(REMEMBERED);
        }
        replaced.add(before.digest());
        latest = after;
      } else {
        latest = null;
      }
    }
  }
}
