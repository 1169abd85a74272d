package io.cloakroom.tck.http;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tck.express.ExpressApp;
import io.cloakroom.tck.express.ExpressPeers;
import io.cloakroom.tck.express.ExpressStack;
import io.cloakroom.tck.http.application.Application;
import io.cloakroom.tck.http.application.EngineOptions;
import io.cloakroom.tck.http.application.HttpCapability;
import io.cloakroom.tck.http.site.RedisSide;
import io.cloakroom.tck.http.site.RequestVariety;
import io.cloakroom.tck.http.site.RunningSite;
import io.cloakroom.tck.model.Seed;
import io.cloakroom.tck.report.Circumstances;
import io.cloakroom.tck.report.NotClaimed;
import io.cloakroom.tck.servers.RedisServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The integration of one test class, and the applications that its tests run. */
final class HttpUnderTest {

  private final HttpSessionTck hooks;
  private final RedisCommands commands;
  private final RedisSide redis;
  private KitClock clock = new KitClock();
  private final List<RunningSite> started = new ArrayList<>();
  private final List<ExpressApp> expressApps = new ArrayList<>();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private @Nullable RunningSite usual;
  private @Nullable RuntimeException notBegun;
  private boolean answered;
  private final Map<String, Integer> runs = new HashMap<>();
  private RequestVariety variety = new RequestVariety(Seed.next(), "", 0);

  HttpUnderTest(HttpSessionTck hooks) {
    this.hooks = hooks;
    Optional<RedisServer> server = hooks.server();
    this.commands = hooks.connect(server.map(RedisServer::uri).orElse(URI.create("redis:none")));
    this.redis = new RedisSide(commands, server, claims(HttpCapability.IN_PROCESS));
  }

  /** The application with the kit's usual options, one for each test. */
  RunningSite usual() {
    if (notBegun != null) {
      throw notBegun;
    }
    if (usual == null) {
      usual = begin();
    }
    return usual;
  }

  private RunningSite begin() {
    try {
      RunningSite site = launch(new EngineOptions(), newPrefix(), store -> store);
      started.add(site);
      if (!answered) {
        FirstSteps.requireAnswer(site);
        answered = true;
      }
      return site;
    } catch (RuntimeException e) {
      notBegun = e;
      throw e;
    }
  }

  /** Whether the application with the usual options could be asked, as far as any test tried. */
  boolean hasBegun() {
    return notBegun == null;
  }

  /** What to mend first, if an application that was asked lacks what comes before all clauses. */
  Optional<String> mendFirst() throws Exception {
    try {
      return answered ? FirstSteps.missedBy(usual()) : Optional.empty();
    } finally {
      endTest();
    }
  }

  /** An application with other options, which ends with the test. */
  RunningSite with(UnaryOperator<EngineOptions> options) {
    return with(options, newPrefix());
  }

  /** An application whose keys begin with a prefix, as another's may. */
  RunningSite with(UnaryOperator<EngineOptions> options, String prefix) {
    return with(options, prefix, store -> store);
  }

  /** An application whose store has other options, too. */
  RunningSite with(
      UnaryOperator<EngineOptions> options,
      String prefix,
      UnaryOperator<RedisSessionStoreBuilder> store) {
    redis.needsOneProcess();
    RunningSite site = launch(options.apply(new EngineOptions()), prefix, store);
    started.add(site);
    return site;
  }

  /**
   * Starts an Express application, which ends with the test.
   *
   * @param store connect-redis's options
   * @param session express-session's options
   * @throws NotClaimed where there is no Express to run, or the integration does not claim to share
   *     sessions with it
   */
  ExpressApp express(ExpressStack stack, Map<String, ?> store, Map<String, ?> session) {
    needs(HttpCapability.EXPRESS_PEER);
    ExpressPeers peers = ExpressPeers.running();
    RedisServer server =
        redis.server().orElseThrow(() -> new NotClaimed("Express needs a server to share"));
    ExpressApp app = peers.start(stack, server.uri(), store, session);
    expressApps.add(app);
    return app;
  }

  static String newPrefix() {
    return "cloakroom-http-tck:" + UUID.randomUUID() + ":";
  }

  RedisSide redis() {
    return redis;
  }

  /** Moves the clock of all applications' stores; Redis keeps its own time. */
  KitClock clock() {
    return clock;
  }

  /** Aborts the test where the framework does not claim what it needs. */
  void needs(HttpCapability capability) {
    if (hooks.notClaimed().contains(capability)) {
      throw capability.notClaimed();
    }
  }

  boolean claims(HttpCapability capability) {
    return !hooks.notClaimed().contains(capability);
  }

  /** Begins a test, or a run of it with other arguments. */
  void beginTest(String name) {
    variety = new RequestVariety(Seed.next(), name, runs.merge(name, 1, Integer::sum) - 1);
  }

  /** What a test has sent, for the message of its failure. */
  Circumstances sent() {
    return new Circumstances(
        "these as the last requests (-Dcloakroom.model.seed=%s sends the like again): %s"
            .formatted(Seed.next(), variety.sent()));
  }

  /** Ends what the test has started. The next one begins with a clock of its own, too. */
  void endTest() throws Exception {
    redis.release();
    expressApps.forEach(ExpressApp::close);
    expressApps.clear();
    for (RunningSite site : started) {
      site.close();
    }
    started.clear();
    usual = null;
    clock = new KitClock();
  }

  void close() throws Exception {
    hooks.disconnect(commands);
  }

  private RunningSite launch(
      EngineOptions options, String prefix, UnaryOperator<RedisSessionStoreBuilder> storeOptions) {
    RedisCommands port = claims(HttpCapability.IN_PROCESS) ? redis.watched() : commands;
    SessionStore store =
        storeOptions.apply(RedisSessionStore.builder(port).prefix(prefix).clock(clock)).build();
    Application application = new Application(store, options, prefix);
    redis.count(prefix);
    try {
      return new RunningSite(application, hooks.start(application), redis, prefix, client, variety);
    } catch (Exception e) {
      throw new IllegalStateException("The application under test did not start", e);
    }
  }
}
