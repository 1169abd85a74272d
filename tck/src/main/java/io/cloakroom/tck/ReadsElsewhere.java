package io.cloakroom.tck;

import io.cloakroom.redis.RedisCommands;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A port that reads from another one than it writes to, as a client does that prefers replicas. */
final class ReadsElsewhere extends ForwardingRedisCommands {

  private final RedisCommands replica;

  ReadsElsewhere(RedisCommands primary, RedisCommands replica) {
    super(primary);
    this.replica = replica;
  }

  @Override
  public CompletionStage<Optional<byte[]>> get(String key) {
    return replica.get(key);
  }

  @Override
  public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
    return replica.multiGet(keys);
  }
}
