package io.cloakroom.session.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.crypto.KeyRing;
import io.cloakroom.record.UnreadableRecordException;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the index of ends knows of a session, as bytes: when it began, and whose it is. Where
 * records are encrypted, so is this, bound to the session.
 *
 * @param encryption null: nothing is encrypted
 * @param keyOnServer the key of a word's session, as the server has it
 */
public record EndFacts(@Nullable KeyRing encryption, Function<String, byte[]> keyOnServer) {

  private static final Known NOTHING = new Known(null, null);

  /**
   * What is known of a session that has ended.
   *
   * @param created when it began; null where that is not known
   * @param user its user; null if it had none
   */
  public record Known(@Nullable Instant created, @Nullable String user) {}

  byte[] write(String word, Known known) {
    String text =
        (known.created() == null ? "" : Long.toString(known.created().toEpochMilli()))
            + " "
            + (known.user() == null ? "" : known.user());
    byte[] bytes = text.getBytes(UTF_8);
    return encryption == null ? bytes : encryption.encrypt(bytes, context(word));
  }

  /** Returns what the bytes say; nothing where they can't be read. */
  Known read(String word, byte[] bytes) {
    try {
      byte[] plain = encryption == null ? bytes : encryption.decrypt(bytes, context(word));
      String[] parts = new String(plain, UTF_8).split(" ", 2);
      String user = parts.length < 2 || parts[1].isEmpty() ? null : parts[1];
      Instant created = parts[0].isEmpty() ? null : Instant.ofEpochMilli(Long.parseLong(parts[0]));
      return new Known(created, user);
    } catch (UnreadableRecordException | NumberFormatException e) {
      return NOTHING;
    }
  }

  private byte[] context(String word) {
    byte[] key = keyOnServer.apply(word);
    byte[] purpose = "the end of ".getBytes(UTF_8);
    byte[] context = new byte[purpose.length + key.length];
    System.arraycopy(purpose, 0, context, 0, purpose.length);
    System.arraycopy(key, 0, context, purpose.length, key.length);
    return context;
  }
}
