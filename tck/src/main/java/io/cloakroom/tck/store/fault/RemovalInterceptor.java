package io.cloakroom.tck.store.fault;

import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.tck.client.ForwardingRedisCommands;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Does something once, ahead of the first command that removes. */
public final class RemovalInterceptor extends ForwardingRedisCommands {

  private final AtomicBoolean acted = new AtomicBoolean();
  private final Supplier<CompletionStage<?>> action;

  public RemovalInterceptor(RedisCommands target, Supplier<CompletionStage<?>> action) {
    super(target);
    this.action = action;
  }

  /** Whether there was such a command. */
  public boolean hasActed() {
    return acted.get();
  }

  private CompletionStage<?> act() {
    return acted.compareAndSet(false, true) ? action.get() : CompletableFuture.completedStage(null);
  }

  @Override
  public CompletionStage<Long> delete(Collection<String> keys) {
    return act().thenCompose(done -> super.delete(keys));
  }

  @Override
  public CompletionStage<CompareAndSet.Outcome> compareAndDelete(String key, byte[] expected) {
    return act().thenCompose(done -> super.compareAndDelete(key, expected));
  }

  @Override
  public CompletionStage<List<byte[]>> eval(
      RedisScript script, List<String> keys, List<byte[]> arguments) {
    return script == RedisScript.COMPARE_AND_DELETE
        ? act().thenCompose(done -> super.eval(script, keys, arguments))
        : super.eval(script, keys, arguments);
  }
}
