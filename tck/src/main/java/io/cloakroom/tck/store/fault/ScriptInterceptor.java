package io.cloakroom.tck.store.fault;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.tck.client.ForwardingRedisCommands;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/** Puts something around each script; it may run on a client's own thread. */
public final class ScriptInterceptor extends ForwardingRedisCommands {

  private final Function<Supplier<CompletionStage<List<byte[]>>>, CompletionStage<List<byte[]>>>
      around;

  /**
   * @param around given what runs the script, answers in its place
   */
  public ScriptInterceptor(
      RedisCommands target,
      Function<Supplier<CompletionStage<List<byte[]>>>, CompletionStage<List<byte[]>>> around) {
    super(target);
    this.around = around;
  }

  @Override
  public CompletionStage<List<byte[]>> eval(
      RedisScript script, List<String> keys, List<byte[]> arguments) {
    return around.apply(() -> super.eval(script, keys, arguments));
  }
}
