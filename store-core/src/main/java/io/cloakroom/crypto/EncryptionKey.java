package io.cloakroom.crypto;

import io.cloakroom.annotation.CheckReturnValue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A key of 256 bits that records are encrypted under. Two keys of the same bytes are equal.
 *
 * <p>Its id, which every record carries in the clear, follows from its bytes, so that keys need no
 * names and every server of a fleet finds the same key.
 */
@CheckReturnValue
public final class EncryptionKey {

  /** How many bytes a key has. */
  public static final int LENGTH = 32;

  private static final int BASE64_LENGTH = 44;
  private static final int HEX_LENGTH = 64;

  /**
   * How often {@link #fromPassphrase} applies HMAC-SHA-512: what OWASP's Password Storage Cheat
   * Sheet asks of PBKDF2 with that function.
   */
  public static final int PASSPHRASE_ITERATIONS = 210_000;

  /** The shortest salt, in bytes of UTF-8: the 128 bits of NIST SP 800-132, section 5.1. */
  public static final int MINIMUM_SALT_LENGTH = 16;

  /**
   * The shortest passphrase, in characters: what NIST SP 800-63B asks of a secret that people
   * remember. Whoever has the records can try passphrases as fast as they can afford, so take
   * several random words rather than the minimum.
   */
  public static final int MINIMUM_PASSPHRASE_LENGTH = 8;

  private static final int ID_LENGTH = Long.BYTES;
  private static final byte[] ID_LABEL =
      "io.cloakroom.crypto key id".getBytes(StandardCharsets.US_ASCII);

  private final byte[] bytes;
  private final long id;

  private EncryptionKey(byte[] bytes) {
    this.bytes = bytes;
    this.id = idOf(bytes);
  }

  /**
   * Returns a key made elsewhere, such as by {@code openssl rand -base64 32} and decoded.
   *
   * @param bytes 32 random bytes, which are copied
   * @throws IllegalArgumentException if there are not 32 of them
   */
  public static EncryptionKey of(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException(
          "An encryption key must have "
              + LENGTH
              + " bytes, but this one has "
              + bytes.length
              + (bytes.length == BASE64_LENGTH || bytes.length == HEX_LENGTH
                  ? ": is it Base64 or hexadecimal text that was not decoded? Otherwise make one"
                  : ": make one")
              + " with EncryptionKey.random(), or with openssl rand -base64 32 and"
              + " Base64.getDecoder(), or derive it with EncryptionKey.fromPassphrase");
    }
    return new EncryptionKey(bytes.clone());
  }

  /**
   * Returns a key as the JDK holds it, for instance in a {@link java.security.KeyStore}.
   *
   * @throws IllegalArgumentException if it does not hand out its bytes, as keys in hardware don't,
   *     or if there are not 32 of them
   */
  public static EncryptionKey of(SecretKey key) {
    byte @Nullable [] encoded = key.getEncoded();
    if (encoded == null) {
      throw new IllegalArgumentException(
          "An encryption key must hand out its bytes, but the "
              + key.getAlgorithm()
              + " key's getEncoded() is null: use a key that can be exported");
    }
    try {
      return of(encoded);
    } finally {
      Arrays.fill(encoded, (byte) 0);
    }
  }

  /** Returns a new key from the JDK's secure random numbers. */
  public static EncryptionKey random() {
    byte[] bytes = new byte[LENGTH];
    new SecureRandom().nextBytes(bytes);
    return new EncryptionKey(bytes);
  }

  /**
   * Derives a key from a passphrase, by PBKDF2 with HMAC-SHA-512 (RFC 8018) in {@value
   * #PASSPHRASE_ITERATIONS} iterations, which take some tenths of a second of CPU: do it once, at
   * the start. A random key is stronger than any passphrase that people can remember.
   *
   * @param passphrase the secret, of at least {@value #MINIMUM_PASSPHRASE_LENGTH} characters; the
   *     caller may overwrite it afterwards
   * @param salt which need not be secret, but should be this application's alone, the same on all
   *     its servers: at least {@value #MINIMUM_SALT_LENGTH} bytes of UTF-8, for instance {@code
   *     "sessions of shop.example.com"}
   * @throws IllegalArgumentException if the passphrase is blank, or it or the salt is too short
   */
  public static EncryptionKey fromPassphrase(char[] passphrase, String salt) {
    if (isBlank(passphrase)) {
      throw new IllegalArgumentException(
          "The passphrase of an encryption key must not be blank: set it, or use a random key");
    }
    if (passphrase.length < MINIMUM_PASSPHRASE_LENGTH) {
      throw new IllegalArgumentException(
          "The passphrase of an encryption key must have at least "
              + MINIMUM_PASSPHRASE_LENGTH
              + " characters, but has "
              + passphrase.length
              + ": use several random words, or a key of "
              + LENGTH
              + " random bytes with EncryptionKey.of");
    }
    byte[] saltBytes = salt.getBytes(StandardCharsets.UTF_8);
    if (saltBytes.length < MINIMUM_SALT_LENGTH) {
      throw new IllegalArgumentException(
          "The salt of a passphrase must have at least "
              + MINIMUM_SALT_LENGTH
              + " bytes, but has "
              + saltBytes.length
              + ": use a longer text that is the same on every server of the application, such as"
              + " \"sessions of shop.example.com\"");
    }
    PBEKeySpec spec =
        new PBEKeySpec(passphrase, saltBytes, PASSPHRASE_ITERATIONS, LENGTH * Byte.SIZE);
    try {
      SecretKeyFactory pbkdf2 = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512");
      return of(pbkdf2.generateSecret(spec));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK has no PBKDF2WithHmacSHA512", e);
    } finally {
      spec.clearPassword();
    }
  }

  /** Returns the same for a passphrase that is a String, as configuration files give it. */
  public static EncryptionKey fromPassphrase(String passphrase, String salt) {
    return fromPassphrase(passphrase.toCharArray(), salt);
  }

  /** Returns which key it is, in 16 hexadecimal digits; says nothing about its bytes. */
  public String id() {
    return HexFormat.of().toHexDigits(id);
  }

  long idBits() {
    return id;
  }

  SecretKeySpec toAesKey() {
    return new SecretKeySpec(bytes, "AES");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EncryptionKey key
        && id == key.id
        && MessageDigest.isEqual(bytes, key.bytes);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(id);
  }

  /** Returns the id, and nothing of the key. */
  @Override
  public String toString() {
    return "EncryptionKey[" + id() + "]";
  }

  private static long idOf(byte[] key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return ByteBuffer.wrap(mac.doFinal(ID_LABEL), 0, ID_LENGTH).getLong();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK has no HmacSHA256", e);
    }
  }

  private static boolean isBlank(char[] passphrase) {
    for (char c : passphrase) {
      if (!Character.isWhitespace(c)) {
        return false;
      }
    }
    return true;
  }
}
