package io.cloakroom.tests.store;

import io.cloakroom.crypto.EncryptionKey;
import io.cloakroom.crypto.KeyRing;
import io.cloakroom.crypto.RecordCompression;
import io.cloakroom.express.Express;
import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.serializer.json.JsonSessionSerializer;
import io.cloakroom.serializer.kryo.KryoSessionSerializer;
import io.cloakroom.session.OnUnreadable;
import io.cloakroom.session.OnUnreadableAttribute;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.RedisSessionStoreBuilder;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One form in which records stand in Redis.
 *
 * @param deterministic whether the same session is always the same bytes
 * @param shared whether an Express server can read it, so that it holds what JSON knows
 */
record GoldenForm(
    String name,
    boolean deterministic,
    boolean shared,
    Consumer<RedisSessionStoreBuilder> options) {

  /** When the sessions of all golden records began. */
  static final Instant BEGIN = Instant.parse("2026-11-28T08:00:00Z");

  private static final EncryptionKey OLD =
      EncryptionKey.fromPassphrase("the golden passphrase", "of the golden records");
  private static final EncryptionKey NEW = EncryptionKey.of(new byte[EncryptionKey.LENGTH]);

  static List<GoldenForm> all() {
    List<GoldenForm> forms = new ArrayList<>();
    for (boolean kryo : new boolean[] {false, true}) {
      for (boolean compressed : new boolean[] {false, true}) {
        for (String secrecy : List.of("plain", "encrypted", "hashed", "encrypted-hashed")) {
          forms.add(form(kryo, compressed, secrecy));
        }
      }
    }
    forms.add(new GoldenForm("express", true, true, options -> options.sharedWith(Express.peer())));
    return forms;
  }

  private static GoldenForm form(boolean kryo, boolean compressed, String secrecy) {
    boolean encrypted = secrecy.startsWith("encrypted");
    return new GoldenForm(
        (kryo ? "kryo-" : "json-") + (compressed ? "compressed-" : "") + secrecy,
        !compressed && !encrypted,
        false,
        options -> {
          if (kryo) {
            options.serializer(
                KryoSessionSerializer.builder()
                    .allow(GoldenSession.Size.class)
                    .allow(GoldenSession.Item.class)
                    .build());
          } else {
            options.serializer(
                JsonSessionSerializer.builder()
                    .allow(GoldenSession.Size.class, GoldenSession.Item.class)
                    .build());
          }
          if (compressed) {
            options.compression(RecordCompression.from(0));
          }
          if (encrypted) {
            options.encryption(KeyRing.of(NEW).andRetired(OLD));
          }
          options.idHashing(secrecy.endsWith("hashed"));
        });
  }

  /** A store of this form that hides nothing it cannot read. */
  RedisSessionStore store(InMemoryRedisCommands redis) {
    RedisSessionStoreBuilder builder =
        RedisSessionStore.builder(redis)
            .clock(InstantSource.fixed(BEGIN))
            .onUnreadable(OnUnreadable.FAIL)
            .onUnreadableAttribute(OnUnreadableAttribute.FAIL);
    options.accept(builder);
    return builder.build();
  }

  @Override
  public String toString() {
    return name;
  }
}
