package io.cloakroom.tck.port;

import io.cloakroom.tck.servers.RedisSentinels;
import io.cloakroom.tck.servers.RedisUnderTest;

/**
 * The port's clauses on a primary and its replica that Sentinels watch, and those about failovers.
 *
 * <pre>{@code
 * class MySentinelTest extends RedisSentinelTck {
 *   @Override
 *   protected RedisCommands connect(URI redis) {
 *     return new MyRedisCommands(sentinelsAt(redis), timeout());
 *   }
 * }
 * }</pre>
 *
 * <p>What {@link #connect} is given is {@link RedisSentinels#uri}. Clauses that need a server of
 * their own are {@link RedisCommandsTck}'s.
 */
public abstract class RedisSentinelTck extends RedisCommandsTck implements FailoverClauses {

  @Override
  protected final RedisUnderTest redisUnderTest() {
    return topology().underTest();
  }

  /** For the kit's own use. */
  @Override
  public final RedisSentinels topology() {
    return RedisSentinels.shared();
  }
}
