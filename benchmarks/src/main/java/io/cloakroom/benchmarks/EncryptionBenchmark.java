package io.cloakroom.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.crypto.EncryptionKey;
import io.cloakroom.crypto.KeyRing;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Encrypting and decrypting a record of 2 kB, beside the JDK's AES/GCM/NoPadding under one key with
 * a random nonce of 12 bytes and its {@link Cipher} kept, the least that anybody can spend.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class EncryptionBenchmark {

  private static final int NONCE_LENGTH = 12;
  private static final int TAG_BITS = 128;

  private final SecureRandom random = new SecureRandom();
  private final byte[] content = new byte[2048];
  private final byte[] key = "sess:hepgMwUxd5R48BEvm2tSIR4CvL7FASRk".getBytes(UTF_8);
  private KeyRing records;
  private byte[] sealed;
  private Cipher plain;
  private SecretKeySpec plainKey;
  private byte[] plainSealed;

  /** Encrypts once with each, for what is to be decrypted. */
  @Setup
  public void encrypt() throws GeneralSecurityException {
    random.nextBytes(content);
    byte[] secret = new byte[EncryptionKey.LENGTH];
    random.nextBytes(secret);
    records = KeyRing.of(EncryptionKey.of(secret));
    sealed = records.encrypt(content, key);
    plain = Cipher.getInstance("AES/GCM/NoPadding");
    plainKey = new SecretKeySpec(secret, "AES");
    plainSealed = plainSeal();
  }

  /** XAES-256-GCM, in our envelope. */
  @Benchmark
  public byte[] seal() {
    return records.encrypt(content, key);
  }

  /** Ours again. */
  @Benchmark
  public byte[] open() {
    return records.decrypt(sealed, key);
  }

  /** One after the other, as a request that changes its session does. */
  @Benchmark
  public byte[] sealAndOpen() {
    return records.decrypt(records.encrypt(content, key), key);
  }

  /** The JDK's AES-256-GCM: the nonce, and what was encrypted under it. */
  @Benchmark
  public byte[] plainSeal() throws GeneralSecurityException {
    byte[] nonce = new byte[NONCE_LENGTH];
    random.nextBytes(nonce);
    plain.init(Cipher.ENCRYPT_MODE, plainKey, new GCMParameterSpec(TAG_BITS, nonce));
    plain.updateAAD(key);
    ByteBuffer message =
        ByteBuffer.allocate(NONCE_LENGTH + content.length + TAG_BITS / Byte.SIZE).put(nonce);
    plain.doFinal(content, 0, content.length, message.array(), NONCE_LENGTH);
    return message.array();
  }

  /** The JDK's again. */
  @Benchmark
  public byte[] plainOpen() throws GeneralSecurityException {
    return plainOpen(plainSealed);
  }

  /** The JDK's, one after the other. */
  @Benchmark
  public byte[] plainSealAndOpen() throws GeneralSecurityException {
    return plainOpen(plainSeal());
  }

  private byte[] plainOpen(byte[] message) throws GeneralSecurityException {
    plain.init(
        Cipher.DECRYPT_MODE, plainKey, new GCMParameterSpec(TAG_BITS, message, 0, NONCE_LENGTH));
    plain.updateAAD(key);
    return plain.doFinal(message, NONCE_LENGTH, message.length - NONCE_LENGTH);
  }
}
