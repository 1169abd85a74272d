package io.cloakroom.tck.store.fault;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.tck.client.ForwardingRedisCommands;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Answers with many empty pages, at once, before each scan begins. */
public final class ManyPages extends ForwardingRedisCommands {

  private static final int PAGES = 10_000;

  public ManyPages(RedisCommands target) {
    super(target);
  }

  /** How many pages are left before the scan begins. */
  private record Before(int pages) implements ScanCursor {}

  @Override
  public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
    int left = cursor == ScanCursor.START ? PAGES : cursor instanceof Before at ? at.pages : -1;
    return left < 0
        ? super.scan(prefix, cursor, count)
        : left == 0
            ? super.scan(prefix, ScanCursor.START, count)
            : CompletableFuture.completedStage(
                new ScanPage(List.of(), Optional.of(new Before(left - 1))));
  }
}
