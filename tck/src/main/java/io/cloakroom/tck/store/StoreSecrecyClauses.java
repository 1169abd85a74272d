package io.cloakroom.tck.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.crypto.EncryptionKey;
import io.cloakroom.crypto.KeyRing;
import io.cloakroom.crypto.OnPlainRecord;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.record.UnreadableRecordException;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.OnUnreadable;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.tck.client.LikeIds;
import io.cloakroom.tck.client.StageResults;
import io.cloakroom.tck.model.Disguises;
import io.cloakroom.tck.store.fixture.StoreClauses;
import io.cloakroom.tck.store.fixture.StoreForms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * S6, S20 to S23, S28 and S29: encrypted and compressed records, hashed ids, and bytes that lie.
 */
interface StoreSecrecyClauses extends StoreClauses {

  /** The newest key of the tests. */
  EncryptionKey KEY = StoreForms.KEY;

  Duration TIMEOUT = Duration.ofSeconds(5);

  /** Another key. */
  EncryptionKey OLD_KEY = EncryptionKey.random();

  @Test
  default void S6_theTtlHoldsInEveryForm() {
    for (Consumer<RedisSessionStoreBuilder> form : StoreForms.all()) {
      BlockingSessionStore store = kit().store(form);
      Session session = kit().session();
      session.set("long", "x".repeat(2_000));
      session.setCookie(SessionCookie.PLAIN.withMaxAge(Duration.ofSeconds(90)));

      store.create(session);
      assertTtl(Duration.ofSeconds(90));

      session.setCookie(SessionCookie.PLAIN.withMaxAge(Duration.ofMinutes(5)));
      store.update(session);
      assertTtl(Duration.ofMinutes(5));
      store.destroy(session.id());
    }
  }

  @Test
  default void S6_everythingElseHoldsInEveryForm() {
    for (Consumer<RedisSessionStoreBuilder> form : StoreForms.all()) {
      BlockingSessionStore store = kit().store(form);
      Session session = kit().session();
      store.create(session);
      Session other = store.get(session.id()).orElseThrow();
      session.set("colour", "green");
      other.set("size", 3L);

      assertThat(store.update(session)).isEqualTo(SaveOutcome.SAVED);
      assertThat(store.update(other)).isEqualTo(SaveOutcome.SAVED);
      Session both = store.getAndTouch(session.id(), null).orElseThrow();
      assertThat(both.get("colour")).isEqualTo("green");
      assertThat(both.get("size")).isEqualTo(3L);
      assertThat(both.isModified()).isFalse();

      SessionId newId = LikeIds.next();
      assertThat(store.regenerate(both, newId)).isEqualTo(SaveOutcome.SAVED);
      assertThat(store.get(session.id())).isEmpty();
      assertThat(store.destroy(newId)).isTrue();
      assertThat(store.resave(both)).isEqualTo(SaveOutcome.GONE);
    }
  }

  @Test
  default void S20_anEncryptedRecordShowsNothing() {
    Session session = kit().session();
    session.set("note", "a secret of hers");

    encrypting(KeyRing.of(KEY)).create(session);

    assertThat(new String(raw(session.id()), ISO_8859_1))
        .doesNotContain("secret", "note", "user", "cookie");
  }

  @Test
  default void S20_oneFlippedByteAnywhereIsAnUnreadableRecord() {
    Session session = kit().session();
    encrypting(KeyRing.of(KEY)).create(session);
    byte[] sound = raw(session.id());

    for (int i = 0; i < sound.length; i += i < 60 ? 1 : 7) {
      byte[] spoilt = sound.clone();
      spoilt[i] ^= 1;
      kit().putRecord(session.id(), spoilt);
      assertUnreadable(encrypting(KeyRing.of(KEY)), session.id(), "byte " + i);
    }
  }

  @Test
  default void S20_underAWrongKeyOrWithoutOneTheRecordIsUnreadable() {
    Session session = kit().session();
    encrypting(KeyRing.of(KEY)).create(session);

    assertUnreadable(encrypting(KeyRing.of(OLD_KEY)), session.id(), "another key");
    assertUnreadable(
        kit().store(options -> options.onUnreadable(OnUnreadable.FAIL)), session.id(), "no key");
  }

  @Test
  default void S21_aPlainRecordIsRefusedByDefault() {
    Session plain = kit().stored();

    assertUnreadable(encrypting(KeyRing.of(KEY)), plain.id(), "plain");
  }

  @Test
  default void S21_aPlainRecordIsAcceptedIfAskedForAndEncryptedWhenNextSaved() {
    Session plain = kit().stored();
    BlockingSessionStore store =
        kit()
            .store(
                options -> options.encryption(KeyRing.of(KEY)).onPlainRecord(OnPlainRecord.ACCEPT));

    Session read = store.get(plain.id()).orElseThrow();
    assertThat(read.get("user")).isEqualTo("ada");
    read.set("user", "bob");
    store.update(read);

    assertThat(new String(raw(plain.id()), ISO_8859_1)).doesNotContain("user", "bob");
    assertThat(encrypting(KeyRing.of(KEY)).get(plain.id()).orElseThrow().get("user"))
        .isEqualTo("bob");
  }

  @Test
  default void S22_aRecordCopiedToAnotherSessionsKeyIsUnreadable() {
    Session admin = kit().session();
    Session mallory = kit().session();
    BlockingSessionStore store = encrypting(KeyRing.of(KEY));
    store.create(admin);
    store.create(mallory);

    kit().putRecord(mallory.id(), raw(admin.id()));

    assertUnreadable(store, mallory.id(), "copied");
  }

  @Test
  default void S23_aRecordUnderAnOldKeyIsReadAndMovesToTheNewOneWhenItIsNextSaved() {
    Session session = kit().session();
    encrypting(KeyRing.of(OLD_KEY)).create(session);
    BlockingSessionStore rotated = encrypting(KeyRing.of(KEY).andRetired(OLD_KEY));

    Session read = rotated.get(session.id()).orElseThrow();
    assertThat(read.get("user")).isEqualTo("ada");
    read.set("user", "bob");
    rotated.update(read);

    assertThat(encrypting(KeyRing.of(KEY)).get(session.id()).orElseThrow().get("user"))
        .isEqualTo("bob");
  }

  @Test
  default void S23_aRecordUnderARemovedKeyIsUnreadable() {
    Session session = kit().session();
    encrypting(KeyRing.of(OLD_KEY)).create(session);

    assertUnreadable(encrypting(KeyRing.of(KEY)), session.id(), "removed key");
  }

  @Test
  default void S28_withIdHashingTheIdStandsInNoKeyAndNoValue() {
    Session session = kit().session();
    BlockingSessionStore store = kit().store(options -> options.idHashing(true));
    store.create(session);
    session.set("user", "bob");
    store.update(session);
    SessionId oldId = session.id();
    SessionId newId = LikeIds.next();
    store.regenerate(session, newId);

    assertThat(store.get(newId).orElseThrow().get("user")).isEqualTo("bob");
    List<String> keys = keys();
    assertThat(keys).as("the session and the note of its old id").hasSize(2);
    for (String key : keys) {
      byte[] value = StageResults.answer(kit().client().get(key), TIMEOUT).orElseThrow();
      for (SessionId id : List.of(oldId, newId)) {
        assertThat(Disguises.shown(id.value(), key)).as("%s in the key %s", id, key).isEmpty();
        assertThat(Disguises.shown(id.value(), value)).as("%s under the key %s", id, key).isEmpty();
      }
    }
  }

  @Test
  default void S28_withIdHashingWhatWouldNeedIdsIsRefused() {
    BlockingSessionStore store = kit().store(options -> options.idHashing(true));
    store.create(kit().session());

    assertThatThrownBy(store::ids).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(store::all).isInstanceOf(UnsupportedOperationException.class);
    assertThat(store.length()).isEqualTo(1);
    assertThat(store.clear()).isEqualTo(1);
  }

  @Test
  default void S29_aClassThatBytesNameIsNeverTaken() {
    List<String> lies =
        List.of(
            "{\"cookie\":{},\"a\":[1],"
                + "\"__cloakroom\":{\"types\":{\"a\":[\"list\",\"javax.script.ScriptEngineManager\"]}}}",
            "{\"cookie\":{},\"a\":1,\"__cloakroom\":{\"types\":{\"a\":\"java.lang.Runtime\"}}}",
            "{\"cookie\":{},\"a\":{},\"__cloakroom\":{\"types\":[\"java.net.URLClassLoader\"]}}");
    for (String lie : lies) {
      SessionId id = LikeIds.next();
      kit().putRecord(id, lie.getBytes(UTF_8));

      assertThat(kit().store().get(id).map(session -> session.get("a"))).as(lie).isEmpty();
    }
  }

  @Test
  default void S29_aPolymorphicFormOfAnotherLibraryIsPlainData() {
    SessionId id = LikeIds.next();
    kit()
        .putRecord(
            id,
            ("{\"cookie\":{},\"a\":[\"javax.script.ScriptEngineManager\",{}],"
                    + "\"b\":{\"@class\":\"java.lang.Runtime\"}}")
                .getBytes(UTF_8));

    Session session = kit().load(id);

    assertThat(session.get("a")).isInstanceOf(List.class);
    assertThat(session.get("b")).hasToString("{@class=java.lang.Runtime}");
  }

  @Test
  default void S8_anEmptySecretFailsWhenItIsGiven() {
    assertThatIllegalArgumentException().isThrownBy(() -> EncryptionKey.of(new byte[0]));
    assertThatIllegalArgumentException().isThrownBy(() -> EncryptionKey.of(new byte[31]));
  }

  private BlockingSessionStore encrypting(KeyRing keys) {
    return kit().store(options -> options.encryption(keys).onUnreadable(OnUnreadable.FAIL));
  }

  private byte[] raw(SessionId id) {
    return StageResults.answer(kit().client().get(kit().keyOf(id)), TIMEOUT).orElseThrow();
  }

  private static void assertUnreadable(BlockingSessionStore store, SessionId id, String why) {
    assertThatThrownBy(() -> store.get(id)).as(why).isInstanceOf(UnreadableRecordException.class);
  }

  private void assertTtl(Duration expected) {
    assertThat(((TimeToLive.Remaining) kit().redis().timeToLive(keys().get(0))).duration())
        .isBetween(expected.minusSeconds(5), expected);
  }

  /** The key of the only session there is, by whatever name it goes. */
  private List<String> keys() {
    List<String> keys = new ArrayList<>();
    Optional<ScanCursor> cursor = Optional.of(ScanCursor.START);
    while (cursor.isPresent()) {
      ScanPage page =
          StageResults.answer(kit().client().scan(kit().prefix(), cursor.get(), 1_000), TIMEOUT);
      keys.addAll(page.keys());
      cursor = page.next();
    }
    return keys;
  }
}
