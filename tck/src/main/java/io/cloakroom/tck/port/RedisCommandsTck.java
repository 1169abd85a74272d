package io.cloakroom.tck.port;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.client.ClientTck;
import io.cloakroom.tck.servers.RedisServers;
import io.cloakroom.tck.servers.RedisUnderTest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/**
 * The port's clauses, those that begin with P, for any client. Each test is named after its clause.
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
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
public abstract class RedisCommandsTck extends ClientTck
    implements ValueClauses,
        KeyTextClauses,
        ConditionClauses,
        ComparedWriteClauses,
        TimeToLiveClauses,
        ManyKeysClauses,
        ScanClauses,
        RestartedScanClauses,
        ScriptClauses,
        FailureClauses,
        AwayClauses,
        RefusalClauses,
        LaterCommandClauses,
        ServerFaultClauses,
        WireClauses,
        SharingClauses,
        ModelClauses,
        FailureModelClauses,
        ShortOutageClauses,
        UnderWayClauses,
        TimelyCallClauses,
        LoadClauses,
        SharedScriptClauses,
        FollowUpClauses,
        LeftOverClauses,
        GivenTimeoutClauses,
        SilentConnectionClauses,
        ClientClauses {

  private @Nullable PortUnderTest port;

  /**
   * Opens the port over a client in which a key prefix is configured, for clause P23.
   *
   * @return empty, unless overridden: the clause is not claimed
   */
  protected Optional<RedisCommands> connectWithPrefix(URI redis, String prefix) {
    return Optional.empty();
  }

  /**
   * Opens the port over a client of another database than 0, for clause P25.
   *
   * @return empty, unless overridden: the clause is not claimed
   */
  protected Optional<RedisCommands> connectToDatabase(URI redis, int database) {
    return Optional.empty();
  }

  /**
   * Opens ports with another timeout than {@link #timeout}, for clause P19: one for each way in
   * which a port can be given a timeout.
   *
   * @return none, unless overridden: the clause is not claimed for other timeouts
   */
  protected List<RedisCommands> connectWithTimeout(URI redis, Duration timeout) {
    return List.of();
  }

  /**
   * Opens a client, and the port over it, for clause P20.
   *
   * @return empty, unless overridden: the clause is not claimed
   */
  protected Optional<HandedInClient> handIn(URI redis) {
    return Optional.empty();
  }

  /**
   * What the client says for itself when it connects, beside the commands of the port, as rights of
   * an ACL such as {@code +info}.
   *
   * @return {@code +ping}, unless overridden
   */
  protected List<String> rightsOfItsOwn() {
    return List.of("+ping");
  }

  /** For the kit's own use. Tests call it from several threads. */
  @Override
  public final synchronized PortUnderTest port() {
    if (port == null) {
      port = new PortUnderTest(this);
    }
    return port;
  }

  @Override
  protected final Optional<RedisUnderTest> ranOn() {
    return Optional.ofNullable(port).map(PortUnderTest::redis);
  }

  @Override
  protected final Optional<String> firstCause() {
    return FirstCauses.of(client(), this::connectWithPrefix);
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
