package io.cloakroom.benchmarks.comparison;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloakroom.benchmarks.comparison.Contender.Work;
import io.cloakroom.jedis.JedisCommands;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import redis.clients.jedis.RedisClient;

/** Sessions of one size over one client of Jedis', in Cloakroom's store and by hand. */
final class BothWays {

  private static final TypeReference<Map<String, Object>> CONTENT = new TypeReference<>() {};
  private static final String COUNTER = "views";

  private final ObjectMapper json = new ObjectMapper();
  private final JedisByHand byHand;
  private final BlockingSessionStore store;
  private final List<SessionId> ids = new ArrayList<>();
  private final List<byte[]> keys = new ArrayList<>();

  BothWays(RedisClient client, SessionSize size) throws IOException {
    this.byHand = JedisByHand.sameCommands(client, false);
    this.store =
        RedisSessionStore.builder(JedisCommands.of(client, Duration.ofSeconds(15)))
            .prefix("ours:")
            .build()
            .blocking();
    for (int i = 0; i < size.count(); i++) {
      Session session = Session.create(SessionId.random(), SessionCookie.PLAIN);
      size.attributes(i).forEach(session::set);
      store.create(session);
      ids.add(session.id());
      keys.add(("hand:" + session.id().value()).getBytes(UTF_8));
      byHand.begin(keys.get(i), json.writeValueAsBytes(size.attributes(i)));
    }
  }

  /** Reads an attribute: by hand, and ours. */
  List<Work> reading() {
    return List.of(
        () -> required(content(byHand.read(any(keys))).get("user")),
        () -> required(load().get("user")));
  }

  /** Changes an attribute: by hand, and ours. */
  List<Work> updating() {
    return List.of(
        () -> {
          byte[] key = any(keys);
          byte[] record = byHand.read(key);
          Map<String, Object> content = content(record);
          content.put(COUNTER, ThreadLocalRandom.current().nextInt());
          byHand.write(key, record, json.writeValueAsBytes(content));
        },
        () -> {
          Session session = load();
          session.set(COUNTER, ThreadLocalRandom.current().nextInt());
          if (store.update(session) == SaveOutcome.GONE) {
            throw new IllegalStateException("The session is gone");
          }
        });
  }

  /** Loads a session, and reads an attribute of it as a request does. */
  Session load() {
    Session session = store.getAndTouch(any(ids), null).orElseThrow();
    required(session.get("user"));
    return session;
  }

  private Map<String, Object> content(byte[] record) throws IOException {
    return json.readValue(record, CONTENT);
  }

  private static <T> T any(List<T> all) {
    return all.get(ThreadLocalRandom.current().nextInt(all.size()));
  }

  private static void required(Object value) {
    if (value == null) {
      throw new IllegalStateException("The session has no user");
    }
  }
}
