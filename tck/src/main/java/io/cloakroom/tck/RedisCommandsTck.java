package io.cloakroom.tck;

import io.cloakroom.redis.RedisCommands;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The port's clauses P1 to P23, for any client. Each test is named after its clause.
 *
 * <pre>{@code
 * class MyRedisCommandsTest extends RedisCommandsTck {
 *   @Override
 *   protected RedisCommands connect(URI redis) {
 *     return new MyRedisCommands(redis, timeout());
 *   }
 * }
 * }</pre>
 *
 * <p>One port is opened for the tests of a class, and others for the tests that pause or kill
 * servers of their own. {@link RedisServers} says how servers are found.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
public abstract class RedisCommandsTck
    implements ValueClauses,
        ConditionClauses,
        TimeToLiveClauses,
        ManyKeysClauses,
        ScanClauses,
        ScriptClauses,
        FailureClauses,
        SharingClauses,
        ClientClauses {

  private @Nullable PortUnderTest port;

  /**
   * Opens the port under test.
   *
   * @param redis {@code redis://[:password@]host:port}; give the client {@link #timeout} as its
   *     timeout
   */
  protected abstract RedisCommands connect(URI redis);

  /**
   * Releases what {@link #connect} opened. Closes what is {@link AutoCloseable}, unless overridden.
   */
  protected void disconnect(RedisCommands commands) throws Exception {
    if (commands instanceof AutoCloseable closeable) {
      closeable.close();
    }
  }

  /** The client's timeout: 2 seconds, unless overridden. */
  protected Duration timeout() {
    return Duration.ofSeconds(2);
  }

  /**
   * Opens the port over a client in which a key prefix is configured, for clause P23.
   *
   * @return empty, unless overridden: the clause is not claimed
   */
  protected Optional<RedisCommands> connectWithPrefix(URI redis, String prefix) {
    return Optional.empty();
  }

  /**
   * Opens a client, and the port over it, for clause P20.
   *
   * @return empty, unless overridden: the clause is not claimed
   */
  protected Optional<HandedInClient> handIn(URI redis) {
    return Optional.empty();
  }

  /** What the client lacks: nothing, unless overridden. */
  protected Set<Capability> notClaimed() {
    return Set.of();
  }

  /** What stands behind the port: {@link RedisServers#shared}, unless overridden. */
  protected RedisUnderTest redisUnderTest() {
    return new ServerUnderTest(RedisServers.shared());
  }

  /** For the kit's own use. */
  @Override
  public final PortUnderTest port() {
    if (port == null) {
      port = new PortUnderTest(this);
    }
    return port;
  }

  @AfterEach
  final void removeKeys() {
    port().removeKeys();
  }

  @AfterAll
  final void disconnectSharedPort() throws Exception {
    port().close();
  }
}
