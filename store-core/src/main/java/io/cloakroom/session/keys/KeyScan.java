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
import java.util.function.Predicate;

/**
 * The keys of a store's sessions, a page of a scan at a time.
 *
 * <p>A scan may show a key twice, when the server's hash table shrinks between two pages. The table
 * is walked in an order in which the slots that then fall together are neighbours, so a repetition
 * follows soon after its original: remembering the last keys is enough, and takes the same memory
 * however many sessions there are.
 */
public final class KeyScan {

  private static final int REMEMBERED = 20_000;

  private final RedisCommands commands;
  private final String prefix;
  private final Predicate<String> isSession;
  private final int scanCount;
  private final RecentlySeen<String> seen = new RecentlySeen<>(REMEMBERED);
  private Optional<ScanCursor> cursor = Optional.of(ScanCursor.START);

  public KeyScan(
      RedisCommands commands, String prefix, Predicate<String> isSession, int scanCount) {
    this.commands = commands;
    this.prefix = prefix;
    this.isSession = isSession;
    this.scanCount = scanCount;
  }

  /** Returns the next keys, possibly none although others follow; empty at the end. */
  public CompletionStage<Optional<List<String>>> next() {
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

  private List<String> sessionsIn(ScanPage page) {
    List<String> sessions = new ArrayList<>(page.keys().size());
    for (String key : page.keys()) {
      if (isSession.test(key) && seen.add(key)) {
        sessions.add(key);
      }
    }
    return Collections.unmodifiableList(sessions);
  }
}
