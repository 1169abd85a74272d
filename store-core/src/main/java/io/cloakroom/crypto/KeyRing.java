package io.cloakroom.crypto;

import io.cloakroom.annotation.CheckReturnValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The keys of a store: the newest, which records are written under, and retired ones, which can
 * still be read. Immutable.
 *
 * <pre>{@code
 * KeyRing keys = KeyRing.of(EncryptionKey.of(newestBytes))
 *     .andRetired(EncryptionKey.of(lastYearsBytes));
 * }</pre>
 *
 * <p>To change keys without a moment in which a server meets a record that it can't read: first
 * give every server the new key as a retired one; then make it the newest everywhere, and retire
 * the old one; take the old one away when the longest session has ended.
 */
@CheckReturnValue
public final class KeyRing {

  /** How many bytes an encrypted record is longer than the record. */
  public static final int OVERHEAD = RecordCipher.OVERHEAD;

  private final List<EncryptionKey> keys;
  private final RecordCipher cipher;

  private KeyRing(List<EncryptionKey> keys) {
    this.keys = List.copyOf(keys);
    this.cipher = new RecordCipher(this);
  }

  /** Returns a ring of one key. */
  public static KeyRing of(EncryptionKey newest) {
    return new KeyRing(List.of(newest));
  }

  /**
   * This ring and more keys to read with, in any order.
   *
   * @throws IllegalArgumentException if a key is in the ring already
   */
  public KeyRing andRetired(EncryptionKey... retired) {
    List<EncryptionKey> all = new ArrayList<>(keys);
    Set<Long> ids = new HashSet<>();
    keys.forEach(key -> ids.add(key.idBits()));
    for (EncryptionKey key : retired) {
      if (!ids.add(key.idBits())) {
        throw new IllegalArgumentException(
            "The key " + key.id() + " is in the key ring twice: retire it once, or not at all");
      }
      all.add(key);
    }
    return new KeyRing(all);
  }

  /** Returns the key that records are written under. */
  public EncryptionKey newest() {
    return keys.get(0);
  }

  /** Returns all keys, the newest first. */
  public List<EncryptionKey> keys() {
    return keys;
  }

  /**
   * Encrypts a record with XAES-256-GCM under the newest key. The result is longer by {@value
   * #OVERHEAD} bytes.
   *
   * @param context what the result is bound to, such as the name of its key in Redis: it is not
   *     stored, and {@link #decrypt} needs the same
   */
  public byte[] encrypt(byte[] record, byte[] context) {
    return cipher.seal(record, context);
  }

  /**
   * Decrypts a record under any key of the ring.
   *
   * @param stored any bytes
   * @param context as it was given to {@link #encrypt}
   * @throws io.cloakroom.record.UnreadableRecordException if the bytes are not an encrypted record,
   *     if their key is not in the ring, or if they or the context were changed
   */
  public byte[] decrypt(byte[] stored, byte[] context) {
    return cipher.open(stored, context);
  }

  /** Returns whether bytes begin as every encrypted record does, which no JSON and no Kryo does. */
  public static boolean isEncrypted(byte[] stored) {
    return RecordCipher.looksSealed(stored);
  }

  /** Returns the ids of the keys, and nothing of the keys. */
  @Override
  public String toString() {
    return keys.stream().map(EncryptionKey::id).collect(Collectors.joining(", ", "KeyRing[", "]"));
  }
}
