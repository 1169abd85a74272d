package io.cloakroom.tck;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.SetOptions;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Does something ahead of each command that writes. */
final class BeforeEachWrite extends ForwardingRedisCommands {

  private final Runnable action;

  BeforeEachWrite(RedisCommands target, Runnable action) {
    super(target);
    this.action = action;
  }

  @Override
  public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
    action.run();
    return super.set(key, value, options);
  }

  @Override
  public CompletionStage<Long> delete(Collection<String> keys) {
    action.run();
    return super.delete(keys);
  }

  @Override
  public CompletionStage<List<byte[]>> eval(
      RedisScript script, List<String> keys, List<byte[]> arguments) {
    action.run();
    return super.eval(script, keys, arguments);
  }
}
