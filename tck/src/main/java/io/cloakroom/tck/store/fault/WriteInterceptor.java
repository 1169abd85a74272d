package io.cloakroom.tck.store.fault;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.tck.client.ForwardingRedisCommands;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Does something ahead of each command that writes; it may run on a client's own thread. */
public final class WriteInterceptor extends ForwardingRedisCommands {

  private final Supplier<CompletionStage<?>> action;

  public WriteInterceptor(RedisCommands target, Supplier<CompletionStage<?>> action) {
    super(target);
    this.action = action;
  }

  @Override
  public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
    return action.get().thenCompose(done -> super.set(key, value, options));
  }

  @Override
  public CompletionStage<Long> delete(Collection<String> keys) {
    return action.get().thenCompose(done -> super.delete(keys));
  }

  @Override
  public CompletionStage<List<byte[]>> eval(
      RedisScript script, List<String> keys, List<byte[]> arguments) {
    return action.get().thenCompose(done -> super.eval(script, keys, arguments));
  }
}
