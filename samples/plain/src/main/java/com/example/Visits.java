package com.example;

import io.cloakroom.jedis.JedisCommands;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import java.net.URI;
import redis.clients.jedis.JedisPooled;

/** Counts the visits of the session that is named, or of a new one, without a web framework. */
public final class Visits {

  private Visits() {}

  public static void main(String[] ids) {
    try (JedisPooled redis = new JedisPooled(URI.create(System.getenv("REDIS_URL")))) {
      BlockingSessionStore sessions =
          RedisSessionStore.builder(JedisCommands.of(redis)).build().blocking();
      Session session =
          ids.length == 0
              ? Session.create(SessionId.random())
              : sessions.get(SessionId.of(ids[0])).orElseThrow();
      int visits = session.update("visits", Integer.class, before -> before == null ? 1 : before + 1);
      if (session.isNew()) {
        sessions.create(session);
      } else {
        sessions.update(session);
      }
      System.out.println("visit " + visits + " of " + session.id().value());
    }
  }
}
