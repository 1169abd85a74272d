package io.cloakroom.tck.port;

import io.cloakroom.tck.servers.RedisAccess;
import io.cloakroom.tck.servers.RedisUnderTest;

/**
 * The port's clauses over a way to the server other than a plain connection, and those about that
 * way: a server that is away, and one that does not let the client in.
 *
 * <pre>{@code
 * class MyTlsTest extends RedisAccessTck {
 *   @Override
 *   public RedisAccess access() {
 *     return RedisAccess.TLS;
 *   }
 *
 *   @Override
 *   protected RedisCommands connect(URI redis) {
 *     return new MyRedisCommands(redis, TlsFiles.shared().trustStore(), timeout());
 *   }
 * }
 * }</pre>
 *
 * <p>What {@link #connect} is given is a URI as {@link RedisAccess} says. Other clauses that need a
 * server of their own are {@link RedisCommandsTck}'s.
 */
public abstract class RedisAccessTck extends RedisCommandsTck implements AccessClauses {

  /** The way that the tests of this class take. */
  @Override
  public abstract RedisAccess access();

  @Override
  protected final RedisUnderTest redisUnderTest() {
    return access().underTest();
  }
}
