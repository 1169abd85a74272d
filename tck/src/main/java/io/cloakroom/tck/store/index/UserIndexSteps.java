package io.cloakroom.tck.store.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.RedisScript;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.cloakroom.session.Session;
import io.cloakroom.tck.client.CountingRedisCommands;
import io.cloakroom.tck.client.CountingRedisCommands.Call;
import io.cloakroom.tck.client.StageResults;
import io.cloakroom.tck.store.fixture.StoreUnderTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** What the clauses about users' sessions have in common. */
public final class UserIndexSteps {

  private UserIndexSteps() {}

  static void enter(StoreUnderTest kit, String key, String member, int millis) {
    List<byte[]> arguments =
        List.of(member.getBytes(UTF_8), Integer.toString(millis).getBytes(UTF_8), new byte[0]);
    answer(kit.client().eval(RedisScript.INDEX_ADD, List.of(key), arguments));
  }

  static <T> T answer(CompletionStage<T> stage) {
    return StageResults.answer(stage, Duration.ofSeconds(5));
  }

  static BlockingSessionStore indexed(StoreUnderTest kit) {
    return kit.store(UserIndexSteps::indexing);
  }

  public static RedisSessionStoreBuilder indexing(RedisSessionStoreBuilder options) {
    return options.userIndex("user");
  }

  public static Session begin(StoreUnderTest kit, BlockingSessionStore store, String user) {
    Session session = kit.session();
    session.set("user", user);
    store.create(session);
    return session;
  }

  public static void assertFound(BlockingSessionStore store, String user, Session... expected) {
    assertThat(store.findByUser(user))
        .as("sessions of %s", user)
        .extracting(Session::id)
        .containsExactlyInAnyOrderElementsOf(List.of(expected).stream().map(Session::id).toList());
  }

  static String indexKey(CountingRedisCommands counted) {
    return counted.calls().stream()
        .filter(call -> call.command().equals("eval INDEX_ADD"))
        .map(Call::keys)
        .findFirst()
        .orElseThrow()
        .get(0);
  }
}
