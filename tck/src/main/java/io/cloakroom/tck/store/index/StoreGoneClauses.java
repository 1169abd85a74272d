package io.cloakroom.tck.store.index;

import static io.cloakroom.tck.store.index.UserIndexSteps.answer;
import static io.cloakroom.tck.store.index.UserIndexSteps.begin;
import static io.cloakroom.tck.store.index.UserIndexSteps.indexKey;
import static io.cloakroom.tck.store.index.UserIndexSteps.indexed;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.Session;
import io.cloakroom.tck.client.CountingRedisCommands;
import io.cloakroom.tck.client.LikeIds;
import io.cloakroom.tck.store.fixture.StoreClauses;
import io.cloakroom.tck.store.fixture.TouchingRead;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** S27: what a slow request still does with a session that has ended meanwhile. */
public interface StoreGoneClauses extends StoreClauses {

  private static Map<String, BiConsumer<BlockingSessionStore, Session>> lateUses() {
    Map<String, BiConsumer<BlockingSessionStore, Session>> uses = new LinkedHashMap<>();
    uses.put("touch", BlockingSessionStore::touch);
    for (TouchingRead read : TouchingRead.values()) {
      uses.put(read.name(), (store, session) -> read.of(store, session.id(), null));
    }
    uses.put("get", (store, session) -> store.get(session.id()));
    uses.put("retire", (store, session) -> store.retire(session.id()));
    return uses;
  }

  private static Map<String, BiConsumer<BlockingSessionStore, Session>> lateSaves() {
    Map<String, BiConsumer<BlockingSessionStore, Session>> saves = new LinkedHashMap<>();
    saves.put(
        "update",
        (store, session) -> {
          session.set("colour", "blue");
          store.update(session);
        });
    saves.put("resave", BlockingSessionStore::resave);
    saves.put("regenerate", (store, session) -> store.regenerate(session, LikeIds.next()));
    return saves;
  }

  @Test
  default void S27_whoUsesASessionThatIsGoneEntersItNowhere() {
    lateUses().forEach((verb, use) -> assertNothingIsLeft(verb, use, 0));
  }

  /** A save writes its entry before it knows; the entry expires, and nobody finds it. */
  @Test
  default void S27_whoSavesASessionThatIsGoneIsFoundNowhere() {
    lateSaves().forEach((verb, save) -> assertNothingIsLeft(verb, save, 1));
  }

  private void assertNothingIsLeft(
      String verb, BiConsumer<BlockingSessionStore, Session> late, int mostEntries) {
    CountingRedisCommands counted = CountingRedisCommands.over(kit().client());
    BlockingSessionStore store = kit().store(counted, UserIndexSteps::indexing);
    String user = "of a late " + verb;
    Session session = begin(kit(), store, user);
    String key = indexKey(counted);
    BlockingSessionStore slow = indexed(kit());
    Session held = slow.get(session.id()).orElseThrow();
    store.destroy(session.id());
    assertThat(kit().redis().timeToLive(key)).isInstanceOf(TimeToLive.Missing.class);

    late.accept(slow, held);

    assertThat(store.findByUser(user)).as("found after %s", verb).isEmpty();
    assertThat(answer(kit().client().eval(RedisScript.INDEX_READ, List.of(key), List.of())))
        .as("what the index holds after %s", verb)
        .hasSizeLessThanOrEqualTo(mostEntries);
  }
}
