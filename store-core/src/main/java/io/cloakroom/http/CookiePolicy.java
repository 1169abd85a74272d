package io.cloakroom.http;

import io.cloakroom.http.CookieOptions.SameSiteRule;
import io.cloakroom.http.CookieOptions.Secure;
import io.cloakroom.record.SameSite;
import io.cloakroom.record.SessionCookie;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The facts that session cookies are issued with: the {@link CookieOptions} of a running engine.
 *
 * @param usual the facts that do not depend on the connection
 * @param renewAfter the part of a {@code maxAge} after which a cookie is renewed
 */
record CookiePolicy(SessionCookie usual, Secure secure, SameSiteRule sameSite, double renewAfter) {

  /** Returns the cookie of a session that begins, or gets a new id, over a connection. */
  SessionCookie fresh(boolean tls) {
    boolean isSecure = secure == Secure.ALWAYS || (secure == Secure.AUTO && tls);
    return withRules(
        usual,
        isSecure,
        switch (sameSite) {
          case STRICT -> SameSite.STRICT;
          case LAX -> SameSite.LAX;
          case NONE -> SameSite.NONE;
          case AUTO -> isSecure && tls ? SameSite.NONE : SameSite.LAX;
          case UNSET -> null;
        });
  }

  /**
   * Returns a session's cookie as it is issued over a connection: AUTO is decided each time. A
   * session that began before the options said ALWAYS, or named a SameSite, follows them now.
   */
  SessionCookie issued(SessionCookie cookie, boolean tls) {
    SessionCookie fresh = fresh(tls);
    boolean decided = sameSite == SameSiteRule.AUTO || cookie.sameSite() == null;
    return withRules(
        cookie,
        secure == Secure.NEVER ? cookie.secure() : fresh.secure(),
        decided ? fresh.sameSite() : cookie.sameSite());
  }

  private static SessionCookie withRules(
      SessionCookie cookie, @Nullable Boolean secure, @Nullable SameSite sameSite) {
    return new SessionCookie(
        cookie.maxAge(),
        cookie.expires(),
        secure,
        cookie.httpOnly(),
        cookie.domain(),
        cookie.path(),
        sameSite,
        cookie.partitioned(),
        cookie.priority());
  }

  /**
   * Tells whether a browser accepts the cookie over a connection: a Secure one only over TLS, and
   * one that other sites may send, or that is kept apart by site, only if it is Secure.
   */
  static boolean isAccepted(SessionCookie cookie, boolean tls) {
    boolean secure = Boolean.TRUE.equals(cookie.secure());
    boolean needsSecure =
        cookie.sameSite() == SameSite.NONE || Boolean.TRUE.equals(cookie.partitioned());
    return secure ? tls : !needsSecure;
  }

  /**
   * Refuses a cookie that says nothing of a rule that the session's own has. A cookie that was not
   * made from the session's own would lose the rule by mistake.
   *
   * @throws IllegalArgumentException that names the rule
   */
  static void requireRulesOf(SessionCookie own, SessionCookie chosen) {
    String lost = null;
    if (own.sameSite() != null && chosen.sameSite() == null) {
      lost = "SameSite";
    } else if (own.secure() != null && chosen.secure() == null) {
      lost = "Secure";
    }
    if (lost != null) {
      throw new IllegalArgumentException(
          "The session's cookie would lose "
              + lost
              + ", which the options of the cookie decide: make the new cookie from the session's"
              + " own, such as session.cookie().withMaxAge(Duration.ofDays(30))");
    }
  }

  /**
   * Refuses a cookie that no browser keeps because of its name.
   *
   * @throws IllegalArgumentException that names what the name demands
   * @see <a href="https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis">RFC 6265bis,
   *     cookie name prefixes</a>
   */
  static void requirePrefixRules(String name, SessionCookie cookie) {
    boolean host = name.startsWith("__Host-");
    if ((host || name.startsWith("__Secure-")) && !Boolean.TRUE.equals(cookie.secure())) {
      throw new IllegalArgumentException(
          "The session's cookie is named " + name + ", so it must be Secure");
    }
    if (host && (cookie.domain() != null || !cookie.path().equals("/"))) {
      throw new IllegalArgumentException(
          "The session's cookie is named "
              + name
              + ", so its path must be / and it must have no domain");
    }
  }

  /** Returns whether a browser takes two cookies of one name for the same cookie. */
  static boolean isSamePlace(SessionCookie one, SessionCookie other) {
    return one.path().equals(other.path()) && Objects.equals(one.domain(), other.domain());
  }

  /**
   * Returns whether a session that is used now is to have its cookie renewed.
   *
   * @param issued its cookie as it was issued last
   * @param used the same, as it would be issued now
   */
  boolean isRenewalDue(SessionCookie issued, SessionCookie used) {
    Duration maxAge = used.maxAge();
    Instant end = used.expires();
    Instant endBefore = issued.expires();
    if (maxAge == null || end == null || renewAfter == 1 || !maxAge.equals(issued.maxAge())) {
      return false;
    }
    return endBefore == null
        || Duration.between(endBefore, end).toMillis() > maxAge.toMillis() * renewAfter;
  }

  /** Returns what the cookies of sessions usually have as their {@code maxAge}; null where none. */
  @Nullable Duration maxAge() {
    return usual.maxAge();
  }

  String path() {
    return usual.path();
  }

  /**
   * Returns whether a request's path lies below the cookie's.
   *
   * @see <a href="https://datatracker.ietf.org/doc/html/rfc6265#section-5.1.4">RFC 6265, section
   *     5.1.4</a>
   */
  boolean covers(String requestPath) {
    String path = usual.path();
    return requestPath.startsWith(path)
        && (path.endsWith("/")
            || requestPath.length() == path.length()
            || requestPath.charAt(path.length()) == '/');
  }

  /**
   * Finds what no browser would accept.
   *
   * @throws IllegalArgumentException that names the options that contradict one another
   */
  void check(String name) {
    if (secure == Secure.NEVER && sameSite == SameSiteRule.NONE) {
      throw new IllegalArgumentException(
          "Option cookie.sameSite NONE needs cookie.secure ALWAYS or AUTO, not NEVER: browsers drop"
              + " such a cookie otherwise");
    }
    if (secure == Secure.NEVER && usual.partitioned() != null) {
      throw new IllegalArgumentException(
          "Option cookie.partitioned needs cookie.secure ALWAYS or AUTO, not NEVER: browsers drop"
              + " such a cookie otherwise");
    }
    if (secure != Secure.ALWAYS && (name.startsWith("__Secure-") || name.startsWith("__Host-"))) {
      throw new IllegalArgumentException(
          "A cookie named " + name + " needs the option cookie.secure ALWAYS");
    }
    if (name.startsWith("__Host-") && (usual.domain() != null || !usual.path().equals("/"))) {
      throw new IllegalArgumentException(
          "A cookie named " + name + " must have cookie.path / and no cookie.domain");
    }
  }
}
