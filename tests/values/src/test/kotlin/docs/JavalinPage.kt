package docs

import io.cloakroom.javalin.RedisSessionPlugin
import io.cloakroom.http.SessionData
import io.javalin.http.Context
import java.time.Duration

fun rememberMe(ctx: Context) {
  val session = ctx.with(RedisSessionPlugin::class)
  session.regenerate(SessionData.KEEP) // a new id, whenever rights change
  session.setCookie(session.cookie().withMaxAge(Duration.ofDays(30)))
  session.set("user", ctx.formParam("user"))
}
