package io.cloakroom.session.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;

/** What stands in a key in place of a text that nobody may read there: its SHA-256. */
public final class IdHash {

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

  private IdHash() {}

  /** Returns the hash of a text as 43 characters of base64url without padding. */
  public static String of(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /** Returns whether a text has the form of a hash. */
  public static boolean isValid(String text) {
    return FORM.matcher(text).matches();
  }
}
