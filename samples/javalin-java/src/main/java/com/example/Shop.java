package com.example;

import io.cloakroom.javalin.RedisSessionPlugin;
import io.cloakroom.jedis.JedisCommands;
import io.cloakroom.session.RedisSessionStore;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.time.Duration;
import redis.clients.jedis.RedisClient;

/** Counts a visitor's visits, and forgets the visitor at log-out. */
public final class Shop {

  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  private Shop() {}

  public static void main(String[] args) {
    RedisClient redis = RedisClient.create(System.getenv("REDIS_URL"));
    Javalin.create(
            config -> {
              config.registerPlugin(
                  new RedisSessionPlugin(
                      sessions ->
                          sessions
                              .store(
                                  RedisSessionStore.builder(JedisCommands.of(redis, TIMEOUT))
                                      .build())
                              .secret(System.getenv("SESSION_SECRET"))));
              config.routes.get("/", Shop::visit);
              config.routes.post(
                  "/log-out", context -> context.with(RedisSessionPlugin.class).destroy());
            })
        .start(Integer.parseInt(System.getenv("PORT")));
  }

  private static void visit(Context context) {
    int visits =
        context
            .with(RedisSessionPlugin.class)
            .update("visits", Integer.class, before -> before == null ? 1 : before + 1);
    context.result("visit " + visits);
  }
}
