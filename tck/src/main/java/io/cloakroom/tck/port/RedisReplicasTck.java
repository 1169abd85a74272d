package io.cloakroom.tck.port;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.servers.RedisReplicas;
import io.cloakroom.tck.servers.RedisUnderTest;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The port's clauses on a primary and its replica that nobody watches, and those about what goes
 * wrong there: the primary dies and the replica is promoted by hand, the replica is far behind, a
 * client is led to the replica.
 *
 * <pre>{@code
 * class MyReplicasTest extends RedisReplicasTck {
 *   @Override
 *   protected RedisCommands connect(URI redis) {
 *     return new MyRedisCommands(redis, timeout());
 *   }
 * }
 * }</pre>
 *
 * <p>What {@link #connect} is given is an address that leads to the primary, and goes with it, or
 * the replica's. Clauses that need a server of their own are {@link RedisCommandsTck}'s.
 */
public abstract class RedisReplicasTck extends RedisCommandsTck
    implements ReplicaClauses, FailoverClauses {

  /**
   * Opens the port over a client that knows both servers, and was told to read from the replica
   * wherever it can.
   *
   * @param servers the primary's address and the replica's
   * @return empty, unless overridden: the client knows no replicas
   */
  protected Optional<RedisCommands> connectPreferringReplicas(List<URI> servers) {
    return Optional.empty();
  }

  /** For the kit's own use. */
  @Override
  public final Optional<RedisCommands> preferringReplicas() {
    return connectPreferringReplicas(topology().uris());
  }

  @Override
  protected final RedisUnderTest redisUnderTest() {
    return topology().underTest();
  }

  /** For the kit's own use. */
  @Override
  public final RedisReplicas topology() {
    return RedisReplicas.shared();
  }
}
