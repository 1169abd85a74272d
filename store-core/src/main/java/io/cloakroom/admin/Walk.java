package io.cloakroom.admin;

import io.cloakroom.async.AsyncLoop;
import io.cloakroom.session.Batches;
import io.cloakroom.session.SessionInventory;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Walks through all sessions, a page at a time. It remembers the last pages, for the back button
 * and for reloading, and what Redis gave beyond the end of the last one.
 */
final class Walk {

  static final int PAGE = 50;
  private static final int REMEMBERED = 20;

  /** How many steps a page takes at most; among many other keys it ends before it is full. */
  private static final int MOST_STEPS = 200;

  /** How long sessions that other pages have shown may be skipped for one page. */
  private static final Duration LONGEST_OVER = Duration.ofSeconds(5);

  private static final int KEYS_PER_STEP = 200;

  private final Batches<String> words;
  private final Queue<String> ahead = new ArrayDeque<>();
  private final Map<Integer, CompletableFuture<Page>> pages =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, CompletableFuture<Page>> eldest) {
          return size() > REMEMBERED;
        }
      };
  private int next;
  private int toSkip;
  private int shown;

  /**
   * Makes a walk that begins with a page.
   *
   * @param first its number
   * @param before how many sessions the pages before have shown on another server: so many are
   *     skipped, which are the same, except for sessions that began or ended since
   */
  Walk(SessionInventory inventory, int first, int before) {
    this.words = inventory.words(KEYS_PER_STEP);
    this.next = first;
    this.toSkip = before;
    this.shown = before;
  }

  /**
   * A page.
   *
   * @param words what names its sessions in Redis
   * @param last whether none follows
   * @param shown how many sessions this page and those before have shown
   */
  record Page(List<String> words, boolean last, int shown) {}

  /** Returns a page that is remembered, or the one that comes next; empty for any other. */
  synchronized Optional<CompletionStage<Page>> page(int number) {
    CompletableFuture<Page> known = pages.get(number);
    if (known != null && !known.isCompletedExceptionally()) {
      return Optional.of(known);
    }
    CompletableFuture<Page> before = pages.get(number - 1);
    boolean follows = pages.isEmpty() || (before != null && before.isDone());
    if (number != next || !follows) {
      return Optional.empty();
    }
    CompletableFuture<Page> page = advance().toCompletableFuture();
    pages.put(number, page);
    next++;
    return Optional.of(page);
  }

  private Page page(List<String> found, boolean last) {
    shown += found.size();
    return new Page(found, last, shown);
  }

  private CompletionStage<Page> advance() {
    List<String> found = new ArrayList<>();
    int[] steps = {0};
    long begun = System.nanoTime();
    return AsyncLoop.until(
        () -> {
          while (toSkip > 0 && !ahead.isEmpty()) {
            ahead.remove();
            toSkip--;
          }
          while (found.size() < PAGE && !ahead.isEmpty()) {
            found.add(ahead.remove());
          }
          boolean enough =
              toSkip > 0
                  ? System.nanoTime() - begun > LONGEST_OVER.toNanos()
                  : found.size() == PAGE || steps[0]++ == MOST_STEPS;
          if (enough) {
            return CompletableFuture.completedStage(Optional.of(page(found, false)));
          }
          return words
              .next()
              .thenApply(
                  batch -> {
                    batch.ifPresent(ahead::addAll);
                    return batch.isPresent()
                        ? Optional.<Page>empty()
                        : Optional.of(page(found, true));
                  });
        });
  }
}
