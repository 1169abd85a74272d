package io.cloakroom.tck.store.fault;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.tck.client.ForwardingRedisCommands;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Shows keys again, as a scan may: those of the page before, and each of a page twice. */
public final class RepeatingScan extends ForwardingRedisCommands {

  private List<String> before = List.of();

  public RepeatingScan(RedisCommands target) {
    super(target);
  }

  @Override
  public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
    return super.scan(prefix, cursor, count)
        .thenApply(
            page -> {
              List<String> keys = new ArrayList<>(before);
              keys.addAll(page.keys());
              keys.addAll(page.keys());
              before = page.keys();
              return new ScanPage(keys, page.next());
            });
  }
}
