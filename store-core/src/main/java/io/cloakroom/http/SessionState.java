package io.cloakroom.http;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionCookie;
import io.cloakroom.session.SessionId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a request has made of its session so far, in memory: what was found, what handlers asked
 * for, and how far the response has come. Any number of threads may use it.
 */
final class SessionState {

  private enum Phase {
    /** The response's headers can still be added to. */
    OPEN,
    /** What there is to write is being written; the headers wait for it. */
    COMMITTING,
    /** They have left, or are about to. */
    COMMITTED
  }

  /**
   * What there is to write.
   *
   * @param session the session as it is now
   * @param newId the id that it is to get
   * @param doomed the session that is to end
   * @param wanted whether the session itself is worth writing
   */
  record Work(
      @Nullable Session session,
      @Nullable SessionId newId,
      @Nullable Session doomed,
      boolean wanted) {}

  private final SessionEngine engine;
  private final SessionRequest request;
  private final boolean secure;
  private final boolean inPath;

  // All of these are guarded by this.
  private Phase phase = Phase.OPEN;
  private @Nullable Session current;
  private @Nullable Session creating;
  private @Nullable Session doomed;
  private @Nullable SessionId newId;
  private @Nullable SessionCookie revoked;
  private boolean cookieDue;
  private @Nullable RedisCommandException outage;

  SessionState(SessionEngine engine, SessionRequest request) {
    this.engine = engine;
    this.request = request;
    this.secure = request.isSecure(engine.proxy);
    this.inPath = engine.cookie.covers(request.path());
  }

  boolean isInPath() {
    return inPath;
  }

  // Found.

  synchronized void accept(Optional<SessionSearch.Found> found) {
    if (found.isPresent()) {
      current = found.get().session();
      cookieDue = engine.rolling || !found.get().ticket().current();
    } else if (engine.saveUninitialized && inPath) {
      currentOrNew();
    }
  }

  synchronized void accept(Session found) {
    current = found;
  }

  synchronized void goOnWithout(RedisCommandException failure) {
    outage = failure;
  }

  // Asked for by handlers.

  synchronized Optional<Session> current() {
    return Optional.ofNullable(current);
  }

  /** The session, if it is in Redis. */
  Optional<Session> stored() {
    return current().filter(session -> !session.isNew());
  }

  /** What keeps Redis from being asked. */
  synchronized Optional<RedisCommandException> outage() {
    return Optional.ofNullable(outage);
  }

  private synchronized void requireAvailable() {
    if (outage != null) {
      throw outage;
    }
  }

  synchronized SessionId id() {
    return newId != null ? newId : currentOrNew().id();
  }

  synchronized SessionCookie cookie() {
    return current != null ? current.cookie() : engine.cookie.cookieFor(secure);
  }

  synchronized Session writable() {
    if (!inPath) {
      throw new IllegalStateException(
          "There is no session at "
              + request.path()
              + ": option cookie.path is "
              + engine.cookie.path());
    }
    Session session = currentOrNew();
    if (session.isNew() && phase != Phase.OPEN && session != creating) {
      throw new IllegalStateException(
          "The response has begun, so that no session can begin any more: its cookie could not be"
              + " sent. Write to the session before the first byte of the body");
    }
    return session;
  }

  synchronized void setCookie(SessionCookie cookie) {
    writable().setCookie(cookie);
    cookieDue = true;
  }

  synchronized SessionId regenerate(SessionData data) {
    requireAvailable();
    if (current == null) {
      return id();
    }
    if (phase != Phase.OPEN) {
      throw new IllegalStateException(
          "The response has begun, so that the session can't get a new id any more: its cookie could"
              + " not be sent. Regenerate before the first byte of the body");
    }
    SessionId id = engine.genid.apply(request);
    if (data == SessionData.DROP) {
      destroy();
      current = Session.create(id, engine.cookie.cookieFor(secure));
    } else if (current.isNew()) {
      current = current.withId(id);
    } else {
      newId = id;
    }
    return id;
  }

  synchronized void destroy() {
    requireAvailable();
    if (current != null && !current.isNew()) {
      doomed = current;
    }
    letGo();
  }

  synchronized void unset() {
    if (engine.unset == Unset.DESTROY) {
      destroy();
    } else {
      letGo();
    }
  }

  private void letGo() {
    current = null;
    newId = null;
    cookieDue = false;
  }

  private Session currentOrNew() {
    if (current == null) {
      current = Session.create(engine.genid.apply(request), engine.cookie.cookieFor(secure));
    }
    return current;
  }

  // Written.

  synchronized Work work(boolean forced) {
    boolean wanted = current != null && outage == null && isWorthWriting(current, forced);
    creating = current != null && wanted && current.isNew() ? current : null;
    return new Work(current, newId, doomed, wanted);
  }

  private boolean isWorthWriting(Session session, boolean forced) {
    if (!session.isNew()) {
      boolean resaving = engine.resave && phase != Phase.COMMITTED;
      return forced || resaving || session.isModified();
    }
    if (phase == Phase.COMMITTED || !(forced || engine.saveUninitialized || session.isModified())) {
      return false;
    }
    if (isUnsendable(session.cookie())) {
      engine.warnOfInsecureConnection();
      return false;
    }
    return true;
  }

  synchronized void created() {
    cookieDue = true;
    newId = null;
  }

  synchronized void removed(Session old) {
    doomed = null;
    revoked = old.cookie();
  }

  synchronized boolean renamed(Session renamed) {
    cookieDue = true;
    return read(Optional.of(renamed));
  }

  /**
   * The session was gone when it was to get its new id, by another log-in or by a log-out: what
   * this request has set begins another one, and nothing that the old one held comes back.
   *
   * @return what there is to write now
   */
  synchronized Work begunAnew(Session gone, SessionId id) {
    current = gone.anew(id, engine.cookie.cookieFor(secure));
    cookieDue = false;
    return work(false);
  }

  synchronized boolean read(Optional<Session> found) {
    newId = null;
    current = found.orElse(null);
    return found.isPresent();
  }

  synchronized boolean updated(Session session, boolean alive) {
    if (!alive) {
      current = null;
    } else {
      cookieDue |= session.cookie().expires() != null;
    }
    return alive;
  }

  // Committed.

  /** Whether this is the first commit; the headers wait for what it writes. */
  synchronized boolean startCommit() {
    boolean first = phase == Phase.OPEN;
    if (first) {
      phase = Phase.COMMITTING;
    }
    return first;
  }

  synchronized void closeHeaders() {
    phase = Phase.COMMITTED;
  }

  /** Takes what handlers were given for what it is now: it is not compared again. */
  synchronized void settle() {
    if (current != null) {
      current.settle();
    }
  }

  /** Forgets what the request did, unless it is being written. */
  synchronized void drop() {
    if (phase == Phase.OPEN) {
      letGo();
      doomed = null;
    }
  }

  /**
   * After a failed commit nothing is tried again: the response says that it failed.
   *
   * @return whether it may say nothing: no session was to end or to get a new id
   */
  synchronized boolean abandon() {
    boolean negligible = doomed == null && newId == null;
    phase = Phase.COMMITTED;
    current = null;
    doomed = null;
    newId = null;
    return negligible;
  }

  /** The value of the header to add, if the headers have not left. */
  synchronized Optional<String> cookieToSend() {
    if (phase == Phase.COMMITTED) {
      return Optional.empty();
    }
    phase = Phase.COMMITTED;
    Session session = current;
    if (session != null && !session.isNew()) {
      if (!cookieDue) {
        return Optional.empty();
      }
      if (isUnsendable(session.cookie())) {
        engine.warnOfInsecureConnection();
        return Optional.empty();
      }
      return Optional.of(engine.cookies.issue(session));
    }
    return Optional.ofNullable(revoked).map(engine.cookies::revoke);
  }

  private boolean isUnsendable(SessionCookie cookie) {
    return Boolean.TRUE.equals(cookie.secure()) && !secure;
  }
}
