package io.cloakroom.tck.port;

import io.cloakroom.tck.servers.RedisCluster;
import io.cloakroom.tck.servers.RedisUnderTest;

/**
 * The port's clauses on a cluster of three masters with a replica each, and those that only a
 * cluster can break: every master is reached, slots move, a master dies.
 *
 * <pre>{@code
 * class MyClusterTest extends RedisClusterTck {
 *   @Override
 *   protected RedisCommands connect(URI redis) {
 *     return new MyRedisCommands(clusterAt(redis), timeout());
 *   }
 * }
 * }</pre>
 *
 * <p>What {@link #connect} is given is the address of one node. Clauses that need a server of their
 * own are {@link RedisCommandsTck}'s.
 */
public abstract class RedisClusterTck extends RedisCommandsTck
    implements ClusterClauses, FailoverClauses {

  @Override
  protected final RedisUnderTest redisUnderTest() {
    return topology().underTest();
  }

  /** For the kit's own use. */
  @Override
  public final RedisCluster topology() {
    return RedisCluster.shared();
  }
}
