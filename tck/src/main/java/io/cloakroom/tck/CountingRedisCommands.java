package io.cloakroom.tck;

import io.cloakroom.redis.RedisCommands;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the commands that pass through the port: what something costs in round trips. */
public final class CountingRedisCommands extends ObservedRedisCommands {

  private final AtomicLong total = new AtomicLong();

  /** Counts what is passed on to the given port, from zero. */
  public CountingRedisCommands(RedisCommands target) {
    super(target);
  }

  /** How many commands there were so far. */
  public long total() {
    return total.get();
  }

  @Override
  void before() {
    total.incrementAndGet();
  }
}
