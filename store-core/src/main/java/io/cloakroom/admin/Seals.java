package io.cloakroom.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.crypto.EncryptionKey;
import io.cloakroom.crypto.KeyRing;
import io.cloakroom.http.SessionEngine;
import io.cloakroom.record.UnreadableRecordException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Encrypts what links and forms of the page refer to, so that no full id and no user's name is in
 * the page, in an address or in an access log. Every server of the fleet can decrypt it, since its
 * keys are derived from the secrets of the session cookie.
 */
final class Seals {

  private static final Duration FORMS_LAST = Duration.ofHours(2);

  private final KeyRing keys;

  Seals(SessionEngine engine) {
    List<EncryptionKey> all =
        engine.keysFor("the sessions page").stream()
            .map(Base64.getEncoder()::encodeToString)
            .distinct() // a secret may be listed twice
            .map(key -> EncryptionKey.of(Base64.getDecoder().decode(key)))
            .toList();
    this.keys =
        KeyRing.of(all.get(0)).andRetired(all.stream().skip(1).toArray(EncryptionKey[]::new));
  }

  /** The purpose of a sealed text: it can be opened for no other. */
  enum Purpose {
    SESSION,
    USER,
    FORM
  }

  String seal(Purpose purpose, String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(keys.encrypt(text.getBytes(UTF_8), context(purpose)));
  }

  /** Returns the text that was sealed; empty for anything else. */
  Optional<String> open(Purpose purpose, String sealed) {
    try {
      byte[] text = keys.decrypt(Base64.getUrlDecoder().decode(sealed), context(purpose));
      return Optional.of(new String(text, UTF_8));
    } catch (IllegalArgumentException | UnreadableRecordException e) {
      return Optional.empty();
    }
  }

  /** Returns a token that forms bring back, which only this operator's pages hold. */
  String token(String operator, Instant now) {
    return seal(Purpose.FORM, now.plus(FORMS_LAST).getEpochSecond() + " " + operator);
  }

  boolean isToken(String token, String operator, Instant now) {
    return open(Purpose.FORM, token)
        .map(text -> text.split(" ", 2))
        .filter(parts -> parts.length == 2 && parts[1].equals(operator))
        .filter(parts -> now.getEpochSecond() <= Long.parseLong(parts[0]))
        .isPresent();
  }

  private static byte[] context(Purpose purpose) {
    return ("sessions page " + purpose).getBytes(UTF_8);
  }
}
