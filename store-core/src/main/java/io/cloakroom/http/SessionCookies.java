package io.cloakroom.http;

import io.cloakroom.record.SessionCookie;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.StoreObserver;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An application's session cookies: which signed ids a request brings, and how one is issued. */
final class SessionCookies {

  private static final String MARK = "s:";

  private final String name;
  private final CookieSigner signer;
  private final StoreObserver observer;

  /**
   * @param observer called for each wrong signature
   */
  SessionCookies(String name, List<String> secrets, StoreObserver observer) {
    this.name = name;
    this.observer = observer;
    this.signer = new CookieSigner(secrets);
  }

  /**
   * An id whose signature was right.
   *
   * @param current whether it was signed with the secret that signs today
   */
  record SignedId(SessionId id, boolean current) {}

  /**
   * Returns the signed ids in a request, each once, in the order sent; anything else in it is
   * passed over, however much of it there is.
   */
  List<SignedId> signedIdsIn(SessionRequest request) {
    List<String> headers = request.headers("Cookie");
    if (headers.isEmpty()) {
      return List.of();
    }
    Map<String, SignedId> signedIds = new LinkedHashMap<>();
    CookieHeader.forEach(headers, name, value -> add(value, signedIds));
    return signedIds.isEmpty() ? List.of() : new ArrayList<>(signedIds.values());
  }

  private void add(String value, Map<String, SignedId> signedIds) {
    if (!value.startsWith("s") && !value.startsWith("%")) {
      return; // the mark can't be what is written there, encoded or not
    }
    String decoded = PercentEncoding.decode(value).orElse(value);
    int dot = decoded.lastIndexOf('.');
    if (dot <= MARK.length() || !decoded.startsWith(MARK)) {
      return;
    }
    String id = decoded.substring(MARK.length(), dot);
    if (SessionId.isValid(id) && !signedIds.containsKey(id)) {
      int secret = signer.secretThatSigned(id, decoded.substring(dot + 1));
      if (secret == CookieSigner.NONE) {
        observer.wrongSignature();
      } else {
        signedIds.put(id, new SignedId(SessionId.of(id), secret == 0));
      }
    }
  }

  List<byte[]> keysFor(String purpose) {
    return signer.keysFor(purpose);
  }

  /** Returns the header that issues a session's cookie. */
  String issue(SessionId id, SessionCookie cookie, Instant now) {
    return SetCookieHeader.of(name, MARK + signer.sign(id.value()), cookie, now);
  }

  /** Returns the header that takes a cookie back. */
  String revoke(SessionCookie cookie) {
    return SetCookieHeader.expired(name, cookie);
  }
}
