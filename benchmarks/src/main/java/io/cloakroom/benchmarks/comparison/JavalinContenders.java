package io.cloakroom.benchmarks.comparison;

import io.cloakroom.benchmarks.TypicalSession;
import io.cloakroom.http.RequestSession;
import io.cloakroom.javalin.RedisSessionPlugin;
import io.cloakroom.jedis.JedisCommands;
import io.cloakroom.lettuce.LettuceCommands;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.session.RedisSessionStore;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.lettuce.core.RedisClient;
import java.net.URI;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/** Pages of Javalin's that show the user, and count. */
final class JavalinContenders {

  private static final String SECRET = "x".repeat(32);

  private JavalinContenders() {}

  static Contender.Workers overJedis(URI redis, String page) {
    return asking(page, config -> waiting(JedisCommands.of(StoreContenders.client(redis)), config));
  }

  static Contender.Workers overLettuce(URI redis, String page) {
    return asking(
        page, config -> futures(LettuceCommands.of(RedisClient.create(redis.toString())), config));
  }

  static Contender.Workers byHand(JedisByHand redis, String page) {
    return asking(page, config -> new HandWrittenPages(SECRET).overJedis(redis, config));
  }

  static Contender.Workers byHand(LettuceByHand redis, String page) {
    return asking(page, config -> new HandWrittenPages(SECRET).overLettuce(redis, config));
  }

  private static void waiting(RedisCommands commands, JavalinConfig config) {
    begin(commands, config);
    config.routes.get("/read", ctx -> ctx.result("" + ctx.sessionAttribute("user")));
    config.routes.get(
        "/write",
        ctx -> {
          ctx.sessionAttribute("views", ThreadLocalRandom.current().nextInt());
          ctx.result("written");
        });
  }

  private static void futures(RedisCommands commands, JavalinConfig config) {
    begin(commands, config);
    config.routes.get("/read", ctx -> loaded(ctx, session -> ctx.result("" + session.get("user"))));
    config.routes.get(
        "/write",
        ctx ->
            loaded(
                ctx,
                session -> {
                  session.set("views", ThreadLocalRandom.current().nextInt());
                  ctx.result("written");
                }));
  }

  private static void loaded(Context ctx, Consumer<RequestSession> handler) {
    ctx.future(
        () -> ctx.with(RedisSessionPlugin.class).load().thenAccept(handler).toCompletableFuture());
  }

  private static void begin(RedisCommands commands, JavalinConfig config) {
    config.registerPlugin(
        new RedisSessionPlugin(
            sessions ->
                sessions.store(RedisSessionStore.builder(commands).build()).secret(SECRET)));
    config.routes.get("/begin", ctx -> TypicalSession.attributes(1).forEach(ctx::sessionAttribute));
  }

  private static Contender.Workers asking(String page, Consumer<JavalinConfig> routes) {
    Javalin server =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.jetty.port = 0;
              config.jetty.host = "127.0.0.1";
              routes.accept(config);
            });
    return KeptConnection.to(server.start().port(), "/begin", page);
  }
}
