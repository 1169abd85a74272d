package io.cloakroom.http;

import io.cloakroom.record.SessionCookie;
import io.cloakroom.session.Session;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which cookies a response has to set. For one thread at a time. */
final class ResponseCookies {

  private final SessionEngine engine;
  private final boolean tls;
  private @Nullable SessionCookie held;
  private @Nullable SessionCookie revoked;
  private boolean due;
  private boolean dueAnyway;
  private boolean chosen;

  /**
   * @param tls whether the client's connection is TLS
   */
  ResponseCookies(SessionEngine engine, boolean tls) {
    this.engine = engine;
    this.tls = tls;
  }

  /**
   * Notes the cookie that the client has.
   *
   * @param issueAgain whether it is to get it again in any case
   */
  void found(SessionCookie cookie, boolean issueAgain) {
    held = cookie;
    due = issueAgain;
    dueAnyway = issueAgain;
    chosen = false;
  }

  /** Returns the cookie of a session that begins, or gets a new id. */
  SessionCookie fresh() {
    return engine.cookie.fresh(tls);
  }

  /** Returns a session's cookie as it would be issued now. */
  SessionCookie of(Session session) {
    return issued(session.cookie());
  }

  /** Returns the facts of a cookie as it would be issued now. */
  SessionCookie issued(SessionCookie cookie) {
    return chosen ? cookie : engine.cookie.issued(cookie, tls);
  }

  /** Returns the cookie of a session that gets a new id: by the options, or as a handler chose. */
  SessionCookie forNewIdOf(Session session) {
    return chosen ? session.cookie() : fresh();
  }

  /** Notes that a handler chose the facts of the cookie. */
  void choose() {
    chosen = true;
    due = true;
  }

  /** Returns whether the session's cookie has to be issued. */
  boolean isDue() {
    return due;
  }

  /** Forgets what a handler chose. */
  void unchoose() {
    chosen = false;
  }

  /** Notes that the session's cookie has to be issued. */
  void issue() {
    due = true;
    dueAnyway = true;
  }

  /** Notes that the session's cookie need not be issued. */
  void leave() {
    letGo();
    dueAnyway = false;
  }

  /** Notes that the session has gone, and its cookie with it. */
  void revoke(SessionCookie cookie) {
    revoked = cookie;
  }

  /** Forgets what was to be issued. */
  void letGo() {
    due = false;
    chosen = false;
  }

  /** Forgets which facts handlers chose and which cookies they took back. */
  void revert() {
    due = dueAnyway;
    chosen = false;
  }

  /** Returns whether the client would keep a cookie; where not, the log says why. */
  boolean canBeSent(SessionCookie cookie) {
    boolean accepted = CookiePolicy.isAccepted(cookie, tls);
    if (!accepted) {
      engine.warnOfInsecureConnection();
    }
    return accepted;
  }

  /**
   * Refuses what the client could not be told.
   *
   * @param what what can't be done
   */
  void requireAccepted(SessionCookie cookie, String what) {
    if (!canBeSent(cookie)) {
      throw new IllegalStateException(
          what
              + " over this connection: browsers accept its cookie over TLS only, and the client would"
              + " keep the cookie that it has. Behind a proxy that ends TLS turn on the option proxy;"
              + " without TLS use cookie.secure AUTO, and cookie.sameSite AUTO instead of NONE");
    }
  }

  /**
   * Returns the values of the headers.
   *
   * @param session the session that the client is to have; null where it is to have none
   */
  List<String> headers(@Nullable Session session) {
    List<String> headers = new ArrayList<>(2);
    if (session == null) {
      if (revoked != null) {
        revoke(revoked, headers);
        revokeAtOtherPlace(revoked, headers);
      }
      return headers;
    }
    SessionCookie cookie = of(session);
    if (!due) {
      return headers;
    }
    if (!canBeSent(cookie)) {
      return headers;
    }
    revokeAtOtherPlace(cookie, headers);
    headers.add(engine.cookies.issue(session.id(), cookie, engine.clock.instant()));
    return headers;
  }

  /** Removes the cookie that the client has, where it would keep it beside another one. */
  private void revokeAtOtherPlace(SessionCookie cookie, List<String> headers) {
    if (held != null && !CookiePolicy.isSamePlace(held, cookie)) {
      revoke(held, headers);
    }
  }

  private void revoke(SessionCookie cookie, List<String> headers) {
    headers.add(engine.cookies.revoke(engine.cookie.issued(cookie, tls)));
  }
}
