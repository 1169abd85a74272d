package io.cloakroom.http;

import io.cloakroom.http.CurrentSession.Begun;
import io.cloakroom.http.CurrentSession.None;
import io.cloakroom.http.CurrentSession.Stored;
import io.cloakroom.http.CurrentSession.Unavailable;
import io.cloakroom.http.CurrentSession.Unreadable;
import io.cloakroom.http.CurrentSession.Withheld;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The state of a request's session in memory: what was found, and how it was changed. {@link
 * SessionChanges} is what handlers do to it, {@link WriteProgress} what happens to it in Redis, and
 * {@link ResponseCommit} what the response says of it; each of their methods holds this object's
 * monitor, so that any number of threads may use them.
 */
final class SessionState {

  final SessionEngine engine;
  final ResponseCookies cookies;
  final ResponseProgress response;
  final WriteDecision pending;

  private final SessionRequest request;
  private final boolean inPath;
  private CurrentSession current = None.AT_ALL;

  /** The session without the changes of handlers that are not saved. */
  private CurrentSession base = None.AT_ALL;

  private boolean settled;
  private boolean handedOut;

  /** The session as it was read again, and when it had been used before. */
  private @Nullable Session readAgain;

  private @Nullable Instant usedBefore;

  /**
   * @param answered whether there is a response, that is, not for sessions outside of any request
   */
  SessionState(SessionEngine engine, SessionRequest request, boolean answered) {
    ClientConnection connection = ClientConnection.of(request, engine.cookie, engine.proxy);
    this.engine = engine;
    this.request = request;
    this.response = new ResponseProgress(answered);
    this.inPath = connection.inPath();
    this.cookies = new ResponseCookies(engine, connection.secure());
    this.pending = new WriteDecision(engine, cookies, response);
  }

  // Found.

  synchronized void accept(SessionSearch.Outcome outcome) {
    if (outcome instanceof SessionSearch.Found found) {
      accept(found.session(), !found.signedId().current());
    } else if (outcome instanceof SessionSearch.Unreadable unreadable) {
      is(new Unreadable(unreadable.id(), scratch()));
    } else if (outcome instanceof SessionSearch.Missing missing) {
      pending.missing(missing.ids());
      beginUnasked();
    }
  }

  synchronized void accept(Session found, boolean issueAgain) {
    SessionCookie issued = found.storedCookie();
    boolean renewal = engine.cookie.isRenewalDue(issued, found.cookie());
    pending.found(renewal);
    cookies.found(issued, issueAgain || renewal || engine.rolling);
    is(new Stored(found, null));
  }

  synchronized void goOnWithout(RedisCommandException failure) {
    is(new Unavailable(failure, scratch()));
  }

  // Asked.

  boolean isInPath() {
    return inPath;
  }

  synchronized CurrentSession current() {
    return current;
  }

  /** Returns the session, if it is in Redis. */
  synchronized Optional<Session> stored() {
    return current instanceof Stored stored ? Optional.of(stored.session()) : Optional.empty();
  }

  /** Returns whether the client may have a session that this request must not use. */
  synchronized boolean isWithheld() {
    return current instanceof Withheld;
  }

  /** Returns what keeps Redis from being asked. */
  synchronized Optional<RedisCommandException> outage() {
    return current instanceof Unavailable unavailable
        ? Optional.of(unavailable.failure())
        : Optional.empty();
  }

  /** Returns whether nobody was given the session since {@link #settle}. */
  synchronized boolean isSettled() {
    return settled;
  }

  /** Returns the cookie of a session that begins. */
  synchronized SessionCookie freshCookie() {
    return cookies.fresh();
  }

  /** Returns a session that nobody stores. */
  Session scratch() {
    return Session.create(SessionId.random(), freshCookie());
  }

  SessionId newId() {
    return engine.newId(request);
  }

  /**
   * Refuses what would begin a session that the client's cookie does not belong to.
   *
   * @throws IllegalStateException that names the path and the option
   */
  void requireInPath() {
    if (!inPath) {
      throw new IllegalStateException(
          "There is no session at %s: option cookie.path is %s"
              .formatted(request.path(), engine.cookie.path()));
    }
  }

  /** Returns when the session was used before this request; null where that is not known. */
  synchronized @Nullable Instant lastAccessTime() {
    Session session = current.readable().orElse(null);
    if (session == null) {
      return null;
    }
    return session == readAgain ? usedBefore : session.lastAccessTime();
  }

  // Changed.

  /** Notes what is in Redis, whatever handlers have made of what was there before. */
  synchronized void is(CurrentSession now) {
    current = now;
    base = now;
  }

  /**
   * Notes what an action has brought about in Redis. What handlers have made of the session since
   * the action began, such as a log-out or a new id, stays to be written.
   *
   * @param before what the action began with
   * @return whether handlers have not changed that meanwhile
   */
  synchronized boolean turnsInto(CurrentSession now, CurrentSession before) {
    boolean left = current == before || current.equals(base);
    base = now;
    if (left) {
      current = now;
    }
    return left;
  }

  /** Notes what a handler made of it. */
  synchronized void becomes(CurrentSession now) {
    current = now;
  }

  /** Notes that the session was read again; the request has used it just once all the same. */
  synchronized void readsAgain(Session session) {
    Instant used = session.lastAccessTime();
    usedBefore = used == null ? lastAccessTime() : used;
    readAgain = session;
  }

  /** Chooses the id of a session that would begin, and remembers it. */
  synchronized SessionId chooseId() {
    if (current instanceof None none) {
      SessionId id = none.id() == null ? newId() : none.id();
      current = new None(id, none.isByNewId());
      return id;
    }
    return current.readable().orElseThrow().id();
  }

  synchronized void begin() {
    current = new Begun(Session.create(chooseId(), cookies.fresh()), current.isByNewId());
  }

  /** Begins a session that no handler asked for, where that is the option. */
  synchronized void beginUnasked() {
    if (engine.saveUninitialized && inPath && !response.headersHaveLeft()) {
      begin();
    }
  }

  synchronized void letGo() {
    current = current.letGo(this::scratch);
    cookies.letGo();
  }

  /** Goes back to the session without what handlers did. */
  synchronized void goBack() {
    current = base instanceof Stored ? base : base.letGo(this::scratch);
  }

  /** Notes that a session is no longer in Redis, whatever handlers go on with. */
  synchronized void hasEnded(SessionId id) {
    base = base.hasId(id) ? None.AT_ALL : base;
    current = current.hasId(id) && !current.isByNewId() ? None.AT_ALL : current;
  }

  /** Gives the session to somebody who may change its values in place. */
  synchronized Optional<Session> handOut() {
    settled = false;
    handedOut = true;
    return current.readable();
  }

  /** Notes that the session is being written as it is now. */
  synchronized void drafts() {
    handedOut = false;
  }

  /**
   * Notes that nobody changes handed-out values in place any more, so that they need not be
   * compared again; unless the session was handed out again since it was written.
   */
  synchronized void settle() {
    settled = !handedOut;
  }
}
