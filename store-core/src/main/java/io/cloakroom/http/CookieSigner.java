package io.cloakroom.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs the ids in cookies and checks the signatures, in the format of the npm package {@code
 * cookie-signature}: the text, a dot, and the HMAC-SHA-256 in Base64 without padding. The first
 * secret signs; each of them verifies.
 */
final class CookieSigner {

  /** What {@link #secretThatSigned} answers where none did. */
  static final int NONE = -1;

  private static final String ALGORITHM = "HmacSHA256";
  private static final Base64.Encoder BASE64 = Base64.getEncoder().withoutPadding();
  private static final int SIGNATURE_LENGTH = 43;

  private final List<Key> keys;

  CookieSigner(List<String> secrets) {
    this.keys = secrets.stream().map(Key::of).toList();
  }

  String sign(String text) {
    return text + "." + new String(signature(text, keys.get(0)), UTF_8);
  }

  /** Keys for a purpose, 32 bytes each, one derived from each secret, the newest first. */
  List<byte[]> keysFor(String purpose) {
    return keys.stream()
        .map(key -> key.mac().doFinal(("cloakroom key for " + purpose).getBytes(UTF_8)))
        .toList();
  }

  /**
   * Returns which secret made a signature: 0 for the newest, {@link #NONE} for none of them. Each
   * is compared in full, in constant time.
   */
  int secretThatSigned(String text, String signature) {
    if (signature.length() == SIGNATURE_LENGTH) {
      byte[] given = signature.getBytes(UTF_8);
      for (int i = 0; i < keys.size(); i++) {
        if (MessageDigest.isEqual(signature(text, keys.get(i)), given)) {
          return i;
        }
      }
    }
    return NONE;
  }

  private static byte[] signature(String text, Key key) {
    return BASE64.encode(key.mac().doFinal(text.getBytes(UTF_8)));
  }

  /**
   * A secret.
   *
   * @param keyed never used itself but copied, because looking the algorithm up takes longer than
   *     using it; null where the security provider's can't be copied
   */
  private record Key(SecretKeySpec secret, @Nullable Mac keyed) {

    static Key of(String text) {
      SecretKeySpec secret = new SecretKeySpec(text.getBytes(UTF_8), ALGORITHM);
      Mac mac = lookedUp(secret);
      try {
        Mac copy = (Mac) mac.clone();
        return new Key(secret, copy);
      } catch (CloneNotSupportedException e) {
        return new Key(secret, null);
      }
    }

    Mac mac() {
      if (keyed == null) {
        return lookedUp(secret);
      }
      try {
        return (Mac) keyed.clone();
      } catch (CloneNotSupportedException e) {
        throw new IllegalStateException("What was copied once can be copied again", e);
      }
    }

    private static Mac lookedUp(SecretKeySpec secret) {
      try {
        Mac mac = Mac.getInstance(ALGORITHM);
        mac.init(secret);
        return mac;
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
      }
    }
  }
}
