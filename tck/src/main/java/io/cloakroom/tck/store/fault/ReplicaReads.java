package io.cloakroom.tck.store.fault;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.client.ForwardingRedisCommands;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A port that reads from another one than it writes to, as a client does that prefers replicas. */
public final class ReplicaReads extends ForwardingRedisCommands {

  private final RedisCommands replica;

  public ReplicaReads(RedisCommands primary, RedisCommands replica) {
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
