package io.cloakroom.tck.store.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.tck.client.ForwardingRedisCommands;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * A client whose entries in the index of ends are to be looked at as soon as they are written, so
 * that no test waits for a TTL. Who takes an entry takes it for no time, unless said otherwise.
 */
final class DueAtOnce extends ForwardingRedisCommands {

  private static final byte[] NOW = "0".getBytes(UTF_8);

  private final boolean leases;

  private DueAtOnce(RedisCommands target, boolean leases) {
    super(target);
    this.leases = leases;
  }

  static DueAtOnce over(RedisCommands target) {
    return new DueAtOnce(target, true);
  }

  /** Lets also what somebody has taken be due at once, as if a long time had gone by. */
  static DueAtOnce withoutLeases(RedisCommands target) {
    return new DueAtOnce(target, false);
  }

  @Override
  public CompletionStage<List<byte[]>> eval(
      RedisScript script, List<String> keys, List<byte[]> arguments) {
    List<byte[]> changed = new ArrayList<>(arguments);
    if (script == RedisScript.ENDS_ENTER || script == RedisScript.ENDS_MARK) {
      changed.set(1, NOW);
    } else if (script == RedisScript.ENDS_CLAIM && !leases) {
      changed.set(0, NOW);
    }
    return super.eval(script, keys, changed);
  }
}
