package io.cloakroom.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.bouncycastle.crypto.digests.SHAKEDigest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The vectors that C2SP publishes with XAES-256-GCM. */
class Xaes256GcmTest {

  private static final HexFormat HEX = HexFormat.of();

  @ParameterizedTest
  @MethodSource("vectors")
  void encryptsAndDecryptsAsThePublishedVectorsDo(JsonNode vector) throws Exception {
    Xaes256Gcm cipher = cipher(HEX.parseHex(vector.get("key").textValue()));
    byte[] nonce = ascii(vector, "nonceAscii");
    byte[] plain = ascii(vector, "plaintextAscii");
    byte[] associatedData = ascii(vector, "aadAscii");

    byte[] sealed = encrypt(cipher, nonce, plain, associatedData);

    assertThat(HEX.formatHex(sealed)).isEqualTo(vector.get("ciphertext").textValue());
    assertThat(cipher.decrypt(nonce, sealed, 0, associatedData)).isEqualTo(plain);
  }

  @Test
  void agreesWithTheAccumulatedDigestOfTenThousandMessages() throws Exception {
    JsonNode accumulated = published().get("accumulated");
    SHAKEDigest input = new SHAKEDigest(128);
    SHAKEDigest output = new SHAKEDigest(128);

    for (int round = 0; round < accumulated.get("rounds").intValue(); round++) {
      Xaes256Gcm cipher = cipher(next(input, EncryptionKey.LENGTH));
      byte[] nonce = next(input, Xaes256Gcm.NONCE_LENGTH);
      byte[] plain = next(input, next(input, 1)[0] & 0xFF);
      byte[] associatedData = next(input, next(input, 1)[0] & 0xFF);
      byte[] sealed = encrypt(cipher, nonce, plain, associatedData);
      output.update(sealed, 0, sealed.length);
      assertThat(cipher.decrypt(nonce, sealed, 0, associatedData)).isEqualTo(plain);
    }

    assertThat(HEX.formatHex(next(output, 32))).isEqualTo(accumulated.get("digest").textValue());
  }

  private static Stream<JsonNode> vectors() throws Exception {
    return StreamSupport.stream(published().get("vectors").spliterator(), false);
  }

  private static JsonNode published() throws Exception {
    try (InputStream json = Xaes256GcmTest.class.getResourceAsStream("xaes-256-gcm.json")) {
      return new ObjectMapper().readTree(json);
    }
  }

  private static byte[] next(SHAKEDigest stream, int length) {
    byte[] bytes = new byte[length];
    stream.doOutput(bytes, 0, length);
    return bytes;
  }

  private static Xaes256Gcm cipher(byte[] key) {
    return new Xaes256Gcm(EncryptionKey.of(key));
  }

  private static byte[] encrypt(
      Xaes256Gcm cipher, byte[] nonce, byte[] plain, byte[] associatedData) throws Exception {
    byte[] sealed = new byte[plain.length + Xaes256Gcm.TAG_LENGTH];
    cipher.encrypt(nonce, plain, associatedData, sealed, 0);
    return sealed;
  }

  private static byte[] ascii(JsonNode vector, String member) {
    return vector.get(member).textValue().getBytes(US_ASCII);
  }
}
