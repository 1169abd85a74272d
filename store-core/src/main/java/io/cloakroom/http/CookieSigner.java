package io.cloakroom.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs the ids in cookies and checks the signatures, in the format of the npm package {@code
 * cookie-signature}: the text, a dot, and the HMAC-SHA-256 in Base64 without padding. The first
 * secret signs; each of them verifies.
 */
final class CookieSigner {

  private static final String ALGORITHM = "HmacSHA256";

  private final List<SecretKeySpec> keys;

  CookieSigner(List<String> secrets) {
    this.keys =
        secrets.stream()
            .map(secret -> new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM))
            .toList();
  }

  /**
   * A text whose signature was right.
   *
   * @param current whether it was signed with the secret that signs today
   */
  record Verified(String text, boolean current) {}

  String sign(String text) {
    return text + "." + signature(text, keys.get(0));
  }

  /** Splits at the last dot. Each secret is compared in full, in constant time. */
  Optional<Verified> verify(String signed) {
    int dot = signed.lastIndexOf('.');
    if (dot < 0) {
      return Optional.empty();
    }
    String text = signed.substring(0, dot);
    byte[] given = signed.substring(dot + 1).getBytes(UTF_8);
    for (int i = 0; i < keys.size(); i++) {
      if (MessageDigest.isEqual(signature(text, keys.get(i)).getBytes(UTF_8), given)) {
        return Optional.of(new Verified(text, i == 0));
      }
    }
    return Optional.empty();
  }

  private static String signature(String text, SecretKeySpec key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return Base64.getEncoder().withoutPadding().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
    }
  }
}
