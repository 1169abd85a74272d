package io.cloakroom.benchmarks.comparison;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.session.SessionId;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A session's id in a signed cookie as people write it, which checks little else. */
record HandSignedCookie(SecretKeySpec key) {

  static final String NAME = "sid";

  static HandSignedCookie with(String secret) {
    return new HandSignedCookie(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
  }

  /** Returns the value of a new session's cookie. */
  String begin() throws GeneralSecurityException {
    String id = SessionId.random().value();
    return id + "." + signature(id);
  }

  /** Returns the header that sets the cookie to a value. */
  static String header(String value) {
    return NAME + "=" + value + "; Path=/; HttpOnly";
  }

  /** Returns the key of the session whose cookie has a value. */
  byte[] keyOf(String value) throws GeneralSecurityException {
    String[] parts = value.split("\\.", 2);
    if (!MessageDigest.isEqual(parts[1].getBytes(UTF_8), signature(parts[0]).getBytes(UTF_8))) {
      throw new IllegalArgumentException("The cookie is not signed");
    }
    return key(parts[0]);
  }

  private static byte[] key(String id) {
    return ("sess:" + id).getBytes(UTF_8);
  }

  private String signature(String id) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(key);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(id.getBytes(UTF_8)));
  }
}
