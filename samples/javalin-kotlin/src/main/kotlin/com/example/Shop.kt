package com.example

import io.cloakroom.javalin.RedisSessionPlugin
import io.cloakroom.lettuce.LettuceCommands
import io.cloakroom.session.RedisSessionStore
import io.javalin.Javalin
import io.javalin.http.Context
import io.lettuce.core.RedisClient
import java.time.Duration

/** Counts a visitor's visits, and forgets the visitor at log-out. */
fun main() {
  val redis = RedisClient.create(System.getenv("REDIS_URL"))
  Javalin.create { config ->
      config.registerPlugin(
        RedisSessionPlugin { sessions ->
          sessions
            .store(RedisSessionStore.builder(LettuceCommands.of(redis, Duration.ofSeconds(1))).build())
            .secret(System.getenv("SESSION_SECRET"))
        }
      )
      config.routes.get("/") { ctx -> visit(ctx) }
      config.routes.post("/log-out") { ctx -> ctx.with(RedisSessionPlugin::class).destroy() }
    }
    .start(System.getenv("PORT").toInt())
}

private fun visit(ctx: Context) {
  val visits =
    ctx.with(RedisSessionPlugin::class).update("visits", Int::class.javaObjectType) { (it ?: 0) + 1 }
  ctx.result("visit $visits")
}
