package io.cloakroom.express;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloakroom.crypto.EncryptionKey;
import io.cloakroom.crypto.KeyRing;
import io.cloakroom.crypto.Mutations;
import io.cloakroom.record.SessionRecord;
import io.cloakroom.record.UnreadableRecordException;
import io.cloakroom.serializer.HostileBytes;
import io.cloakroom.serializer.json.JsonSessionSerializer;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KrupteinReaderTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SESSION = "{\"cookie\":{\"path\":\"/\"},\"user\":\"é漢😀\"}";

  // Deriving a key the real way takes milliseconds: too long for ten thousand damaged records.
  private static final int FEW_ROUNDS = 1;

  private static final long MOST_MEMORY = 4 << 20;

  private final KrupteinReader reader = KrupteinReader.of("squirrel", FEW_ROUNDS);

  @Test
  void opensTheGoldenRecord() throws Exception {
    JsonNode golden = golden();

    byte[] opened =
        KrupteinReader.of(golden.get("secret").textValue())
            .open(golden.get("record").textValue().getBytes(UTF_8));

    assertThat(new String(opened, UTF_8)).isEqualTo(golden.get("plaintext").textValue());
  }

  @Test
  void tellsTheGoldenRecordFromPlainAndSealedOnes() throws Exception {
    byte[] sealed =
        KeyRing.of(EncryptionKey.random()).encrypt(SESSION.getBytes(UTF_8), new byte[0]);

    assertThat(reader.recognizes(golden().get("record").textValue().getBytes(UTF_8))).isTrue();
    assertThat(reader.recognizes(SESSION.getBytes(UTF_8))).isFalse();
    assertThat(reader.recognizes(sealed)).isFalse();
    assertThat(reader.recognizes(new byte[0])).isFalse();
  }

  @Test
  void opensARecordOfEveryByteValue() throws Exception {
    byte[] everyByte = new byte[1024];
    IntStream.range(0, everyByte.length).forEach(i -> everyByte[i] = (byte) i);

    assertThat(reader.open(seal(everyByte).getBytes(UTF_8))).isEqualTo(everyByte);
  }

  @Test
  void S20_aWrongSecretIsAnUnreadableRecord() throws Exception {
    byte[] stored = golden().get("record").textValue().getBytes(UTF_8);

    assertUnreadable(() -> KrupteinReader.of("squirrels").open(stored), "another secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hmac", "ct", "aad"})
  void S20_anotherCharacterInAStringIsAnUnreadableRecord(String member) throws Exception {
    String stored = seal(SESSION.getBytes(UTF_8));
    int length = JSON.readTree(stored).get(member).textValue().length();
    for (int position = 0; position < length; position++) {
      ObjectNode damaged = (ObjectNode) JSON.readTree(stored);
      char[] characters = damaged.get(member).textValue().toCharArray();
      characters[position] = (char) (characters[position] ^ 1);
      damaged.put(member, new String(characters));

      assertUnreadable(() -> reader.open(damaged.toString().getBytes(UTF_8)), "damaged");
    }
  }

  /** None of these changes what the HMAC is over. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      quoteCharacter = '~',
      textBlock =
          """
          "type":"Buffer" > "type":"Bluff"
          "type":         > "kind":
          "data":[        > "date":[
          "data":[        > "data":["1",
          ]}              > ],"more":1}
          "hmac":"        > "hmac":["
          "iv":{          > "iv":[{
          """)
  void S20_aRecordOfAnotherShapeIsUnreadable(String part, String other) throws Exception {
    String stored = seal(SESSION.getBytes(UTF_8));
    String damaged = stored.replace(part, other);

    assertThat(damaged).isNotEqualTo(stored);
    assertUnreadable(() -> reader.open(damaged.getBytes(UTF_8)), "not what kruptein 2.x writes");
  }

  @ParameterizedTest
  @ValueSource(ints = {-256, 256})
  void S20_aNumberThatIsNoByteIsUnreadableThoughItWouldMakeTheSameByte(int off) throws Exception {
    ObjectNode damaged = (ObjectNode) JSON.readTree(seal(SESSION.getBytes(UTF_8)));
    ArrayNode nonce = (ArrayNode) damaged.get("iv").get("data");
    nonce.set(0, nonce.get(0).intValue() + off);

    assertUnreadable(
        () -> reader.open(damaged.toString().getBytes(UTF_8)), "not what kruptein 2.x writes");
  }

  @Test
  void S20_aRecordWithMoreBehindItOrNoObjectIsUnreadable() throws Exception {
    String stored = seal(SESSION.getBytes(UTF_8));

    for (String damaged : List.of(stored + "1", stored + "{}", stored + "x", "1" + stored, "")) {
      assertUnreadable(() -> reader.open(damaged.getBytes(UTF_8)), "not what kruptein 2.x writes");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"iv", "salt", "at"})
  void S20_anotherByteInABufferIsAnUnreadableRecord(String member) throws Exception {
    String stored = seal(SESSION.getBytes(UTF_8));
    int length = JSON.readTree(stored).get(member).get("data").size();
    for (int position = 0; position < length; position++) {
      ObjectNode damaged = (ObjectNode) JSON.readTree(stored);
      byte[] bytes = bytes(damaged.get(member).get("data"));
      bytes[position] ^= 1;
      damaged.set(member, buffer(bytes));

      assertUnreadable(() -> reader.open(damaged.toString().getBytes(UTF_8)), "damaged");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"hmac", "ct", "aad", "iv", "salt", "at"})
  void S20_aMemberThatIsMissingOrOfAnotherKindIsAnUnreadableRecord(String member) throws Exception {
    ObjectNode missing = (ObjectNode) JSON.readTree(seal(SESSION.getBytes(UTF_8)));
    missing.remove(member);

    assertUnreadable(() -> reader.open(missing.toString().getBytes(UTF_8)), "not what kruptein");
    for (String wrong : new String[] {"null", "1", "{}", "[]", "\"漢\"", "[[[[["}) {
      String text = missing.toString().replaceFirst("}$", ",\"" + member + "\":" + wrong + "}");
      assertUnreadable(() -> reader.open(text.getBytes(UTF_8)), "not what kruptein");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{}", "[]", "null", "{\"cookie\":{}}", "\u0000", "{\"hmac\":"})
  void S20_whatIsNoKrupteinRecordIsUnreadable(String stored) {
    assertUnreadable(() -> reader.open(stored.getBytes(UTF_8)), "not what kruptein");
  }

  @Test
  void S20_mutatedRecordsOpenAsBeforeOrAreUnreadable() throws Exception {
    byte[] stored = seal(SESSION.getBytes(UTF_8)).getBytes(UTF_8);
    long unreadable =
        Mutations.of(stored, HostileBytes.RECORDS)
            .parallel()
            .filter(bytes -> !HostileBytes.areRecord(bytes, MOST_MEMORY, this::read))
            .count();

    assertThat(unreadable).isGreaterThan(HostileBytes.RECORDS * 9L / 10);
  }

  @Test
  void S8_anEmptySecretIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KrupteinReader.of(""))
        .withMessageContaining("secret");
  }

  @Test
  void S34_theSecretIsNeverPrinted() {
    assertThat(reader.toString()).doesNotContain("squirrel");
  }

  private SessionRecord read(byte[] bytes) {
    reader.recognizes(bytes);
    byte[] opened = reader.open(bytes);
    assertThat(opened).isEqualTo(SESSION.getBytes(UTF_8));
    return JsonSessionSerializer.create().deserialize(opened);
  }

  private static JsonNode golden() throws Exception {
    try (InputStream json = KrupteinReaderTest.class.getResourceAsStream("kruptein-2.2.3.json")) {
      return JSON.readTree(json);
    }
  }

  private static String seal(byte[] plain) throws Exception {
    byte[] salt = pattern(128);
    byte[] nonce = pattern(12);
    byte[] associatedData = pattern(64);
    SecretKeySpec key =
        new SecretKeySpec(
            SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                .generateSecret(new PBEKeySpec("squirrel".toCharArray(), salt, FEW_ROUNDS, 256))
                .getEncoded(),
            "AES");
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(128, nonce));
    cipher.updateAAD(associatedData);
    byte[] sealed = cipher.doFinal(plain);
    String ct = new String(sealed, 0, plain.length, ISO_8859_1);
    Mac hmac = Mac.getInstance("HmacSHA512");
    hmac.init(key);

    ObjectNode stored = JSON.createObjectNode();
    stored.put("hmac", new String(hmac.doFinal(ct.getBytes(UTF_8)), ISO_8859_1));
    stored.put("ct", ct);
    stored.set("iv", buffer(nonce));
    stored.set("salt", buffer(salt));
    stored.put("aad", new String(associatedData, ISO_8859_1));
    stored.set("at", buffer(Arrays.copyOfRange(sealed, plain.length, sealed.length)));
    return stored.toString();
  }

  private static ObjectNode buffer(byte[] bytes) {
    ObjectNode buffer = JSON.createObjectNode().put("type", "Buffer");
    for (byte octet : bytes) {
      buffer.withArray("data").add(octet & 0xFF);
    }
    return buffer;
  }

  private static byte[] bytes(JsonNode data) {
    byte[] bytes = new byte[data.size()];
    IntStream.range(0, bytes.length).forEach(i -> bytes[i] = (byte) data.get(i).intValue());
    return bytes;
  }

  private static byte[] pattern(int length) {
    byte[] bytes = new byte[length];
    IntStream.range(0, length).forEach(i -> bytes[i] = (byte) (i * 7 + length));
    return bytes;
  }

  private static void assertUnreadable(ThrowingCallable reading, String message) {
    assertThatExceptionOfType(UnreadableRecordException.class)
        .isThrownBy(reading)
        .withMessageContaining(message);
  }
}
