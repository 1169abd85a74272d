package io.cloakroom.session.keys;

import io.cloakroom.async.AsyncLoop;
import io.cloakroom.async.RecentlySeen;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.session.writing.RefusalAdvice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * What the keys of a store's sessions stand for, a page of a scan at a time.
 *
 * <p>A scan may show a key twice, when the server's hash table shrinks between two pages. The table
 * is walked in an order in which the slots that then fall together are neighbours, so a repetition
 * is on the page after its original: remembering the last pages is enough, and takes the same
 * memory however many sessions there are. (Of 100 000 keys, 99 000 were deleted during a scan: the
 * farthest repetition that was seen came 251 keys after its original, on Valkey 8.1.)
 *
 * @param <T> what a key stands for
 */
public final class KeyScan<T> {

  private static final int REMEMBERED = 2_000;

  private final RedisCommands commands;
  private final String prefix;
  private final Function<String, Optional<T>> ofSession;
  private final int scanCount;
  private final RecentlySeen<String> seen = new RecentlySeen<>(REMEMBERED);
  private Optional<ScanCursor> cursor = Optional.of(ScanCursor.START);

  /**
   * @param ofSession what a key stands for; empty where it is no session's
   */
  public KeyScan(
      RedisCommands commands,
      String prefix,
      Function<String, Optional<T>> ofSession,
      int scanCount) {
    this.commands = commands;
    this.prefix = prefix;
    this.ofSession = ofSession;
    this.scanCount = scanCount;
  }

  /**
   * Returns what the next keys stand for, possibly none although others follow; empty at the end.
   */
  public CompletionStage<Optional<List<T>>> next() {
    if (cursor.isEmpty()) {
      return CompletableFuture.completedStage(Optional.empty());
    }
    return RefusalAdvice.with(
            RefusalAdvice.WALK,
            AsyncLoop.start(() -> commands.scan(prefix, cursor.get(), scanCount)))
        .thenApply(
            page -> {
              cursor = page.next();
              return Optional.of(sessionsIn(page));
            });
  }

  private List<T> sessionsIn(ScanPage page) {
    List<T> sessions = new ArrayList<>(page.keys().size());
    for (String key : seen.addAll(page.keys())) {
      ofSession.apply(key).ifPresent(sessions::add);
    }
    return Collections.unmodifiableList(sessions);
  }
}
