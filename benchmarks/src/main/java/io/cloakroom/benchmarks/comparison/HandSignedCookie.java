package io.cloakroom.benchmarks.comparison;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.session.SessionId;
import io.javalin.http.Context;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A session's id in a signed cookie as people write it, which checks little else. */
record HandSignedCookie(SecretKeySpec key) {

  static HandSignedCookie with(String secret) {
    return new HandSignedCookie(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
  }

  /** Sets the cookie of a new session, and returns the session's key. */
  byte[] begin(Context ctx) throws GeneralSecurityException {
    String id = SessionId.random().value();
    ctx.header("Set-Cookie", "sid=" + id + "." + signature(id) + "; Path=/; HttpOnly");
    return key(id);
  }

  /** Returns the key of a request's session. */
  byte[] keyOf(Context ctx) throws GeneralSecurityException {
    String[] parts = ctx.cookie("sid").split("\\.", 2);
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
