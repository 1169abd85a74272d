package io.cloakroom.tests.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.record.SessionRecord;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.session.Batches;
import io.cloakroom.session.HashedSessionId;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What a store that hashes ids can do by the hashes, which no other store can. */
class HashedSessionsTest {

  private final InMemoryRedisCommands redis = InMemoryRedisCommands.create();
  private final RedisSessionStore hashing =
      RedisSessionStore.builder(redis).idHashing(true).build();
  private final RedisSessionStore plain = RedisSessionStore.builder(redis).prefix("p:").build();

  @Test
  void S28_aSessionIsDestroyedByTheHashOfItsId() {
    SessionId id = created("ada");
    SessionId other = created("bob");

    assertThat(answer(hashing.destroy(HashedSessionId.of(id)))).isTrue();

    assertThat(answer(hashing.destroy(HashedSessionId.of(id)))).isFalse();
    assertThat(hashing.blocking().get(id)).isEmpty();
    assertThat(hashing.blocking().get(other)).isPresent();
  }

  @Test
  void S28_theHashesOfAllIdsAreListed() {
    SessionId id = created("ada");
    SessionId other = created("bob");
    answer(redis.set("sess:no-hash", new byte[1], SetOptions.always()));

    assertThat(all(hashing.hashedIds()))
        .containsExactlyInAnyOrder(HashedSessionId.of(id), HashedSessionId.of(other));
  }

  @Test
  void S28_whatIsInAllSessionsComesByTheHashesOfTheirIds() {
    SessionId id = created("ada");

    List<Map.Entry<HashedSessionId, SessionRecord>> found = all(hashing.allHashed());

    assertThat(found).singleElement().extracting(Map.Entry::getKey).isEqualTo(hash(id));
    assertThat(found.get(0).getValue().attributes()).isEqualTo(Map.of("user", "ada"));
  }

  @Test
  void S28_theSessionsOfAUserComeByTheHashesOfTheirIds() {
    RedisSessionStore indexed =
        RedisSessionStore.builder(redis).idHashing(true).userIndex("user").build();
    Session session = Session.create(SessionId.random(), SessionCookie.PLAIN);
    session.set("user", "ada");
    indexed.blocking().create(session);

    assertThat(answer(indexed.findHashedByUser("ada")))
        .extracting(Map.Entry::getKey)
        .containsExactly(hash(session.id()));
    assertThat(answer(indexed.findHashedByUser("bob"))).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> indexed.findHashedByUser(" "));
    assertThatIllegalStateException().isThrownBy(() -> hashing.findHashedByUser("ada"));
    assertThatThrownBy(() -> indexed.findByUser("ada"))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("stores that do not hash ids: use findHashedByUser");
  }

  @Test
  void S28_whereIdsAreNotHashedNothingGoesByHashes() {
    HashedSessionId hash = hash(SessionId.random());

    assertThatThrownBy(() -> plain.destroy(hash))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("idHashing(true)");
    assertThatThrownBy(plain::hashedIds)
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("use ids");
    assertThatThrownBy(plain::allHashed)
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("use all");
    assertThatThrownBy(
            () ->
                RedisSessionStore.builder(redis).userIndex("user").build().findHashedByUser("ada"))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("stores that hash ids: use findByUser");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> hashing.destroy((HashedSessionId) null))
        .withMessageContaining("hashed session id");
  }

  private SessionId created(String user) {
    Session session = Session.create(SessionId.random(), SessionCookie.PLAIN);
    session.set("user", user);
    hashing.blocking().create(session);
    return session.id();
  }

  private static HashedSessionId hash(SessionId id) {
    return HashedSessionId.of(id);
  }

  private static <T> List<T> all(Batches<T> batches) {
    List<T> all = new ArrayList<>();
    for (Optional<List<T>> next = answer(batches.next());
        next.isPresent();
        next = answer(batches.next())) {
      all.addAll(next.get());
    }
    return all;
  }

  private static <T> T answer(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
