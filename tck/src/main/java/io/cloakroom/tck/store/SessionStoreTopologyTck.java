package io.cloakroom.tck.store;

import io.cloakroom.tck.servers.RedisReplicas;
import io.cloakroom.tck.servers.RedisTopology;
import io.cloakroom.tck.servers.RedisUnderTest;

/**
 * The session store's clauses on a cluster, on servers that Sentinels watch, or on a primary and
 * its replica, and those about what happens there in the middle of a save: a master dies, a slot
 * moves, a replica is behind.
 *
 * <pre>{@code
 * class MySentinelStoreTest extends SessionStoreTopologyTck {
 *   @Override
 *   public RedisTopology topology() {
 *     return RedisSentinels.shared();
 *   }
 *
 *   @Override
 *   protected RedisCommands connect(URI redis) {
 *     return new MyRedisCommands(sentinelsAt(redis), timeout());
 *   }
 * }
 * }</pre>
 *
 * <p>What {@link #connect} is given is {@link RedisTopology#uri}, or the address of the replica
 * where {@link RedisReplicas} are shared. Clauses that need a server of their own are {@link
 * SessionStoreTck}'s.
 */
public abstract class SessionStoreTopologyTck extends SessionStoreTck
    implements StoreTopologyClauses {

  /** The servers that the tests of this class run on; they are healed after a test. */
  @Override
  public abstract RedisTopology topology();

  @Override
  protected final RedisUnderTest redisUnderTest() {
    return topology().underTest();
  }
}
