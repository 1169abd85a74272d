package io.cloakroom.express;

import io.cloakroom.record.ForeignRecords;
import io.cloakroom.record.UnreadableRecordException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Reads the records that connect-redis-crypto writes when it is given a {@code secret}, which are
 * those of kruptein 2.x from 2.0.10 on with its default options: for moving sessions over. There is
 * no writer, since each record takes 15 000 rounds of PBKDF2, some milliseconds of CPU. These
 * records are not bound to their key in Redis. Safe for use by many threads at once.
 */
public final class KrupteinReader implements ForeignRecords {

  private static final int ROUNDS = 15_000;
  private static final int KEY_BITS = 256;

  private final char[] secret;
  private final int rounds;

  private KrupteinReader(String secret, int rounds) {
    this.secret = secret.toCharArray();
    this.rounds = rounds;
  }

  /**
   * Returns a reader of the records under one secret.
   *
   * @param secret connect-redis-crypto's option of that name
   * @throws IllegalArgumentException if it is empty
   */
  public static KrupteinReader of(String secret) {
    return of(secret, ROUNDS);
  }

  static KrupteinReader of(String secret, int rounds) {
    if (secret.isEmpty()) {
      throw new IllegalArgumentException(
          "The secret must not be empty: give the secret option of connect-redis-crypto");
    }
    return new KrupteinReader(secret, rounds);
  }

  @Override
  public String program() {
    return "connect-redis-crypto";
  }

  @Override
  public boolean recognizes(byte[] stored) {
    return KrupteinRecord.recognizes(stored);
  }

  /**
   * Decrypts a record.
   *
   * @param stored anything: what kruptein wrote, something else, garbage
   * @return the session's JSON as express-session made it, in UTF-8
   * @throws UnreadableRecordException if it is not such a record, or is damaged, or under another
   *     secret
   */
  @Override
  public byte[] open(byte[] stored) {
    KrupteinRecord sealed = KrupteinRecord.parse(stored);
    byte[] expected = sealed.hmac();
    byte[] ciphertext = sealed.ciphertext();
    byte[] nonce = sealed.nonce();
    byte[] tag = sealed.tag();
    byte[] associatedData = sealed.associatedData();
    try {
      byte[] key = deriveKey(sealed.salt());
      if (!MessageDigest.isEqual(hmac(key, sealed.authenticated()), expected)) {
        throw damaged();
      }
      byte[] sealedBytes = Arrays.copyOf(ciphertext, ciphertext.length + tag.length);
      System.arraycopy(tag, 0, sealedBytes, ciphertext.length, tag.length);
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.DECRYPT_MODE,
          new SecretKeySpec(key, "AES"),
          new GCMParameterSpec(tag.length * Byte.SIZE, nonce));
      cipher.updateAAD(associatedData);
      return cipher.doFinal(sealedBytes);
    } catch (AEADBadTagException e) {
      throw damaged();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK lacks what kruptein encrypts with", e);
    }
  }

  /** Says nothing of the secret. */
  @Override
  public String toString() {
    return "KrupteinReader";
  }

  private byte[] deriveKey(byte[] salt) throws GeneralSecurityException {
    PBEKeySpec spec = new PBEKeySpec(secret, salt, rounds, KEY_BITS);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512").generateSecret(spec).getEncoded();
    } finally {
      spec.clearPassword();
    }
  }

  private static byte[] hmac(byte[] key, byte[] message) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA512");
    mac.init(new SecretKeySpec(key, "HmacSHA512"));
    return mac.doFinal(message);
  }

  private static UnreadableRecordException damaged() {
    return new UnreadableRecordException(
        "The kruptein record is damaged, or encrypted under another secret");
  }
}
