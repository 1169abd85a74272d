package io.cloakroom.http;

import io.cloakroom.http.CookieSigner.Verified;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionCookie;
import io.cloakroom.session.SessionId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The session cookies of an application: which tickets a request brings, and how one is issued. */
final class SessionCookies {

  private static final String MARK = "s:";

  private final String name;
  private final CookieSigner signer;

  SessionCookies(String name, List<String> secrets) {
    this.name = name;
    this.signer = new CookieSigner(secrets);
  }

  /**
   * An id whose signature was right.
   *
   * @param current whether it was signed with the secret that signs today
   */
  record Ticket(SessionId id, boolean current) {}

  /**
   * The tickets in a request, each id once, in the order sent; anything else in it is passed over.
   */
  List<Ticket> ticketsIn(SessionRequest request) {
    if (request.cookieHeaders().isEmpty()) {
      return List.of();
    }
    Map<String, Ticket> tickets = new LinkedHashMap<>();
    for (String value : CookieHeader.values(request.cookieHeaders(), name)) {
      PercentEncoding.decode(value)
          .filter(decoded -> decoded.startsWith(MARK))
          .flatMap(decoded -> signer.verify(decoded.substring(MARK.length())))
          .filter(verified -> SessionId.isValid(verified.text()))
          .ifPresent(verified -> tickets.putIfAbsent(verified.text(), ticket(verified)));
    }
    return List.copyOf(tickets.values());
  }

  private static Ticket ticket(Verified verified) {
    return new Ticket(SessionId.of(verified.text()), verified.current());
  }

  /** The header that issues a session's cookie. */
  String issue(Session session) {
    return SetCookieHeader.of(name, MARK + signer.sign(session.id().value()), session.cookie());
  }

  /** The header that takes a cookie back. */
  String revoke(SessionCookie cookie) {
    return SetCookieHeader.expired(name, cookie);
  }
}
