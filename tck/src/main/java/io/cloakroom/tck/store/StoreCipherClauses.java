package io.cloakroom.tck.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.crypto.EncryptionKey;
import io.cloakroom.crypto.KeyRing;
import io.cloakroom.crypto.RecordCompression;
import io.cloakroom.record.SessionSerializer;
import io.cloakroom.record.UnreadableRecordException;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.OnUnreadable;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.StoreObserver;
import io.cloakroom.tck.client.ForwardingRedisCommands;
import io.cloakroom.tck.client.LikeIds;
import io.cloakroom.tck.client.StageResults;
import io.cloakroom.tck.store.fixture.StoreClauses;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** S22 and S46: an encrypted record that was put elsewhere. */
interface StoreCipherClauses extends StoreClauses {

  /** Letters beyond ASCII, case, how an accent is written, beyond 16 bits, and spaces. */
  List<List<String>> LIKE_PREFIXES =
      List.of(
          List.of("ä:", "ö:"),
          List.of("a:", "A:"),
          List.of("\u00e9:", "e\u0301:"),
          List.of("\ud83d\ude00:", "\ud83d\ude01:"),
          List.of("a :", "a:"));

  /** Each is another key in Redis, however much a program that compares them makes of it. */
  @Test
  default void S22_aRecordCopiedToAKeyThatIsLikeItsOwnIsUnreadable() {
    Session session = kit().session();
    for (List<String> like : LIKE_PREFIXES) {
      BlockingSessionStore store = encryptingUnder(like.get(0));
      store.create(session);
      String word = session.id().value();
      byte[] record = rawAt(kit().prefix() + like.get(0) + word);

      kit().putAt(kit().prefix() + like.get(1) + word, record);

      assertUnreadable(encryptingUnder(like.get(1)), session.id(), like.toString());
      assertThat(store.destroy(session.id())).isTrue();
    }
  }

  private BlockingSessionStore encryptingUnder(String prefix) {
    return kit()
        .store(
            options ->
                options
                    .prefix(kit().prefix() + prefix)
                    .encryption(KeyRing.of(RECORD_KEY))
                    .onUnreadable(OnUnreadable.FAIL));
  }

  EncryptionKey RECORD_KEY = EncryptionKey.random();

  @Test
  default void S46_nothingOpensUnderAnotherKeyPrefixOrId() {
    Session session = kit().session();
    encrypting(clientPrefixed("a:"), any -> {}).create(session);
    byte[] record = rawAt(kit().keyOf(session.id()));
    assertThat(encrypting(clientPrefixed("a:"), any -> {}).get(session.id())).isPresent();

    SessionId other = LikeIds.next();
    kit().putRecord(other, record);
    assertUnreadable(encrypting(clientPrefixed("a:"), any -> {}), other, "another id");
    String prefix = kit().prefix() + "other:";
    kit().putAt(prefix + session.id().value(), record);
    assertUnreadable(
        encrypting(clientPrefixed("a:"), options -> options.prefix(prefix)),
        session.id(),
        "another prefix");
    assertUnreadable(
        encrypting(clientPrefixed("b:"), any -> {}), session.id(), "another prefix of the client");
    assertUnreadable(
        encrypting(
            clientPrefixed("a:"),
            options -> options.encryption(KeyRing.of(EncryptionKey.random()))),
        session.id(),
        "another key");
  }

  /** A caller that overwrites a secret once it was used has not changed the key. */
  @Test
  default void S46_aKeyIsTheBytesThatItWasMadeOf() throws GeneralSecurityException {
    String passphrase = "correct horse battery staple";
    String salt = "sessions of shop.example.com";
    byte[] bytes = derived(passphrase, salt);
    Session session = kit().session();
    encrypting(kit().client(), under(EncryptionKey.of(bytes))).create(session);

    byte[] overwritten = bytes.clone();
    Map<String, EncryptionKey> same =
        Map.of(
            "bytes that are overwritten",
            EncryptionKey.of(overwritten),
            "a key of the JDK",
            EncryptionKey.of(new SecretKeySpec(bytes, "AES")),
            "a passphrase",
            EncryptionKey.fromPassphrase(passphrase, salt));
    Arrays.fill(overwritten, (byte) 0);

    same.forEach(
        (made, key) ->
            assertThat(encrypting(kit().client(), under(key)).get(session.id()))
                .as("by a key made of %s", made)
                .isPresent());
    assertUnreadable(
        encrypting(kit().client(), under(EncryptionKey.of(overwritten))),
        session.id(),
        "the bytes that are there now");
  }

  /** As RFC 8018 says, by another hand than the store's. */
  private static byte[] derived(String passphrase, String salt) throws GeneralSecurityException {
    return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
        .generateSecret(
            new PBEKeySpec(
                passphrase.toCharArray(),
                salt.getBytes(UTF_8),
                EncryptionKey.PASSPHRASE_ITERATIONS,
                EncryptionKey.LENGTH * Byte.SIZE))
        .getEncoded();
  }

  private static Consumer<RedisSessionStoreBuilder> under(EncryptionKey key) {
    return options -> options.encryption(KeyRing.of(key));
  }

  /** Whoever can write to Redis can compress, too, and knows each serializer. */
  @Test
  default void S21_aPlainRecordOfAnyFormIsRefused() {
    SessionSerializer binary = new StoreFormClauses.Preceded((byte) 1);
    List<Consumer<RedisSessionStoreBuilder>> forms =
        List.of(
            options -> {},
            options -> options.compression(RecordCompression.from(0)),
            options -> options.serializer(binary),
            options -> options.serializer(binary).compression(RecordCompression.from(0)));
    for (int i = 0; i < forms.size(); i++) {
      Consumer<RedisSessionStoreBuilder> form = forms.get(i);
      Session forged = kit().session();
      kit().store(form).create(forged);

      assertUnreadable(encrypting(kit().client(), form), forged.id(), "plain, form " + i);
    }
  }

  /** In one place, or with each rotation. */
  @Test
  default void S23_allRetiredKeysReadHoweverTheyWereAdded() {
    List<EncryptionKey> keys = Stream.generate(EncryptionKey::random).limit(4).toList();
    List<Session> sessions = new ArrayList<>();
    for (EncryptionKey key : keys) {
      Session session = kit().session();
      kit().store(options -> options.encryption(KeyRing.of(key))).create(session);
      sessions.add(session);
    }
    KeyRing newest = KeyRing.of(keys.get(3));
    List<KeyRing> rings =
        List.of(
            newest.andRetired(keys.get(2), keys.get(1), keys.get(0)),
            newest.andRetired(keys.get(0)).andRetired(keys.get(1)).andRetired(keys.get(2)),
            newest.andRetired(keys.get(2), keys.get(0)).andRetired(keys.get(1)));

    for (KeyRing ring : rings) {
      BlockingSessionStore store =
          kit().store(options -> options.encryption(ring).onUnreadable(OnUnreadable.FAIL));
      for (Session session : sessions) {
        assertThat(store.get(session.id())).isPresent();
      }
    }
  }

  private BlockingSessionStore encrypting(
      RedisCommands commands, Consumer<RedisSessionStoreBuilder> more) {
    return kit()
        .store(
            commands,
            options -> {
              options
                  .encryption(KeyRing.of(RECORD_KEY))
                  .onUnreadable(OnUnreadable.FAIL)
                  .observer(new StoreObserver() {});
              more.accept(options);
            });
  }

  /** The same keys on the server, as a client with a prefix of its own would name them. */
  private RedisCommands clientPrefixed(String prefix) {
    return new ForwardingRedisCommands(kit().client()) {
      @Override
      public byte[] keyOnServer(String key) {
        return (prefix + key).getBytes(UTF_8);
      }
    };
  }

  private byte[] rawAt(String key) {
    return answer(kit().client().get(key)).orElseThrow();
  }

  private static void assertUnreadable(BlockingSessionStore store, SessionId id, String why) {
    assertThatThrownBy(() -> store.get(id)).as(why).isInstanceOf(UnreadableRecordException.class);
  }

  private static <T> T answer(CompletionStage<T> stage) {
    return StageResults.answer(stage, Duration.ofSeconds(5));
  }
}
