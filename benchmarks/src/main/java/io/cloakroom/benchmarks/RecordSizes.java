package io.cloakroom.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.crypto.EncryptionKey;
import io.cloakroom.crypto.KeyRing;
import io.cloakroom.crypto.RecordCompression;
import io.cloakroom.record.SessionSerializer;
import io.cloakroom.serializer.json.JsonSessionSerializer;
import io.cloakroom.serializer.kryo.KryoSessionSerializer;
import java.util.Locale;

/**
 * Prints how many bytes of Redis a typical session takes in every form that it can be stored in.
 */
public final class RecordSizes {

  private static final KeyRing KEYS = KeyRing.of(EncryptionKey.random());

  private RecordSizes() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) {
    System.out.printf(
        Locale.ROOT,
        "%-5s %10s %10s %10s %22s%n",
        "",
        "plain",
        "compressed",
        "encrypted",
        "compressed, encrypted");
    print("JSON", JsonSessionSerializer.create());
    print("Kryo", KryoSessionSerializer.builder().build());
  }

  private static void print(String name, SessionSerializer serializer) {
    byte[] plain = serializer.serialize(TypicalSession.content());
    byte[] compressed = RecordCompression.from(0).compress(plain);
    System.out.printf(
        Locale.ROOT,
        "%-5s %10d %10d %10d %22d%n",
        name,
        plain.length,
        compressed.length,
        encrypted(plain),
        encrypted(compressed));
  }

  private static int encrypted(byte[] content) {
    return KEYS.encrypt(content, "sess:id".getBytes(UTF_8)).length;
  }
}
