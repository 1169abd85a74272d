package io.cloakroom.tck.http.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs and reads ids in cookies on its own, from the description of express-session's format, so
 * that the code under test does not vouch for itself.
 */
public final class SignedId {

  private static final String MARK = "s:";

  private SignedId() {}

  /** A cookie's value for an id, percent-encoded. */
  public static String sign(String id, String secret) {
    String signed = MARK + id + "." + signature(id, secret);
    return URLEncoder.encode(signed, UTF_8).replace("+", "%20");
  }

  /**
   * The id within a cookie's value.
   *
   * @throws AssertionError if it is not signed with the secret
   */
  public static String verify(String value, String secret) {
    String decoded = URLDecoder.decode(value, UTF_8);
    int dot = decoded.lastIndexOf('.');
    if (dot < 0 || !decoded.startsWith(MARK)) {
      throw new AssertionError("No signed id in the cookie's value " + decoded);
    }
    String id = decoded.substring(MARK.length(), dot);
    if (!decoded.substring(dot + 1).equals(signature(id, secret))) {
      throw new AssertionError("The cookie's signature does not verify: " + decoded);
    }
    return id;
  }

  private static String signature(String id, String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
      return Base64.getEncoder().withoutPadding().encodeToString(mac.doFinal(id.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
