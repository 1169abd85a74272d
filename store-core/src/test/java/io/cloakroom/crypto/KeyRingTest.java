package io.cloakroom.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRingTest {

  private static final String SALT = "sessions of shop.example.com";

  @Test
  void namesAKeyByAnIdThatFollowsFromItsBytes() {
    byte[] bytes = keyBytes(7);

    EncryptionKey key = EncryptionKey.of(bytes);

    assertThat(key.id()).matches("[0-9a-f]{16}");
    assertThat(EncryptionKey.of(new SecretKeySpec(bytes, "AES")))
        .isEqualTo(key)
        .hasSameHashCodeAs(key)
        .extracting(EncryptionKey::id)
        .isEqualTo(key.id());
    assertThat(EncryptionKey.of(keyBytes(8)).id()).isNotEqualTo(key.id());
  }

  @Test
  void copiesTheBytesOfAKey() {
    byte[] bytes = keyBytes(7);
    EncryptionKey key = EncryptionKey.of(bytes);

    Arrays.fill(bytes, (byte) 0);

    assertThat(key).isEqualTo(EncryptionKey.of(keyBytes(7)));
  }

  @Test
  void makesADifferentRandomKeyEachTime() {
    assertThat(EncryptionKey.random()).isNotEqualTo(EncryptionKey.random());
  }

  @Test
  void derivesAKeyFromAPassphraseAsAnotherPbkdf2Does() {
    PKCS5S2ParametersGenerator pbkdf2 = new PKCS5S2ParametersGenerator(new SHA512Digest());
    pbkdf2.init("pässwörd 漢".getBytes(UTF_8), SALT.getBytes(UTF_8), 210_000);
    KeyParameter expected = (KeyParameter) pbkdf2.generateDerivedParameters(256);

    EncryptionKey derived = EncryptionKey.fromPassphrase("pässwörd 漢", SALT);

    assertThat(derived).isEqualTo(EncryptionKey.of(expected.getKey()));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 16, 31, 33, 64})
  void S8_aKeyOfAnotherLengthIsRefused(int length) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EncryptionKey.of(new byte[length]))
        .withMessageContaining("32 bytes")
        .withMessageContaining("has " + length);
  }

  @Test
  void S8_aShortPassphraseIsRefusedWithAdviceThatWorks() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EncryptionKey.fromPassphrase("golden!", SALT))
        .withMessageContaining("passphrase")
        .withMessageContaining("at least 8 characters")
        .withMessageContaining("EncryptionKey.of")
        .withMessageNotContaining("golden");

    assertThat(EncryptionKey.fromPassphrase("golden!!", SALT)).isNotNull();
    assertThat(EncryptionKey.of(keyBytes(7))).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n", "          "})
  void S8_aBlankPassphraseIsRefused(String passphrase) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EncryptionKey.fromPassphrase(passphrase, SALT))
        .withMessageContaining("passphrase");
  }

  @Test
  void S8_aShortSaltIsRefusedWithAnExampleThatWouldBeTaken() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EncryptionKey.fromPassphrase("correct horse", "shop"))
        .withMessageContaining("salt")
        .withMessageContaining("16")
        .withMessageContaining("the same on every server")
        .satisfies(
            refusal -> {
              String advice = refusal.getMessage();
              String example = advice.substring(advice.indexOf('"') + 1, advice.lastIndexOf('"'));
              assertThat(EncryptionKey.fromPassphrase("correct horse", example)).isNotNull();
            });
  }

  @Test
  void aSaltOfTheLeastLengthIsTaken() {
    assertThat(EncryptionKey.fromPassphrase("correct horse", "x".repeat(16))).isNotNull();
  }

  @Test
  void theBytesThatAKeyHandedOutAreWipedOnceTheyAreRead() {
    byte[] handedOut = keyBytes(7);
    SecretKey key =
        new SecretKeySpec(handedOut, "AES") {
          @Override
          public byte[] getEncoded() {
            return handedOut;
          }
        };

    assertThat(EncryptionKey.of(key)).isEqualTo(EncryptionKey.of(keyBytes(7)));
    assertThat(handedOut).containsOnly(0);
  }

  @Test
  void S8_aKeyThatIsInTheRingTwiceIsRefused() {
    EncryptionKey key = EncryptionKey.of(keyBytes(1));
    EncryptionKey other = EncryptionKey.of(keyBytes(2));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeyRing.of(key).andRetired(EncryptionKey.of(keyBytes(1))))
        .withMessageContaining(key.id());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeyRing.of(key).andRetired(other, other))
        .withMessageContaining(other.id());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeyRing.of(key).andRetired(other).andRetired(key));
  }

  @Test
  void keepsTheNewestKeyFirst() {
    EncryptionKey newest = EncryptionKey.of(keyBytes(3));
    EncryptionKey old = EncryptionKey.of(keyBytes(2));
    EncryptionKey oldest = EncryptionKey.of(keyBytes(1));

    KeyRing ring = KeyRing.of(newest).andRetired(old).andRetired(oldest);

    assertThat(ring.newest()).isEqualTo(newest);
    assertThat(ring.keys()).containsExactly(newest, old, oldest);
  }

  @Test
  void S34_noKeyIsEverPrinted() {
    byte[] bytes = keyBytes(0x5A);
    EncryptionKey key = EncryptionKey.of(bytes);
    KeyRing ring = KeyRing.of(key);

    assertThat(key.toString() + ring + new RecordCipher(ring))
        .doesNotContain(HexFormat.of().formatHex(bytes).substring(0, 8))
        .doesNotContain(Arrays.toString(bytes).substring(0, 8));
    assertThat(key).hasToString("EncryptionKey[" + key.id() + "]");
    assertThat(ring).hasToString("KeyRing[" + key.id() + "]");
  }

  private static byte[] keyBytes(int value) {
    byte[] bytes = new byte[EncryptionKey.LENGTH];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
