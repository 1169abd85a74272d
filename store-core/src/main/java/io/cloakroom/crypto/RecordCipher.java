package io.cloakroom.crypto;

import io.cloakroom.record.UnreadableRecordException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import javax.crypto.AEADBadTagException;

/**
 * Encrypts records by XAES-256-GCM into envelopes, and opens them again. Safe for use by many
 * threads at once.
 *
 * <p>An envelope is the byte {@code C1}, which no UTF-8 text holds and so no JSON; the version of
 * this format, 1; eight bytes that identify the key; 24 bytes of nonce; and the ciphertext with its
 * tag of 16 bytes: {@value #OVERHEAD} bytes more than the record. What stands before the nonce is
 * authenticated together with the caller's associated data.
 */
final class RecordCipher {

  /** How many bytes an envelope is longer than what is in it. */
  static final int OVERHEAD = 50;

  private static final byte MAGIC = (byte) 0xC1;
  private static final byte VERSION = 1;
  private static final int KEY_ID_OFFSET = 2;
  private static final int HEADER_LENGTH = KEY_ID_OFFSET + Long.BYTES;
  private static final int CIPHERTEXT_OFFSET = HEADER_LENGTH + Xaes256Gcm.NONCE_LENGTH;

  private final KeyRing keyRing;
  private final Xaes256Gcm newest;
  private final Map<Long, Xaes256Gcm> ciphers = new HashMap<>();
  private final SecureRandom random = new SecureRandom();

  /** Seals under the ring's newest key, opens under any of its keys. */
  RecordCipher(KeyRing keyRing) {
    this.keyRing = keyRing;
    keyRing.keys().forEach(key -> ciphers.put(key.idBits(), new Xaes256Gcm(key)));
    this.newest = Objects.requireNonNull(ciphers.get(keyRing.newest().idBits()));
  }

  /**
   * Returns whether bytes begin as every envelope does, and no JSON. Says nothing about whether
   * they can be opened.
   */
  static boolean looksSealed(byte[] stored) {
    return stored.length > 0 && stored[0] == MAGIC;
  }

  /**
   * Encrypts a record under the newest key.
   *
   * @param associatedData what the envelope is bound to, such as the name of the key in Redis that
   *     it is to stand under: it is not stored, and opening takes the same again
   */
  byte[] seal(byte[] content, byte[] associatedData) {
    byte[] nonce = new byte[Xaes256Gcm.NONCE_LENGTH];
    random.nextBytes(nonce);
    ByteBuffer envelope = ByteBuffer.allocate(Math.addExact(content.length, OVERHEAD));
    envelope.put(MAGIC).put(VERSION).putLong(keyRing.newest().idBits()).put(nonce);
    try {
      newest.encrypt(
          nonce,
          content,
          bound(envelope.array(), associatedData),
          envelope.array(),
          CIPHERTEXT_OFFSET);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM failed to encrypt a record", e);
    }
    return envelope.array();
  }

  /**
   * Decrypts a record.
   *
   * @param stored anything: what {@link #seal} gave, something else, garbage
   * @param associatedData the same as when it was sealed
   * @throws UnreadableRecordException if it is not an envelope, or of another version, or under a
   *     key that is not in the ring, or if a single bit of it or of the associated data is not as
   *     it was
   */
  byte[] open(byte[] stored, byte[] associatedData) {
    if (!looksSealed(stored)) {
      throw new UnreadableRecordException("The record is not encrypted");
    }
    if (stored.length < OVERHEAD) {
      throw new UnreadableRecordException("The encrypted record is cut short");
    }
    if (stored[1] != VERSION) {
      throw new UnreadableRecordException(
          "The encrypted record is of a version that this release does not know");
    }
    ByteBuffer envelope = ByteBuffer.wrap(stored).position(KEY_ID_OFFSET);
    long keyId = envelope.getLong();
    Xaes256Gcm cipher = ciphers.get(keyId);
    if (cipher == null) {
      throw new UnreadableRecordException(
          "The record is encrypted under a key that is not in the key ring");
    }
    byte[] nonce = new byte[Xaes256Gcm.NONCE_LENGTH];
    envelope.get(nonce);
    try {
      return cipher.decrypt(nonce, stored, CIPHERTEXT_OFFSET, bound(stored, associatedData));
    } catch (AEADBadTagException e) {
      throw new UnreadableRecordException(
          "The encrypted record is damaged, or was copied here from another session's key");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM failed to decrypt a record", e);
    }
  }

  /** Shows the ids of the keys, and nothing of the keys. */
  @Override
  public String toString() {
    return "RecordCipher[" + keyRing + "]";
  }

  private static byte[] bound(byte[] envelope, byte[] associatedData) {
    return ByteBuffer.allocate(HEADER_LENGTH + associatedData.length)
        .put(envelope, 0, HEADER_LENGTH)
        .put(associatedData)
        .array();
  }
}
