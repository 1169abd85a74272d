package io.cloakroom.tck.store.fault;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.client.ForwardingRedisCommands;
import java.util.Collection;
import java.util.concurrent.CompletionStage;

/** Remembers how many keys the widest of all deletions removed at once. */
public final class LargestDelete extends ForwardingRedisCommands {

  private int widest;

  public LargestDelete(RedisCommands target) {
    super(target);
  }

  public int widest() {
    return widest;
  }

  @Override
  public CompletionStage<Long> delete(Collection<String> keys) {
    widest = Math.max(widest, keys.size());
    return super.delete(keys);
  }
}
