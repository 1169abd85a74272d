package io.cloakroom.tck.client;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.report.ClauseReport;
import io.cloakroom.tck.report.Subject;
import io.cloakroom.tck.servers.RedisServers;
import io.cloakroom.tck.servers.RedisUnderTest;
import io.cloakroom.tck.servers.ServerUnderTest;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a test class tells the kit about the client that it brings. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
public abstract class ClientTck {

  @SuppressWarnings("this-escape") // asked for after the tests only
  @RegisterExtension
  final ClauseReport report = new ClauseReport(this::subject, this::firstCause);

  protected ClientTck() {}

  /** For the kit's own use. */
  public final ClientUnderTest client() {
    return new ClientUnderTest(this);
  }

  /** What the tests ran on; empty where they did not come that far. */
  protected abstract Optional<RedisUnderTest> ranOn();

  /** What to mend before all else, where tests fail; nothing is looked for, unless overridden. */
  protected Optional<String> firstCause() {
    return Optional.empty();
  }

  private Optional<Subject> subject() {
    return ranOn().map(redis -> new Subject(redis.description(), redis.differences()));
  }

  /**
   * Opens the port under test.
   *
   * @param redis {@code redis://[[user]:password@]host:port}; give the client {@link #timeout} as
   *     its timeout
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

  /** What the client lacks: nothing, unless overridden. */
  protected Set<Capability> notClaimed() {
    return Set.of();
  }

  /** What stands behind the port: {@link RedisServers#shared}, unless overridden. */
  protected RedisUnderTest redisUnderTest() {
    return new ServerUnderTest(RedisServers.shared());
  }
}
