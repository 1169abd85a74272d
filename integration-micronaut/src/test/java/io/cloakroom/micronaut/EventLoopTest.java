package io.cloakroom.micronaut;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.http.RequestSession;
import io.cloakroom.jedis.JedisCommands;
import io.cloakroom.redis.CommandOutcome;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.session.StoreObserver;
import io.cloakroom.tck.servers.RedisServers;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.session.Session;
import io.micronaut.session.SessionStore;
import io.micronaut.session.http.SessionForRequest;
import jakarta.inject.Singleton;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;
import reactor.blockhound.BlockHound;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.NonBlocking;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;

/** No thread of an event loop waits, whichever client there is. */
class EventLoopTest {

  private static final Queue<String> WAITED = new ConcurrentLinkedQueue<>();
  private static final Queue<String> ANSWERED_ON = new ConcurrentLinkedQueue<>();

  private static final String[] PAGES = {
    "/plain", "/write", "/mono", "/stream", "/later", "/early", "/blocking", "/write", "/delete"
  };

  @BeforeAll
  static void watch() {
    BlockHound.builder()
        .nonBlockingThreadPredicate(others -> others.or(EventLoopTest::isEventLoop))
        // the kernel's random numbers, which don't wait once it has booted
        .allowBlockingCallsInside("java.security.SecureRandom", "nextBytes")
        // locks that executors hold only as long as they change a queue, as Reactor allows them
        .allowBlockingCallsInside(
            "java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue", "offer")
        .allowBlockingCallsInside(
            "java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue", "remove")
        .allowBlockingCallsInside("java.util.concurrent.LinkedBlockingQueue", "offer")
        .allowBlockingCallsInside("java.util.concurrent.ThreadPoolExecutor", "addWorker")
        // how event loops of the tests before this end
        .allowBlockingCallsInside(
            "io.netty.util.concurrent.SingleThreadEventExecutor", "confirmShutdown")
        .blockingMethodCallback(
            method ->
                WAITED.add(
                    Thread.currentThread().getName()
                        + ": "
                        + method
                        + " "
                        + StackWalker.getInstance()
                            .walk(frames -> frames.skip(2).limit(40).toList())))
        .install();
  }

  /** Micronaut's, and those of Lettuce and Redisson. */
  private static boolean isEventLoop(Thread thread) {
    return thread instanceof NonBlocking
        || thread.getName().startsWith("lettuce-nioEventLoop")
        || thread.getName().startsWith("redisson-netty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jedis", "lettuce", "redisson"})
  void H23_noEventLoopWaitsForRedis(String client) throws Exception {
    assertThat(visit(client)).isEmpty();
  }

  /** A read may be faster than the handler, but not each time. */
  @Test
  void H23_whoAsksForASessionThatIsBeingLoadedIsRefused() throws Exception {
    List<String> answers = new ArrayList<>();
    try (TestSite site = TestSite.of("event-loop", Map.of("client", "lettuce"))) {
      String cookie = TestSite.cookie(site.get("/write"));
      for (int i = 0; i < 20; i++) {
        answers.add(site.get("/early", "Cookie", cookie).body());
      }
    }
    assertThat(answers).anyMatch(answer -> answer.contains("CloakroomSessions.load"));
  }

  @Test
  void H23_aClientThatWaitsOnTheEventLoopIsCaught() throws Exception {
    assertThat(visit("jedis-on-the-event-loop"))
        .isNotEmpty()
        .allMatch(call -> call.contains("eventLoop") && call.contains("jedis"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"jedis", "lettuce", "redisson"})
  void theAnswersOfRedisComeOnTheEventLoopOfTheRequest(String client) throws Exception {
    try (TestSite site = TestSite.of("event-loop", Map.of("client", client))) {
      changeASession(site); // the server does not know the scripts yet, and is asked again

      changeASession(site);
    }
    assertThat(ANSWERED_ON)
        .hasSizeGreaterThanOrEqualTo(3) // two reads, and a save
        .allSatisfy(thread -> assertThat(thread).startsWith("default-eventLoopGroup"));
  }

  private static void changeASession(TestSite site) throws Exception {
    String cookie = TestSite.cookie(site.get("/write"));
    ANSWERED_ON.clear();
    site.get("/plain", "Cookie", cookie);
    site.get("/mono", "Cookie", cookie);
  }

  /** Where event loops waited while all pages were asked for. */
  private static List<String> visit(String client) throws Exception {
    try (TestSite site = TestSite.of("event-loop", Map.of("client", client))) {
      site.get("/warm-up"); // classes are loaded from files, which counts as waiting
      String cookie = TestSite.cookie(site.get("/write"));
      for (String page : PAGES) {
        site.get(page, "Cookie", cookie);
      }
      WAITED.clear();

      cookie = TestSite.cookie(site.get("/write"));
      for (String page : PAGES) {
        HttpResponse<String> response = site.get(page, "Cookie", cookie);
        assertThat(response.statusCode()).as("%s: %s", page, response.body()).isEqualTo(200);
      }
      return List.copyOf(WAITED);
    }
  }

  @Controller(produces = MediaType.TEXT_PLAIN)
  @Requires(property = TestSite.SPEC, value = "event-loop")
  static class Pages {

    private final SessionStore<Session> sessions;

    Pages(SessionStore<Session> sessions) {
      this.sessions = sessions;
    }

    @Get("/plain")
    String plain(Session session) {
      return "" + session.get("visits", String.class).orElse("none");
    }

    @Get("/write")
    String write(Session session) {
      session.put("visits", "many");
      return "written";
    }

    @Get("/mono")
    Mono<String> mono(Session session) {
      return Mono.fromSupplier(
          () -> {
            session.put("mono", "yes");
            return "written";
          });
    }

    @Get("/stream")
    Publisher<String> stream(Session session) {
      return Flux.range(1, 20)
          .map(
              number -> {
                session.put("number", number);
                return "" + number;
              });
    }

    @Get("/later")
    CompletableFuture<String> later(Session session) {
      return CompletableFuture.supplyAsync(
          () -> {
            session.put("later", "yes");
            return "written";
          });
    }

    /** Asks for what is being loaded. */
    @Get("/early")
    String early(HttpRequest<?> request) {
      CompletionStage<RequestSession> loading = CloakroomSessions.load(request);
      try {
        return "found " + SessionForRequest.find(request).isPresent();
      } catch (IllegalStateException notLoaded) {
        return loading.toCompletableFuture().isDone() ? "refused" : notLoaded.getMessage();
      }
    }

    @Get("/blocking")
    @ExecuteOn(TaskExecutors.BLOCKING)
    String blocking(Session session) {
      session.put("blocking", "yes");
      return "written";
    }

    @Get("/delete")
    CompletableFuture<String> delete(HttpRequest<?> request, Session session) {
      return sessions.deleteSession(session.getId()).thenApply(String::valueOf);
    }
  }

  @Factory
  @Requires(property = TestSite.SPEC, value = "event-loop")
  static class Clients {

    @Singleton
    @Bean(preDestroy = "close")
    @Requires(property = "client", value = "jedis")
    UnifiedJedis jedis() {
      return RedisClient.create(RedisServers.shared().uri().toString());
    }

    @Singleton
    @Bean(preDestroy = "shutdown")
    @Requires(property = "client", value = "lettuce")
    io.lettuce.core.RedisClient lettuce() {
      return io.lettuce.core.RedisClient.create(RedisServers.shared().uri().toString());
    }

    @Singleton
    @Bean(preDestroy = "shutdown")
    @Requires(property = "client", value = "redisson")
    RedissonClient redisson() {
      Config config = new Config();
      config.useSingleServer().setAddress(RedisServers.shared().uri().toString());
      return Redisson.create(config);
    }

    /** Notes the threads on which answers come. */
    @Singleton
    StoreObserver observer() {
      return new StoreObserver() {
        @Override
        public void commandEnded(String command, CommandOutcome outcome, Duration took) {
          ANSWERED_ON.add(Thread.currentThread().getName());
        }
      };
    }

    @Singleton
    @Requires(property = "client", value = "jedis-on-the-event-loop")
    RedisCommands saboteur() {
      return JedisCommands.of(RedisClient.create(RedisServers.shared().uri().toString()));
    }
  }
}
