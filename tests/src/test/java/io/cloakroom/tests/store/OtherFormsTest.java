package io.cloakroom.tests.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.express.Express;
import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.record.SessionRecord;
import io.cloakroom.record.SessionSerializer;
import io.cloakroom.record.UnreadableAttributeException;
import io.cloakroom.record.UnstorableAttributeException;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.serializer.json.JsonSessionSerializer;
import io.cloakroom.serializer.kryo.KryoSessionSerializer;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sessions that another program wrote, or a store with another serializer. */
class OtherFormsTest {

  private final InMemoryRedisCommands redis = InMemoryRedisCommands.create();

  @Test
  void S2_aSessionMovesBetweenStoresWhoseSerializersAreOfOneClass() {
    BlockingSessionStore from = store("from:", new Shifted(1));
    BlockingSessionStore to = store("to:", new Shifted(2));
    Session session = Session.create(SessionId.random());
    session.set("user", "ada");
    from.create(session);

    to.set(from.get(session.id()).orElseThrow());

    assertThat(to.get(session.id()).orElseThrow().attributes()).isEqualTo(Map.of("user", "ada"));
  }

  @Test
  void S37_whatCannotBeRestoredKeepsASessionFromAnotherFormUntilItIsReplaced() {
    BlockingSessionStore from = store("from:", JsonSessionSerializer.create());
    BlockingSessionStore to = store("to:", KryoSessionSerializer.builder().build());
    SessionId id = SessionId.random();
    put(
        "from:" + id.value(),
        "{\"cookie\":{},\"user\":\"ada\",\"plan\":{\"seats\":3},"
            + "\"__cloakroom\":{\"types\":{\"plan\":\"com.acme.Plan\"}}}");
    Session session = from.get(id).orElseThrow();

    assertThatThrownBy(() -> to.set(session))
        .isInstanceOf(UnreadableAttributeException.class)
        .hasMessageContaining("plan");
    session.set("plan", "basic");
    to.set(session);
    assertThat(to.get(id).orElseThrow().attributes())
        .isEqualTo(Map.of("user", "ada", "plan", "basic"));
  }

  @Test
  void S32_whatExpressItselfHasStoredDoesNotKeepASessionFromBeingSaved() {
    BlockingSessionStore shared =
        RedisSessionStore.builder(redis).sharedWith(Express.peer()).build().blocking();
    SessionId id = SessionId.random();
    put(
        "sess:" + id.value(),
        "{\"cookie\":{\"originalMaxAge\":1e20,\"path\":\"\",\"domain\":\"\"},\"reload\":true}");
    Session session = shared.get(id).orElseThrow();
    assertThat(session.cookie()).isEqualTo(SessionCookie.PLAIN.withMaxAge(SessionCookie.LONGEST));

    session.set("user", "ada");
    assertThat(shared.update(session)).isEqualTo(SaveOutcome.SAVED);
    assertThat(shared.get(id).orElseThrow().attributes())
        .isEqualTo(Map.of("reload", true, "user", "ada"));

    session.set("reload", false);
    assertThatThrownBy(() -> shared.update(session))
        .isInstanceOf(UnstorableAttributeException.class)
        .hasMessageContaining("reload");
  }

  @Test
  void S34_aRecordAsTextHoldsNoValues() {
    assertThat(new SessionRecord(SessionCookie.PLAIN, Map.of("user", "ada")).toString())
        .contains("user")
        .doesNotContain("ada");
  }

  private BlockingSessionStore store(String prefix, SessionSerializer serializer) {
    return RedisSessionStore.builder(redis)
        .prefix(prefix)
        .serializer(serializer)
        .build()
        .blocking();
  }

  private void put(String key, String json) {
    redis.set(key, json.getBytes(UTF_8), SetOptions.always()).toCompletableFuture().join();
  }

  /** A serializer of the application whose objects write different bytes. */
  private record Shifted(int by) implements SessionSerializer {

    private static final SessionSerializer JSON = JsonSessionSerializer.create();

    @Override
    public byte[] serialize(SessionRecord sessionRecord) {
      return shifted(JSON.serialize(sessionRecord), by);
    }

    @Override
    public SessionRecord deserialize(byte[] bytes) {
      return JSON.deserialize(shifted(bytes, -by));
    }

    private static byte[] shifted(byte[] bytes, int by) {
      byte[] shifted = bytes.clone();
      for (int i = 0; i < shifted.length; i++) {
        shifted[i] += (byte) by;
      }
      return shifted;
    }
  }
}
