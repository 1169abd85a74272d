package io.cloakroom.crypto;

import java.security.GeneralSecurityException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * XAES-256-GCM under one key, as <a href="https://c2sp.org/XAES-256-GCM">C2SP</a> specifies it:
 * AES-256-GCM with the second half of a 24-byte nonce, under a key derived from the first half by
 * the CMAC of NIST SP 800-108. Random nonces stay safe for 2^80 messages.
 *
 * <p>Finding a Cipher's implementation costs the JDK more than encrypting 2 kB with it, so Ciphers
 * are kept. They are not kept per thread, since there may be many virtual threads, but in a queue,
 * which grows to the largest number that was in use at one time.
 */
final class Xaes256Gcm {

  static final int NONCE_LENGTH = 24;
  static final int TAG_LENGTH = 16;

  private static final int BLOCK_LENGTH = 16;
  private static final int HALF_NONCE_LENGTH = 12;

  private record Ciphers(Cipher aes, Cipher gcm) {}

  private final SecretKeySpec key;
  private final byte[] k1;
  private final Queue<Ciphers> idle = new ConcurrentLinkedQueue<>();

  Xaes256Gcm(EncryptionKey encryptionKey) {
    key = encryptionKey.toAesKey();
    try {
      Ciphers ciphers = newCiphers();
      k1 = doubled(ciphers.aes().doFinal(new byte[BLOCK_LENGTH]));
      idle.add(ciphers);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK has no AES-256-GCM", e);
    }
  }

  /**
   * Encrypts.
   *
   * @param nonce 24 bytes, never used before under this key
   * @param sealed where ciphertext and tag are put, up to its end
   */
  void encrypt(byte[] nonce, byte[] plain, byte[] associatedData, byte[] sealed, int offset)
      throws GeneralSecurityException {
    Ciphers ciphers = take();
    init(ciphers, Cipher.ENCRYPT_MODE, nonce);
    ciphers.gcm().updateAAD(associatedData);
    ciphers.gcm().doFinal(plain, 0, plain.length, sealed, offset);
    idle.add(ciphers);
  }

  /**
   * Decrypts.
   *
   * @param sealed ciphertext and tag, from the offset to its end
   * @throws AEADBadTagException if nonce, ciphertext and associated data are not what was encrypted
   *     together under this key
   */
  byte[] decrypt(byte[] nonce, byte[] sealed, int offset, byte[] associatedData)
      throws GeneralSecurityException {
    Ciphers ciphers = take();
    init(ciphers, Cipher.DECRYPT_MODE, nonce);
    ciphers.gcm().updateAAD(associatedData);
    byte[] plain = ciphers.gcm().doFinal(sealed, offset, sealed.length - offset);
    idle.add(ciphers);
    return plain;
  }

  private Ciphers take() throws GeneralSecurityException {
    @Nullable Ciphers ciphers = idle.poll();
    return ciphers == null ? newCiphers() : ciphers;
  }

  // One block of AES is what CMAC is made of; nothing is encrypted in this mode.
  @SuppressWarnings("InsecureCryptoUsage")
  private Ciphers newCiphers() throws GeneralSecurityException {
    Cipher aes = Cipher.getInstance("AES/ECB/NoPadding");
    aes.init(Cipher.ENCRYPT_MODE, key);
    return new Ciphers(aes, Cipher.getInstance("AES/GCM/NoPadding"));
  }

  private void init(Ciphers ciphers, int mode, byte[] nonce) throws GeneralSecurityException {
    byte[] derivedKey = ciphers.aes().doFinal(maskedBlocks(nonce));
    GCMParameterSpec spec =
        new GCMParameterSpec(
            TAG_LENGTH * Byte.SIZE, nonce, HALF_NONCE_LENGTH, NONCE_LENGTH - HALF_NONCE_LENGTH);
    ciphers.gcm().init(mode, new SecretKeySpec(derivedKey, "AES"), spec);
  }

  /** The blocks M1 and M2 of the specification, one behind the other, each XORed with K1. */
  private byte[] maskedBlocks(byte[] nonce) {
    byte[] blocks = new byte[2 * BLOCK_LENGTH];
    for (int counter = 1; counter <= 2; counter++) {
      int start = (counter - 1) * BLOCK_LENGTH;
      blocks[start + 1] = (byte) counter;
      blocks[start + 2] = 'X';
      System.arraycopy(nonce, 0, blocks, start + 4, HALF_NONCE_LENGTH);
      for (int i = 0; i < BLOCK_LENGTH; i++) {
        blocks[start + i] ^= k1[i];
      }
    }
    return blocks;
  }

  /** Twice a number of GF(2^128), as NIST SP 800-38B derives K1 from the cipher of a zero block. */
  private static byte[] doubled(byte[] block) {
    byte[] twice = new byte[BLOCK_LENGTH];
    int carry = 0;
    for (int i = BLOCK_LENGTH - 1; i >= 0; i--) {
      int shifted = (block[i] & 0xFF) << 1 | carry;
      twice[i] = (byte) shifted;
      carry = shifted >>> Byte.SIZE;
    }
    twice[BLOCK_LENGTH - 1] ^= (byte) (carry * 0x87);
    return twice;
  }
}
