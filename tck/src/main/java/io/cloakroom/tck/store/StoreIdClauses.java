package io.cloakroom.tck.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.express.Express;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.HashedSessionId;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.tck.client.LikeIds;
import io.cloakroom.tck.store.fixture.StoreClauses;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** S54: ids that are any text, as express-session has them. */
interface StoreIdClauses extends StoreClauses {

  /** How ids stand in keys. */
  enum KeyForm {
    USUAL(options -> {}),
    HASHED(options -> options.idHashing(true)),
    SHARED(options -> options.sharedWith(Express.peer())),
    SHARED_WITH_EVENTS(options -> options.sharedWith(Express.peer()).expiredEvents(true));

    @SuppressWarnings("ImmutableEnumChecker") // a lambda, which holds no state
    private final Consumer<RedisSessionStoreBuilder> options;

    KeyForm(Consumer<RedisSessionStoreBuilder> options) {
      this.options = options;
    }
  }

  /** Ids that look like one another, like patterns, like hash tags, or like keys of the store. */
  static List<SessionId> ids() {
    String hash = HashedSessionId.of(SessionId.of("ada")).value();
    List<String> texts =
        new ArrayList<>(
            List.of(
                "user42:abc",
                "user42%3Aabc",
                "user42%3aabc",
                ":",
                " ",
                "%20",
                "%",
                "%%",
                "+",
                "\t",
                "\n",
                "\u0000",
                "\u001b[31m",
                "é",
                "e\u0301",
                "漢😀",
                "漢字",
                "日本",
                "привет",
                "приказ",
                "*",
                "?",
                "[a-z]",
                "\\",
                "{a}b",
                "a}b",
                "{}a",
                "a{b",
                "}",
                "../x",
                "a.b",
                "a'\"<b>",
                "s:a.b",
                "users:ada",
                "users:",
                "replaced:",
                "ping:",
                "id:",
                "x".repeat(4096),
                "漢".repeat(1000)));
    texts.addAll(List.of("users:" + hash, "id:users:" + hash, "id:id:users:" + hash));
    texts.addAll(
        List.of("replaced:" + hash, "replaced:{x}" + hash, "replaced:{sess:x}", "facts:7"));
    IntStream.range(0, 16).forEach(part -> texts.add("ends:{%s}".formatted(part)));
    return texts.stream().map(SessionId::of).toList();
  }

  private BlockingSessionStore store(KeyForm form) {
    return kit().store(options -> form.options.accept(options.userIndex("user")));
  }

  private static Session begin(BlockingSessionStore store, SessionId id) {
    Session session = Session.create(id, SessionCookie.PLAIN);
    session.set("user", "ada");
    session.set("mine", id.value());
    assertThat(store.create(session)).as("%s", id).isEqualTo(SaveOutcome.SAVED);
    return session;
  }

  @ParameterizedTest
  @EnumSource
  default void S54_eachIdHasASessionOfItsOwn(KeyForm form) {
    BlockingSessionStore store = store(form);
    ids().forEach(id -> begin(store, id));

    for (SessionId id : ids()) {
      Session found = store.getAndTouch(id, null).orElseThrow();
      assertThat(found.get("mine")).as("%s", id).isEqualTo(id.value());
      found.set("seen", true);
      assertThat(store.update(found)).as("%s", id).isEqualTo(SaveOutcome.SAVED);
    }
    for (SessionId id : ids()) {
      assertThat(store.destroy(id)).as("%s", id).isTrue();
      assertThat(store.get(id)).as("%s", id).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  default void S54_eachIdCanBeReplacedAndNoOtherIs(KeyForm form) {
    BlockingSessionStore store = store(form);
    ids().forEach(id -> begin(store, id));

    for (SessionId id : ids()) {
      assertThat(store.wasReplaced(id)).as("%s", id).isFalse();
      Session session = store.get(id).orElseThrow();
      assertThat(store.regenerate(session, LikeIds.next())).isEqualTo(SaveOutcome.SAVED);
      assertThat(store.wasReplaced(id)).as("%s", id).isTrue();
      assertThat(store.get(id)).as("%s", id).isEmpty();
      assertThat(store.get(session.id()).orElseThrow().get("mine")).isEqualTo(id.value());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"USUAL", "SHARED"})
  default void S54_theSessionsOfAUserAreFoundWhateverTheirIds(KeyForm form) {
    BlockingSessionStore store = store(form);
    ids().forEach(id -> begin(store, id));

    assertThat(store.findByUser("ada"))
        .extracting(Session::id)
        .containsExactlyInAnyOrderElementsOf(ids());
    SessionId kept = SessionId.of("user42:abc");
    assertThat(store.destroyAll("ada", kept)).isEqualTo(ids().size() - 1);
    assertThat(store.findByUser("ada")).extracting(Session::id).containsExactly(kept);
  }

  /** One application may have several stores, as while it moves to hashed ids. */
  @Test
  default void S54_anIdThatAnotherStoreHasAskedForHasTheKeyOfThisOne() {
    for (KeyForm first : KeyForm.values()) {
      for (KeyForm then : KeyForm.values()) {
        SessionId id = LikeIds.next();
        store(first).get(id);

        begin(store(then), id);

        SessionId again = SessionId.of(id.value());
        assertThat(store(then).get(again)).as("%s after %s", then, first).isPresent();
        assertThat(kit().recordOf(again).isPresent())
            .as("whether the id stands in the key by %s after %s", then, first)
            .isEqualTo(then != KeyForm.HASHED);
        assertThat(store(then).destroy(again)).isTrue();
      }
    }
  }

  @Test
  default void S54_walksSeeEachSessionAndNothingElse() {
    BlockingSessionStore store = store(KeyForm.USUAL);
    ids().forEach(id -> begin(store, id));
    BlockingSessionStore longer =
        kit().store(options -> options.prefix(kit().prefix() + "user42:"));
    Session others = begin(longer, SessionId.of("abc"));

    assertThat(store.ids()).containsExactlyInAnyOrderElementsOf(ids());
    assertThat(store.all().map(Session::id)).containsExactlyInAnyOrderElementsOf(ids());
    assertThat(store.clear()).isEqualTo(ids().size());
    assertThat(longer.get(others.id())).isPresent();
  }

  @Test
  default void S54_whereKeysAreAPeersWalksLeaveAloneWhatALongerPrefixMayHave() {
    BlockingSessionStore store = store(KeyForm.SHARED);
    SessionId plain = LikeIds.next();
    SessionId wide = SessionId.of("user42:abc");
    List.of(plain, wide).forEach(id -> begin(store, id));

    assertThat(store.ids()).containsExactly(plain);
    assertThat(store.length()).isEqualTo(1);
    assertThat(store.clear()).isEqualTo(1);
    assertThat(store.get(wide)).isPresent();
  }

  @Test
  default void S54_whereKeysAreAPeersTheIdStandsInThemAsItIs() {
    SessionId id = SessionId.of("user 42:ä%");
    begin(store(KeyForm.SHARED), id);

    assertThat(kit().recordOf(id)).as("under the prefix and the id").isPresent();
  }

  @Test
  default void S54_inALogAnIdIsOneLineAndNotWhole() {
    for (SessionId id : ids()) {
      assertThat(id.toString()).matches("[!-~]{0,4}…\\(\\d+\\)");
    }
    assertThat(SessionId.of("\u001b]0;evil\u0007" + "x".repeat(9)))
        .hasToString("?]0;…(18)")
        .extracting(SessionId::toString)
        .asString()
        .doesNotContain("evil");
  }
}
