package io.cloakroom.http;

import io.cloakroom.http.WriteAction.Ending;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.StageFailure;
import io.cloakroom.session.ExpiredSessions;
import io.cloakroom.session.Lookup;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.cloakroom.session.SessionTracer;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions of one web application, independent of its framework. An integration makes one
 * engine, {@link #begin begins} an exchange with every request, lets handlers reach the session
 * through {@link SessionExchange#load}, and {@link SessionExchange#commit commits} before the first
 * byte of the response can leave.
 *
 * <pre>{@code
 * SessionEngine engine = SessionEngine.builder().store(store).secret(secret).build();
 * }</pre>
 *
 * <p>What it costs, in Redis commands: a request that never asks for its session nothing, reading
 * it 1, changing it 2, the first write 1, destroying it 2, a new id 3, an unknown id 1, a wrong
 * signature nothing. Renewing a cookie with a {@code maxAge} is a change. A cookie that is issued
 * again although nothing was written, with {@code rolling} or after the secret was rotated, costs
 * 1: whether its session is still there.
 */
public final class SessionEngine implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SessionEngine.class);

  final SessionStore store;
  final SessionCookies cookies;
  final CookiePolicy cookie;
  final boolean resave;
  final boolean rolling;
  final boolean saveUninitialized;
  final boolean proxy;
  final boolean lastAccess;
  final Unset unset;
  final OnHandlerError onHandlerError;
  final SessionEvents events;
  final SessionTracer tracer;
  final InstantSource clock;

  private final String name;
  private final Function<SessionRequest, SessionId> genid;
  private final OnUnavailable onUnavailable;
  private final Optional<ExpiredSessions> expired;
  private final AtomicBoolean warned = new AtomicBoolean();
  private final AtomicBoolean warnedOfNobody = new AtomicBoolean();

  SessionEngine(SessionEngineBuilder options, SessionStore store) {
    this.store = store;
    this.name = options.name();
    this.cookies = new SessionCookies(name, options.checkedSecrets(), store.observer());
    this.cookie = options.cookie().policy(name, options.clock.instant());
    this.genid = options.genid;
    this.resave = options.resave;
    this.rolling = options.rolling;
    this.saveUninitialized = options.saveUninitialized;
    this.proxy = options.proxy;
    this.lastAccess = options.lastAccess;
    this.unset = options.unset;
    this.onHandlerError = options.onHandlerError;
    this.onUnavailable = options.onUnavailable;
    this.events = new SessionEvents(this, options.listeners);
    this.expired = store.expiredSessions(events::expired);
    this.clock = options.clock;
    this.tracer = store.tracer();
  }

  /** Returns a builder with every option at its default; store and secret have none. */
  public static SessionEngineBuilder builder() {
    return new SessionEngineBuilder();
  }

  /** Begins the exchange of a request. No command is sent. */
  public SessionExchange begin(SessionRequest request) {
    return new SessionExchange(this, request);
  }

  /** Returns the cookie's name. */
  public String cookieName() {
    return name;
  }

  /**
   * Returns the facts of the cookie of a session that begins.
   *
   * @param tls whether it begins over a TLS connection
   */
  public SessionCookie cookieOver(boolean tls) {
    return cookie.fresh(tls);
  }

  /**
   * Returns keys for a purpose of the application's, one derived from each secret, the newest
   * first: for what each server of the fleet must be able to read or check, such as tokens of
   * forms.
   *
   * @param purpose keys of different purposes have nothing in common
   * @return 32 bytes each
   */
  public List<byte[]> keysFor(String purpose) {
    return cookies.keysFor(purpose);
  }

  /** Returns where the sessions are kept. */
  public SessionStore store() {
    return store;
  }

  /**
   * Looks for sessions that have expired, as the engine does by itself every {@code sweepInterval}
   * of the store, and tells the listeners on this thread. For tests that move a clock.
   *
   * @return how many there were
   * @throws IllegalStateException without the store's option {@code expiredEvents}
   */
  public int sweep() {
    return expired
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "This engine does not look for expired sessions: set the option expiredEvents of the"
                        + " store"))
        .sweep();
  }

  /**
   * Stops looking for sessions that have expired. Sessions can still be used. The Redis client is
   * not closed.
   */
  @Override
  public void close() {
    expired.ifPresent(ExpiredSessions::close);
  }

  void start() {
    expired.ifPresent(ExpiredSessions::start);
  }

  /** Returns the failure if the policy lets the request continue without its session. */
  Optional<RedisCommandException> bearable(Throwable failure) {
    if (onUnavailable == OnUnavailable.FAIL
        || !(StageFailure.cause(failure) instanceof RedisCommandException away)
        || away instanceof RedisRefusedException) {
      return Optional.empty();
    }
    LOG.warn("A request goes on without its session: {}", away.getMessage());
    return Optional.of(away);
  }

  SessionId newId(SessionRequest request) {
    SessionId id;
    try {
      id = genid.apply(request);
    } catch (Throwable e) { // Kotlin code may throw checked exceptions
      throw new IllegalStateException(
          "The function given as option genid threw " + e.getClass().getName(), e);
    }
    if (id == null) {
      throw new IllegalStateException("The function given as option genid returned null");
    }
    return id;
  }

  /** Looks up a session that its client uses, which resets its TTL. */
  CompletionStage<Lookup> use(SessionId id) {
    return lastAccess
        ? store.lookUpWithLastAccess(id, cookie.maxAge())
        : store.lookUp(id, cookie.maxAge());
  }

  /**
   * Returns a new session outside of any request, as a job or an administrator begins one. {@link
   * RequestSession#save} stores it; no cookie is sent for it.
   */
  public RequestSession create() {
    return new RequestSession(this, outside());
  }

  /**
   * Finds a session outside of any request. Its TTL stays as it is; what is changed in it is stored
   * by {@link RequestSession#save}. One command.
   *
   * @return empty where there is no such session
   */
  public CompletionStage<Optional<RequestSession>> find(SessionId id) {
    return store.get(id).thenApply(found -> found.map(this::view));
  }

  /**
   * Ends a session outside of any request. One command.
   *
   * @return false where there was none
   */
  public CompletionStage<Boolean> destroy(SessionId id) {
    return store
        .destroy(id)
        .thenApply(
            gone -> {
              if (gone) {
                events.destroyed(new Ending(id, cookie.fresh(true), null));
              }
              return gone;
            });
  }

  /** Returns a session as handlers see it, outside of any request. */
  RequestSession view(Session session) {
    SessionState state = outside();
    state.accept(session, false);
    return new RequestSession(this, state);
  }

  private SessionState outside() {
    SessionRequest nobodys = SessionRequest.of(cookie.path(), true, header -> List.of());
    return new SessionState(this, nobodys, false);
  }

  /** Logs that a user's other sessions should end, but that the session has no user. */
  void warnOfNobody(Set<String> attributes) {
    // a stranger has none, and would use up the one line that tells of a misspelt attribute
    if (!attributes.isEmpty() && warnedOfNobody.compareAndSet(false, true)) {
      LOG.warn(
          "destroyOthers ended no session: the session of the request has no user. The attribute or"
              + " function that the store's option userIndex gives finds none in it; its attributes"
              + " are {}. Set the user before the response leaves, and check how the attribute is"
              + " spelled. (Logged once.)",
          attributes);
    }
  }

  void warnOfInsecureConnection() {
    if (warned.compareAndSet(false, true)) {
      LOG.warn(
          "Browsers accept the session cookie over TLS only, but a request came over a connection"
              + " without TLS: its session was neither begun nor given a new id nor ended. Behind a"
              + " proxy that ends TLS and sets X-Forwarded-Proto or Forwarded, turn on the option"
              + " proxy; without TLS, use cookie.secure AUTO, and cookie.sameSite AUTO instead of"
              + " NONE. (Logged once.)");
    }
  }
}
