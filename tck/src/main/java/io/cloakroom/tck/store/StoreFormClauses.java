package io.cloakroom.tck.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.crypto.EncryptionKey;
import io.cloakroom.crypto.KeyRing;
import io.cloakroom.crypto.RecordCompression;
import io.cloakroom.record.SessionRecord;
import io.cloakroom.record.SessionSerializer;
import io.cloakroom.record.UnreadableRecordException;
import io.cloakroom.serializer.json.JsonSessionSerializer;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.OnUnreadable;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.tck.client.LikeIds;
import io.cloakroom.tck.client.StageResults;
import io.cloakroom.tck.store.fixture.StoreClauses;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

/** S46 and S56: what the bytes of a record may be, and what becomes of them when they are read. */
interface StoreFormClauses extends StoreClauses {

  /** Sets no limit of its own to what is expanded. */
  SessionSerializer LARGE_RECORDS =
      JsonSessionSerializer.builder()
          .maxRecordBytes(5 * RecordCompression.MAXIMUM_EXPANDED)
          .build();

  EncryptionKey FORM_KEY = EncryptionKey.random();

  /** So many records that a byte of their nonces which does not vary is no coincidence. */
  int NONCES = 300;

  @Test
  default void S56_aRecordThatExpandsBeyondTheLimitIsUnreadable() {
    byte[] sound = compressed(json(1_000));
    byte[] tooLarge = compressed(json(RecordCompression.MAXIMUM_EXPANDED + 1));
    for (boolean encrypted : List.of(false, true)) {
      for (RecordCompression compression :
          List.of(RecordCompression.OFF, RecordCompression.from(0))) {
        BlockingSessionStore store = reading(encrypted, compression);
        assertThat(store.get(stored(sound, encrypted))).as("a sound one").isPresent();
        isUnreadable(store, stored(tooLarge, encrypted), "a byte too large");
      }
    }
  }

  @Test
  default void S56_aFormWithinItselfIsUnreadable() {
    byte[] sound = compressed(json(1_000));
    for (boolean encrypted : List.of(false, true)) {
      BlockingSessionStore store = reading(encrypted, RecordCompression.from(0));
      isUnreadable(store, stored(compressed(sound), encrypted), "compressed twice");
      SessionId id = LikeIds.next();
      byte[] within = compressed(sealed(json(1_000), id));
      kit().putRecord(id, encrypted ? sealed(within, id) : within);
      isUnreadable(store, id, "encrypted within compressed");
    }
    SessionId id = LikeIds.next();
    kit().putRecord(id, sealed(sealed(json(1_000), id), id));
    isUnreadable(reading(true, RecordCompression.OFF), id, "encrypted twice");
  }

  @Test
  default void S56_anUpdateOverwritesNothingThatExpandsBeyondTheLimit() {
    BlockingSessionStore store = reading(false, RecordCompression.from(0));
    Session session = kit().session();
    store.create(session);
    byte[] tooLarge = compressed(json(RecordCompression.MAXIMUM_EXPANDED + 1));
    kit().putRecord(session.id(), tooLarge);
    session.set("user", "bob");

    assertThatThrownBy(() -> store.update(session)).isInstanceOf(UnreadableRecordException.class);

    assertThat(record(session.id())).isEqualTo(tooLarge);
  }

  /** Whatever is written can be read: what may not expand again must not be compressed. */
  @Test
  default void S56_aSessionThatIsLargerThanTheLimitComesBack() {
    BlockingSessionStore store = reading(false, RecordCompression.from(0));
    Session session = kit().session();
    for (int i = 0; i < 5; i++) {
      session.set("text" + i, ("" + i).repeat(RecordCompression.MAXIMUM_EXPANDED / 4));
    }

    assertThat(store.create(session)).isEqualTo(SaveOutcome.SAVED);

    Session read = store.get(session.id()).orElseThrow();
    assertThat(read.attributes().equals(session.attributes())).as("it is the same").isTrue();
  }

  /** A serializer's bytes may look like those that the store puts before them. */
  @Test
  default void S2_aRecordMayBeginWithAnyByte() {
    List<Consumer<RedisSessionStoreBuilder>> forms =
        List.of(
            options -> {},
            options -> options.compression(RecordCompression.from(0)),
            options -> options.encryption(KeyRing.of(EncryptionKey.random())));
    for (Consumer<RedisSessionStoreBuilder> form : forms) {
      for (int first = 0; first < 256; first++) {
        SessionSerializer serializer = new Preceded((byte) first);
        BlockingSessionStore store =
            kit().store(options -> form.accept(options.serializer(serializer)));
        Session session = kit().session();

        assertThat(store.create(session)).isEqualTo(SaveOutcome.SAVED);

        assertThat(store.get(session.id()).map(found -> found.get("user")))
            .as("of a record whose first byte is %s", first)
            .contains("ada");
      }
    }
  }

  /** JSON behind a byte. */
  record Preceded(byte first) implements SessionSerializer {
    private static final SessionSerializer JSON = JsonSessionSerializer.create();

    @Override
    public byte[] serialize(SessionRecord content) {
      byte[] json = JSON.serialize(content);
      byte[] all = new byte[json.length + 1];
      all[0] = first;
      System.arraycopy(json, 0, all, 1, json.length);
      return all;
    }

    @Override
    public SessionRecord deserialize(byte[] bytes) {
      return JSON.deserialize(Arrays.copyOfRange(bytes, 1, bytes.length));
    }
  }

  /** Counters and clocks repeat when a server starts again or another one starts. */
  @Test
  default void S46_everyByteOfANonceVaries() {
    BlockingSessionStore store = reading(true, RecordCompression.OFF);
    List<byte[]> nonces = new ArrayList<>();
    while (nonces.size() < NONCES) {
      Session session = kit().session();
      store.create(session);
      nonces.add(nonce(session.id()));
      session.set("count", nonces.size());
      store.update(session);
      nonces.add(nonce(session.id()));
      SessionId newId = LikeIds.next();
      store.regenerate(session, newId);
      nonces.add(nonce(newId));
    }

    for (int place = 0; place < nonces.get(0).length; place++) {
      int at = place;
      long values = nonces.stream().map(nonce -> nonce[at]).distinct().count();
      assertThat(values)
          .as("different values of byte %s of %s nonces", at, NONCES)
          .isGreaterThan(100);
    }
    Set<String> different = new HashSet<>();
    nonces.forEach(nonce -> different.add(new String(nonce, ISO_8859_1)));
    assertThat(different).hasSameSizeAs(nonces);
  }

  private byte[] nonce(SessionId id) {
    return Arrays.copyOfRange(record(id), 10, 34);
  }

  private BlockingSessionStore reading(boolean encrypted, RecordCompression compression) {
    return kit()
        .store(
            options -> {
              options
                  .serializer(LARGE_RECORDS)
                  .onUnreadable(OnUnreadable.FAIL)
                  .compression(compression);
              if (encrypted) {
                options.encryption(KeyRing.of(FORM_KEY));
              }
            });
  }

  /** Puts a record under a new id, encrypted if asked for. */
  private SessionId stored(byte[] record, boolean encrypted) {
    SessionId id = LikeIds.next();
    kit().putRecord(id, encrypted ? sealed(record, id) : record);
    return id;
  }

  private byte[] sealed(byte[] record, SessionId id) {
    return KeyRing.of(FORM_KEY).encrypt(record, kit().client().keyOnServer(kit().keyOf(id)));
  }

  private byte[] record(SessionId id) {
    return StageResults.answer(kit().client().get(kit().keyOf(id)), kit().timeout()).orElseThrow();
  }

  private static void isUnreadable(BlockingSessionStore store, SessionId id, String why) {
    assertThatThrownBy(() -> store.get(id)).as(why).isInstanceOf(UnreadableRecordException.class);
    assertThatThrownBy(() -> store.getAndTouch(id, null))
        .as(why)
        .isInstanceOf(UnreadableRecordException.class);
  }

  /** A record of a size in bytes, whose texts are not too long for a parser. */
  private static byte[] json(int size) {
    String head =
        "{\"cookie\":{\"originalMaxAge\":null,\"expires\":null,\"httpOnly\":true,\"path\":\"/\"}";
    StringBuilder json = new StringBuilder(head);
    String member = member(0) + '"';
    for (int i = 0; json.length() + member.length() + 1 < size; i++) {
      int text = Math.min(1 << 20, size - json.length() - member.length() - 1);
      json.append(member(i)).append("x".repeat(text)).append('"');
    }
    while (json.length() + 1 < size) {
      json.append(' ');
    }
    return json.append('}').toString().getBytes(UTF_8);
  }

  /** A member up to its text, always of the same length. */
  private static String member(int number) {
    return String.format(Locale.ROOT, ",\"%08d\":\"", number);
  }

  private static byte[] compressed(byte[] record) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(0xC0); // the mark of a compressed record
    bytes.write(1); // by zlib
    try (DeflaterOutputStream deflating = new DeflaterOutputStream(bytes)) {
      deflating.write(record);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
