package io.cloakroom.session;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The keys of a store's sessions, a page of a scan at a time.
 *
 * <p>A scan may show a key twice, when the server's hash table shrinks between two pages. The table
 * is walked in an order in which the slots that then fall together are neighbours, so a repetition
 * follows soon after its original: remembering the last keys is enough, and takes the same memory
 * however many sessions there are.
 */
final class KeyBatches implements Batches<String> {

  private static final int REMEMBERED = 20_000;

  private final RedisCommands commands;
  private final SessionKeys keys;
  private final int scanCount;
  private final RecentlySeen<String> seen = new RecentlySeen<>(REMEMBERED);
  private Optional<ScanCursor> cursor = Optional.of(ScanCursor.START);

  KeyBatches(RedisCommands commands, SessionKeys keys, int scanCount) {
    this.commands = commands;
    this.keys = keys;
    this.scanCount = scanCount;
  }

  @Override
  public CompletionStage<Optional<List<String>>> next() {
    if (cursor.isEmpty()) {
      return CompletableFuture.completedStage(Optional.empty());
    }
    return commands
        .scan(keys.prefix(), cursor.get(), scanCount)
        .thenApply(
            page -> {
              cursor = page.next();
              return Optional.of(sessionsIn(page));
            });
  }

  private List<String> sessionsIn(ScanPage page) {
    return page.keys().stream().filter(keys::include).filter(seen::add).toList();
  }
}
