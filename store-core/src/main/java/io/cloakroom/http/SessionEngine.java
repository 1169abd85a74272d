package io.cloakroom.http;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions of one web application, without its framework. An integration makes one engine,
 * {@link #begin begins} an exchange with every request, lets handlers reach the session through
 * {@link SessionExchange#load}, and {@link SessionExchange#commit commits} before the first byte of
 * the response can leave.
 *
 * <pre>{@code
 * SessionEngine engine = SessionEngine.builder(store).secret(secret).build();
 * }</pre>
 *
 * <p>What it costs, in Redis commands: a request that never asks for its session nothing, reading
 * it 1, changing it 2, the first write 1, destroying it 2, a new id 3, an unknown id 1, a wrong
 * signature nothing.
 */
public final class SessionEngine {

  private static final Logger LOG = LoggerFactory.getLogger(SessionEngine.class);

  final SessionStore store;
  final SessionCookies cookies;
  final CookieOptions cookie;
  final Function<SessionRequest, SessionId> genid;
  final boolean resave;
  final boolean rolling;
  final boolean saveUninitialized;
  final boolean proxy;
  final Unset unset;
  final OnHandlerError onHandlerError;
  final OnUnavailable onUnavailable;
  final SessionListener listener;

  private final AtomicBoolean warned = new AtomicBoolean();

  SessionEngine(SessionEngineBuilder options) {
    this.store = options.store;
    this.cookies = new SessionCookies(options.name, options.checkedSecrets());
    this.cookie = options.cookie;
    this.genid = options.genid;
    this.resave = options.resave;
    this.rolling = options.rolling;
    this.saveUninitialized = options.saveUninitialized;
    this.proxy = options.proxy;
    this.unset = options.unset;
    this.onHandlerError = options.onHandlerError;
    this.onUnavailable = options.onUnavailable;
    this.listener = options.listener;
  }

  /** Starts an engine over a store, with every option but the secret at its default. */
  public static SessionEngineBuilder builder(SessionStore store) {
    return new SessionEngineBuilder(store);
  }

  /** Begins with a request. No command is sent. */
  public SessionExchange begin(SessionRequest request) {
    return new SessionExchange(this, request);
  }

  /** What is the matter with Redis, if a request is to go on in spite of it. */
  Optional<RedisCommandException> bearable(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (onUnavailable == OnUnavailable.FAIL
        || !(cause instanceof RedisCommandException away)
        || away instanceof RedisRefusedException) {
      return Optional.empty();
    }
    LOG.warn("A request goes on without its session: {}", away.getMessage());
    return Optional.of(away);
  }

  /**
   * A new session outside of any request, as a job or an administrator begins one. {@link
   * RequestSession#save} stores it; no cookie is sent for it.
   */
  public RequestSession create() {
    return new SessionExchange(this, noRequest()).begun();
  }

  /**
   * A session outside of any request. Its TTL stays as it is; what is changed in it is stored by
   * {@link RequestSession#save}. One command.
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
                listener.destroyed(view(Session.create(id, cookie.cookieFor(true))));
              }
              return gone;
            });
  }

  /** A session as handlers see it, outside of any request. */
  RequestSession view(Session session) {
    return new SessionExchange(this, noRequest()).found(session);
  }

  private SessionRequest noRequest() {
    return new SessionRequest(cookie.path(), true, List.of(), null);
  }

  void warnOfInsecureConnection() {
    if (warned.compareAndSet(false, true)) {
      LOG.warn(
          "The session cookie is Secure, but a request came through a connection that is not TLS: no"
              + " cookie was sent, and no session stored. Behind a proxy that ends TLS and sets"
              + " X-Forwarded-Proto, turn on the option proxy; without TLS, use cookie.secure AUTO."
              + " (Said once.)");
    }
  }
}
