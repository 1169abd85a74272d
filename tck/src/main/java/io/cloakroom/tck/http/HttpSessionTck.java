package io.cloakroom.tck.http;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.http.application.Application;
import io.cloakroom.tck.http.application.HandlerResult;
import io.cloakroom.tck.http.application.HttpCapability;
import io.cloakroom.tck.http.application.Route;
import io.cloakroom.tck.http.application.RunningApplication;
import io.cloakroom.tck.report.ClauseReport;
import io.cloakroom.tck.report.Subject;
import io.cloakroom.tck.servers.RedisServer;
import io.cloakroom.tck.servers.RedisServers;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The clauses H1 to H41 that concern every web integration, over real HTTP. Each test is named
 * after its clause.
 *
 * <pre>{@code
 * class MyIntegrationTest extends HttpSessionTck {
 *   @Override
 *   protected RedisCommands connect(URI redis) {
 *     return JedisCommands.of(RedisClient.create(redis));
 *   }
 *
 *   @Override
 *   protected RunningApplication start(Application application) {
 *     return MyKitApplication.start(application);
 *   }
 * }
 * }</pre>
 *
 * <p>The application maps each {@link Route} to {@link Application#answer} and sends the {@link
 * HandlerResult}, by its framework's own means.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
@SuppressWarnings("this-escape") // the report asks for its subject when tests run
public abstract class HttpSessionTck
    implements ReadClauses,
        UnaskedAnswerClauses,
        CookieClauses,
        BadCookieClauses,
        SeveralCookiesClauses,
        LifecycleClauses,
        ConcurrencyClauses,
        LogInClauses,
        OtherSessionsClauses,
        LateChangeClauses,
        CookieDeliveryClauses,
        RenewalClauses,
        CachingClauses,
        ResponseClauses,
        HandlerErrorClauses,
        LostVisitorClauses,
        OptionClauses,
        ChangedOptionClauses,
        CookiePathClauses,
        PathSpellingClauses,
        SecurityClauses,
        CostClauses,
        RequestFormClauses,
        CarriedRequestClauses,
        UnavailableClauses,
        GoingOnClauses,
        FailedReadClauses,
        FailedSaveClauses,
        OvertakenSaveClauses,
        WebSocketClauses,
        ExpressClauses,
        ExpressCookieClauses,
        ExpressRaceClauses,
        WebModelClauses,
        PairClauses {

  @RegisterExtension final ClauseReport report = new ClauseReport(this::subject);

  @RegisterExtension
  final TestExecutionExceptionHandler circumstances =
      (test, failure) -> {
        if (failure instanceof AssertionError) {
          failure.addSuppressed(http().sent());
        }
        throw failure;
      };

  private @Nullable HttpUnderTest http;
  private @Nullable String mendFirst;

  /**
   * Starts the application on a free port. Several may run at a time.
   *
   * @return it, once it answers requests
   */
  protected abstract RunningApplication start(Application application) throws Exception;

  /**
   * Opens a port to Redis, one for the test class.
   *
   * @param redis {@code redis://[:password@]host:port} of {@link #server}; {@code redis:none} where
   *     there is none
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

  /** The server behind the port: {@link RedisServers#shared}, unless overridden. */
  protected Optional<RedisServer> server() {
    return Optional.of(RedisServers.shared());
  }

  /** What the framework lacks: nothing, unless overridden. */
  protected Set<HttpCapability> notClaimed() {
    return Set.of();
  }

  /** For the kit's own use. Tests call it from several threads. */
  @Override
  public final synchronized HttpUnderTest http() {
    if (http == null) {
      http = new HttpUnderTest(this);
    }
    return http;
  }

  private Optional<Subject> subject() {
    return Optional.ofNullable(http)
        .filter(HttpUnderTest::hasBegun)
        .map(begun -> server().map(RedisServers::describe).orElse("no server"))
        .map(server -> new Subject(server, Map.of(), mendFirst));
  }

  @BeforeEach
  final void beginTest(TestInfo test) {
    http().beginTest(test.getTestMethod().map(Method::getName).orElseThrow());
  }

  @AfterEach
  final void endTest() throws Exception {
    http().endTest();
  }

  @AfterAll
  final void stop() throws Exception {
    if (report.hasFailures()) {
      mendFirst = http().mendFirst().orElse(null);
    }
    http().close();
  }
}
