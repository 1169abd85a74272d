package io.cloakroom.javalin;

import io.cloakroom.http.SessionData;
import io.javalin.http.Context;
import java.util.Map;
import java.util.function.Function;

class HandOver {

  private final Function<String, Map<String, Object>> oldSessions;

  HandOver(Function<String, Map<String, Object>> oldSessions) {
    this.oldSessions = oldSessions;
  }

  void handle(Context ctx) {
    SessionExtension session = ctx.with(RedisSessionPlugin.class);
    String oldId = ctx.cookie("JSESSIONID");
    if (oldId == null || session.get("user") != null) {
      return;
    }
    Object user = oldSessions.apply(oldId).get("user");
    if (user != null) {
      session.regenerate(SessionData.KEEP);
      session.set("user", user);
    }
    ctx.removeCookie("JSESSIONID");
  }
}
