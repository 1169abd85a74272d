package io.cloakroom.tck.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.record.ForeignRecords;
import io.cloakroom.record.OnForeignRecord;
import io.cloakroom.record.UnreadableAttributeException;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.Lookup;
import io.cloakroom.session.OnUnreadableAttribute;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.tck.client.LikeIds;
import io.cloakroom.tck.store.fixture.StoreClauses;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** S37, S43, S44, and S24's note of an id that was replaced. */
interface StoreBoundaryClauses extends StoreClauses {

  /** A record of a newer release, one attribute of which is of a class that is not here. */
  String OF_A_NEWER_RELEASE =
      "{\"cookie\":{\"originalMaxAge\":null,\"expires\":null,\"httpOnly\":true,\"path\":\"/\"},"
          + "\"user\":\"ada\",\"plan\":{\"seats\":3},"
          + "\"__cloakroom\":{\"types\":{\"plan\":\"com.acme.Plan\"}}}";

  @Test
  default void S37_anAttributeThatCannotBeRestoredIsHiddenAndStaysInTheRecord() {
    SessionId id = ofANewerRelease();
    Session session = kit().load(id);

    assertThat(session.get("plan")).isNull();
    assertThat(session.attributes()).isEqualTo(Map.of("user", "ada"));
    session.set("user", "bob");
    assertThat(kit().store().update(session)).isEqualTo(SaveOutcome.SAVED);

    assertThat(kit().recordOf(id).orElseThrow()).contains("{\"seats\":3}", "com.acme.Plan", "bob");
    session.set("plan", "basic");
    kit().store().update(session);
    assertThat(kit().load(id).get("plan")).isEqualTo("basic");
  }

  @Test
  default void S37_anAttributeThatCannotBeRestoredFailsIfThatIsThePolicy() {
    SessionId id = ofANewerRelease();
    BlockingSessionStore store =
        kit().store(options -> options.onUnreadableAttribute(OnUnreadableAttribute.FAIL));
    Session session = store.get(id).orElseThrow();

    assertThat(session.get("user")).isEqualTo("ada");
    assertThatThrownBy(() -> session.get("plan"))
        .isInstanceOf(UnreadableAttributeException.class)
        .hasMessageContaining("plan");
    session.remove("plan");
    store.update(session);
    assertThat(kit().load(id).attributes()).isEqualTo(Map.of("user", "ada"));
  }

  @Test
  default void S37_clearRemovesWhatCannotBeRestoredToo() {
    for (OnUnreadableAttribute policy : OnUnreadableAttribute.values()) {
      SessionId id = ofANewerRelease();
      BlockingSessionStore store = kit().store(options -> options.onUnreadableAttribute(policy));
      Session session = store.get(id).orElseThrow();

      session.clear();
      session.set("user", "bob");
      assertThat(store.update(session)).isEqualTo(SaveOutcome.SAVED);

      assertThat(kit().recordOf(id).orElseThrow())
          .as("%s", policy)
          .contains("bob")
          .doesNotContain("seats", "com.acme.Plan");
    }
  }

  private SessionId ofANewerRelease() {
    SessionId id = LikeIds.next();
    kit().putRecord(id, OF_A_NEWER_RELEASE.getBytes(UTF_8));
    return id;
  }

  @Test
  default void S43_aTimeAtTheEndOfItsRangeFailsNothing() {
    for (String time : List.of(Instant.MAX.toString(), Instant.MIN.toString(), "never")) {
      SessionId id = LikeIds.next();
      kit()
          .putRecord(
              id,
              ("{\"cookie\":{},\"__cloakroom_created\":\"%s\",\"__cloakroom_idle\":\"PT%sS\","
                      + "\"user\":\"ada\"}")
                  .formatted(time, Long.MAX_VALUE)
                  .getBytes(UTF_8));
      BlockingSessionStore store =
          kit().store(options -> options.userIndex("user").maxLifetime(Duration.ofDays(9)));

      assertThat(store.get(id)).isPresent();
      assertThat(store.all().count()).isEqualTo(1);
      assertThat(store.getAndTouch(id, null)).isPresent();
      assertThat(store.findByUser("ada")).hasSize(1);
      assertThat(store.destroyAll("ada")).isEqualTo(1);
    }
  }

  @Test
  default void S44_aPrefixThatAnotherCouldContinueIsRefused() {
    for (String prefix : List.of("shop-", "shop-admin-", "sess", "a:b", "x.y_", "shop:%")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> kit().store(options -> options.prefix(prefix)))
          .withMessageContaining("prefix")
          .withMessageContaining(prefix);
    }
  }

  @Test
  default void S8_aPrefixWithABraceThatIsNoHashTagIsRefused() {
    for (String prefix : List.of("a{b:", "a}b:", "{}:", "a}b{c:")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> kit().store(options -> options.prefix(prefix)))
          .withMessageContaining("prefix")
          .withMessageContaining(prefix);
    }
    String tagged = kit().prefix() + "{shop}:";
    assertThat(kit().store(options -> options.prefix(tagged)).get(LikeIds.next())).isEmpty();
  }

  @Test
  default void S44_prefixesThatContinueOneAnotherShareNothing() {
    String base = kit().prefix();
    List<String> prefixes = List.of(base, base + "a:", base + "a:b:", base + "users:", base + "*:");
    List<BlockingSessionStore> stores =
        prefixes.stream().map(each -> kit().store(options -> options.prefix(each))).toList();
    List<Session> sessions = stores.stream().map(kit()::stored).toList();

    for (int i = 0; i < stores.size(); i++) {
      assertThat(stores.get(i).ids()).as(prefixes.get(i)).containsExactly(sessions.get(i).id());
      assertThat(stores.get(i).length()).isEqualTo(1);
    }
    assertThat(stores.get(0).clear()).isEqualTo(1);
    for (int i = 1; i < stores.size(); i++) {
      assertThat(stores.get(i).get(sessions.get(i).id())).isPresent();
    }
  }

  @Test
  default void S24_forAWhileTheStoreKnowsThatASessionWasRetired() {
    BlockingSessionStore store = kit().store();
    Session session = kit().stored();
    SessionId unknown = LikeIds.next();

    assertThat(store.retire(session.id())).isTrue();
    assertThat(store.retire(session.id())).as("it is gone").isFalse();
    assertThat(store.retire(unknown)).isFalse();

    assertThatNotesLastForAMinute(session.id());
    for (SessionId id : List.of(session.id(), unknown)) {
      assertThat(store.wasReplaced(id)).isTrue();
      assertThat(store.lookUp(id, null)).as("it opens nothing").isEqualTo(new Lookup.Missing());
    }
    assertThat(store.length()).isEqualTo(0);
  }

  /** Late requests have come by then, and whoever comes later begins another session. */
  private void assertThatNotesLastForAMinute(SessionId other) {
    List<String> notes =
        kit().keys().stream().filter(key -> !key.equals(kit().keyOf(other))).toList();
    assertThat(notes).isNotEmpty();
    for (String note : notes) {
      assertThat(kit().redis().timeToLive(note))
          .isInstanceOfSatisfying(
              TimeToLive.Remaining.class,
              left ->
                  assertThat(left.duration())
                      .isBetween(Duration.ofSeconds(40), Duration.ofSeconds(60)));
    }
  }

  @Test
  default void S24_aDestroyedSessionIsNotKnownAsReplaced() {
    BlockingSessionStore store = kit().store();
    Session session = kit().stored();

    store.destroy(session.id());

    assertThat(store.wasReplaced(session.id())).isFalse();
  }

  @Test
  default void S24_forAWhileTheStoreKnowsThatAnIdWasReplaced() {
    Session session = kit().stored();
    SessionId oldId = session.id();
    BlockingSessionStore store = kit().store();

    store.regenerate(session, LikeIds.next());

    assertThat(store.wasReplaced(oldId)).isTrue();
    assertThatNotesLastForAMinute(session.id());
    assertThat(store.wasReplaced(session.id())).isFalse();
    assertThat(store.wasReplaced(LikeIds.next())).isFalse();
    assertThat(store.lookUp(oldId, null)).as("it opens nothing").isEqualTo(new Lookup.Missing());
    assertThat(store.ids()).containsExactly(session.id());
    assertThat(store.all().count()).isEqualTo(1);
    assertThat(store.length()).isEqualTo(1);
    assertThat(store.clear()).isEqualTo(1);
  }

  /** Another program's records, for which a byte stands before ours. */
  ForeignRecords FOREIGN =
      new ForeignRecords() {
        @Override
        public String program() {
          return "another";
        }

        @Override
        public boolean recognizes(byte[] stored) {
          return stored.length > 0 && stored[0] == '#';
        }

        @Override
        public byte[] open(byte[] stored) {
          return Arrays.copyOfRange(stored, 1, stored.length);
        }
      };

  @Test
  default void S33_whatAnotherProgramWroteIsLeftAloneByAllThatSaves() {
    BlockingSessionStore store =
        kit()
            .store(
                options -> options.foreignRecords(FOREIGN).onForeignRecord(OnForeignRecord.LEAVE));
    List<Function<Session, SaveOutcome>> saves =
        List.of(
            store::update,
            store::resave,
            store::set,
            session -> store.regenerate(session, LikeIds.next()));
    Session before = kit().stored();
    String foreign = "#" + kit().recordOf(before.id()).orElseThrow();
    for (Function<Session, SaveOutcome> save : saves) {
      kit().putRecord(before.id(), foreign.getBytes(UTF_8));
      Session session = store.get(before.id()).orElseThrow();
      session.set("colour", "green");

      assertThatThrownBy(() -> save.apply(session))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("onForeignRecord");

      assertThat(kit().recordOf(before.id())).contains(foreign);
    }
    assertThat(kit().keys()).hasSize(1);
  }
}
