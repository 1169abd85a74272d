package io.cloakroom.tck;

import io.cloakroom.redis.RedisCommands;
import java.util.Collection;
import java.util.concurrent.CompletionStage;

/** Remembers how many keys the widest of all deletions removed at once. */
final class WidestDelete extends ForwardingRedisCommands {

  private int widest;

  WidestDelete(RedisCommands target) {
    super(target);
  }

  int widest() {
    return widest;
  }

  @Override
  public CompletionStage<Long> delete(Collection<String> keys) {
    widest = Math.max(widest, keys.size());
    return super.delete(keys);
  }
}
