package io.cloakroom.benchmarks;

import io.cloakroom.javalin.RedisSessionPlugin;
import io.cloakroom.jedis.JedisCommands;
import io.cloakroom.redis.resilience.Resilience;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.tck.fault.FaultyProxy;
import io.cloakroom.tck.servers.RedisServers;
import io.javalin.Javalin;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.util.Map;
import redis.clients.jedis.RedisClient;

/**
 * What a Redis that stops answering costs a Javalin application over Jedis, whose threads wait, and
 * a Micronaut application over Lettuce, whose threads don't: prints how long requests take that
 * need a session, and those that need none, before and meanwhile; how long a thousand requests take
 * that come at once; and when a session is read again. For comparison, the Javalin application also
 * with nothing between the store and Jedis.
 */
public final class StalledRedis {

  private static final String SECRET = "a secret of at least thirty-two bytes";

  private StalledRedis() {}

  /**
   * Runs it.
   *
   * @param arguments how many seconds Redis is silent; 30 where there is none
   */
  public static void main(String[] arguments) throws Exception {
    int seconds = arguments.length == 0 ? 30 : Integer.parseInt(arguments[0]);
    System.out.println("Javalin over Jedis");
    javalin(Resilience.DEFAULT, seconds);
    System.out.println("Micronaut over Lettuce");
    micronaut(seconds);
    System.out.println("Javalin over Jedis, without resilience");
    javalin(Resilience.NONE, seconds);
    System.exit(0); // Testcontainers and clients leave threads behind
  }

  private static void javalin(Resilience resilience, int seconds) throws Exception {
    try (FaultyProxy proxy = FaultyProxy.before(RedisServers.shared().uri());
        RedisClient redis = RedisClient.create(proxy.uri().toString())) {
      Javalin app = application(redis, resilience);
      measure(URI.create("http://127.0.0.1:" + app.port()), proxy, seconds);
      app.stop();
    }
  }

  private static Javalin application(RedisClient redis, Resilience resilience) {
    return Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.jetty.port = 0;
              config.jetty.host = "127.0.0.1";
              config.registerPlugin(
                  new RedisSessionPlugin(
                      sessions ->
                          sessions
                              .store(
                                  RedisSessionStore.builder(JedisCommands.of(redis))
                                      .resilience(resilience)
                                      .build())
                              .secret(SECRET)));
              config.routes.get("/begin", ctx -> ctx.sessionAttribute("user", "ada"));
              config.routes.get("/read", ctx -> ctx.result("" + ctx.sessionAttribute("user")));
              config.routes.get("/plain", ctx -> ctx.result("no session"));
            })
        .start();
  }

  /** The pages are those of {@link MicronautRequests}. */
  private static void micronaut(int seconds) throws Exception {
    try (FaultyProxy proxy = FaultyProxy.before(RedisServers.shared().uri());
        ApplicationContext context =
            ApplicationContext.builder(
                    Map.of(
                        "micronaut.server.port",
                        -1,
                        "micronaut.server.host",
                        "127.0.0.1",
                        "redis.uri",
                        proxy.uri() + "?timeout=2s",
                        "cloakroom.secret",
                        SECRET))
                .banner(false)
                .start()) {
      int port = context.getBean(EmbeddedServer.class).start().getPort();
      measure(URI.create("http://127.0.0.1:" + port), proxy, seconds);
    }
  }

  private static void measure(URI site, FaultyProxy proxy, int seconds) throws Exception {
    SteadyLoad load = SteadyLoad.on(site);
    load.run("warming up", 5);
    load.run("answering", 10);
    proxy.stall();
    load.run("silent", seconds);
    proxy.pass();
    load.awaitAnswer();
    load.run("answering", 10);
    proxy.stall();
    load.runWithCrowd("silent", 1_000, 5);
    proxy.pass();
    load.awaitAnswer();
  }
}
