package io.cloakroom.javalin;

import io.cloakroom.http.CookieOptions;
import io.cloakroom.http.FailureAnswer;
import io.cloakroom.http.FailureLog;
import io.cloakroom.http.OnHandlerError;
import io.cloakroom.http.OnUnavailable;
import io.cloakroom.http.RequestSession;
import io.cloakroom.http.SessionData;
import io.cloakroom.http.SessionEngine;
import io.cloakroom.http.SessionEngineBuilder;
import io.cloakroom.http.SessionRequest;
import io.cloakroom.http.Unset;
import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.session.SessionCookie;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.javalin.config.JavalinState;
import io.javalin.http.Context;
import io.javalin.plugin.ContextPlugin;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the sessions of a Javalin application in Redis.
 *
 * <pre>{@code
 * Javalin.create(config -> {
 *   config.registerPlugin(new RedisSessionPlugin(c -> {
 *     c.store = RedisSessionStore.builder(JedisCommands.of(jedis)).build();
 *     c.secret = System.getenv("SESSION_SECRET");
 *   }));
 *   config.routes.post("/log-in", ctx -> {
 *     ctx.with(RedisSessionPlugin.class).regenerate(SessionData.KEEP);
 *     ctx.sessionAttribute("user", ctx.formParam("user"));
 *   });
 * });
 * }</pre>
 *
 * <p>{@code ctx.sessionAttribute} and its kin, and {@code ctx.req().getSession()}, work on the same
 * session as the {@link Extension}. Asking for a session begins none, not even {@code
 * getSession(true)}: the first attribute does. What handlers changed is saved before the first byte
 * of the response leaves, on whatever path it does; where that fails, a 503 (Redis is away) or 500
 * takes the place of the handlers' response. Changes after that byte are saved before the last one.
 *
 * <p>A {@link RedisCommandException} that a handler lets through is answered with 503, unless the
 * application maps that class itself after this plugin was registered.
 *
 * <p><b>WebSockets.</b> An upgrade reads the session of its request: {@code wsBeforeUpgrade} and
 * {@code wsAfterUpgrade} handlers have all of it, and can change it until the upgrade is answered;
 * after that {@code WsContext.sessionAttribute} and {@code sessionAttributeMap} hold the attributes
 * as they were when the request arrived, and a WebSocket message can't change the session.
 *
 * <p><b>Futures.</b> Where a {@code ctx.future} runs on the threads of an asynchronous Redis
 * client, waiting for Redis there waits for itself: load the session before, or use {@link
 * Extension#load}.
 */
public final class RedisSessionPlugin
    extends ContextPlugin<RedisSessionPlugin.Config, RedisSessionPlugin.Extension> {

  private static final Logger LOG = LoggerFactory.getLogger(RedisSessionPlugin.class);

  /**
   * Makes the plugin.
   *
   * @param userConfig sets at least {@code store} and {@code secret}. What can't be right is an
   *     {@link IllegalArgumentException} that names the option, when the plugin is registered
   */
  public RedisSessionPlugin(Consumer<Config> userConfig) {
    super(userConfig, new Config());
  }

  @Override
  public void onInitialize(JavalinState state) {
    SessionEngine engine = pluginConfig.engine();
    state.jetty.modifyServer(server -> server.insertHandler(new SessionHandler(engine)));
    state.jetty.modifyServletContextHandler(RedisSessionPlugin::replaceSessions);
    state.routes.exception(RedisCommandException.class, RedisSessionPlugin::answer);
  }

  private static void answer(RedisCommandException failure, Context ctx) {
    FailureLog.error(LOG, "Redis failed %s %s".formatted(ctx.method(), ctx.path()), failure);
    FailureAnswer answer = FailureAnswer.to(failure);
    answer.headers().forEach(ctx::header);
    ctx.status(answer.status()).result(answer.text());
  }

  private static void replaceSessions(ServletContextHandler servlets) {
    servlets.setSessionHandler(new NoJettySessions());
    FilterHolder filter = new FilterHolder(new SessionFilter());
    filter.setAsyncSupported(true);
    servlets.addFilter(
        filter,
        "/*",
        EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
  }

  @Override
  public void onStart(JavalinState state) {
    state.servletRequestLifecycle.add(
        (submit, servlet, ctx, path) -> SessionTasks.add(submit, ctx));
  }

  @Override
  public Extension createExtension(Context context) {
    return new Extension(SessionAccess.of(context.req()));
  }

  /** The options, by the names that express-session gives them. */
  public static final class Config {

    /** Where the sessions are kept. Required. */
    public @Nullable SessionStore store;

    /**
     * What the ids in cookies are signed with, at least 32 bytes that nobody can guess. Required,
     * or {@link #secrets} instead.
     */
    public @Nullable String secret;

    /**
     * Instead of {@link #secret}: the newest one, which signs, and after it old ones whose cookies
     * are still accepted. Default: none.
     */
    public List<String> secrets = List.of();

    /** The cookie's name. Default: {@code sid}. */
    public String name = "sid";

    /** The cookie's attributes. Default: {@link CookieOptions#DEFAULT}. */
    public CookieOptions cookie = CookieOptions.DEFAULT;

    /** Makes the ids of new sessions. Default: {@link SessionId#random}. */
    public Function<SessionRequest, SessionId> genid = request -> SessionId.random();

    /** Saves a session that was asked for even if it was not changed. Default: false. */
    public boolean resave;

    /** Sends the cookie anew with every response that used the session. Default: false. */
    public boolean rolling;

    /** Stores a session for every visitor, even an empty one. Default: false. */
    public boolean saveUninitialized;

    /** Whether the proxy's {@code X-Forwarded-Proto} is believed. Default: false. */
    public boolean proxy;

    /** What {@link Extension#unset} does to the session in Redis. Default: {@link Unset#KEEP}. */
    public Unset unset = Unset.KEEP;

    /**
     * What becomes of the changes of a handler that throws, whatever the exception is mapped to.
     * What exception mappers and after handlers change then is saved in any case. Javalin does not
     * tell of a {@code wsBeforeUpgrade} handler that throws: its changes are always saved. Default:
     * {@link OnHandlerError#SAVE}.
     */
    public OnHandlerError onHandlerError = OnHandlerError.SAVE;

    /**
     * What requests do while Redis is away: fail with 503, or go on without a session, as {@link
     * Extension#isAvailable} then tells. Default: {@link OnUnavailable#FAIL}.
     */
    public OnUnavailable onUnavailable = OnUnavailable.FAIL;

    private Config() {}

    /**
     * Sets {@link #name} and {@link #cookie} as Express has them, for sessions that Express servers
     * use, too. See {@link SessionEngineBuilder#sharedWithExpress}.
     */
    public void sharedWithExpress() {
      name = SessionEngineBuilder.EXPRESS_NAME;
      cookie = CookieOptions.DEFAULT;
    }

    private SessionEngine engine() {
      if (store == null) {
        throw new IllegalArgumentException(
            "Option store is required: set it to RedisSessionStore.builder(commands).build()");
      }
      if (secret != null && !secrets.isEmpty()) {
        throw new IllegalArgumentException(
            "Options secret and secrets are both set: put all of them into secrets");
      }
      SessionEngineBuilder engine =
          SessionEngine.builder(store)
              .name(name)
              .cookie(cookie)
              .genid(genid)
              .resave(resave)
              .rolling(rolling)
              .saveUninitialized(saveUninitialized)
              .proxy(proxy)
              .unset(unset)
              .onHandlerError(onHandlerError)
              .onUnavailable(onUnavailable);
      return (secret == null ? engine.secrets(secrets) : engine.secret(secret)).build();
    }
  }

  /**
   * The request's session, to be had from {@code ctx.with(RedisSessionPlugin.class)}. Whatever is
   * not in memory is waited for, except by {@link #load}; where Redis fails, methods throw a {@link
   * RedisCommandException}.
   */
  public static final class Extension {

    private final SessionAccess access;

    private Extension(SessionAccess access) {
      this.access = access;
    }

    /** The session without waiting for it, for handlers that answer with a {@code ctx.future}. */
    public CompletionStage<RequestSession> load() {
      return access.load();
    }

    /** See {@link RequestSession#id}. */
    public SessionId id() {
      return access.session().id();
    }

    /** See {@link RequestSession#isAvailable}. */
    public boolean isAvailable() {
      return access.session().isAvailable();
    }

    /** See {@link RequestSession#isNew}. */
    public boolean isNew() {
      return access.session().isNew();
    }

    /** See {@link RequestSession#get}. */
    public @Nullable Object get(String name) {
      return access.session().get(name);
    }

    /** See {@link RequestSession#set}. */
    public @Nullable Object set(String name, @Nullable Object value) {
      return access.session().set(name, value);
    }

    /** See {@link RequestSession#remove}. */
    public @Nullable Object remove(String name) {
      return access.session().remove(name);
    }

    /** See {@link RequestSession#attributes}. */
    public Map<String, @Nullable Object> attributes() {
      return access.session().attributes();
    }

    /** See {@link RequestSession#cookie}. */
    public SessionCookie cookie() {
      return access.session().cookie();
    }

    /** See {@link RequestSession#setCookie}. */
    public void setCookie(SessionCookie cookie) {
      access.session().setCookie(cookie);
    }

    /** See {@link RequestSession#regenerate}. */
    public SessionId regenerate(SessionData data) {
      return access.session().regenerate(data);
    }

    /** See {@link RequestSession#destroy}. */
    public void destroy() {
      access.end(RequestSession::destroy);
    }

    /** See {@link RequestSession#unset}. */
    public void unset() {
      access.end(RequestSession::unset);
    }

    /** See {@link RequestSession#reload}. */
    public boolean reload() {
      return SessionAccess.await(access.session().reload());
    }

    /** See {@link RequestSession#save}; throws what the store's stage would fail with. */
    public boolean save() {
      return SessionAccess.await(access.session().save());
    }

    /** See {@link RequestSession#touch}. */
    public boolean touch() {
      return SessionAccess.await(access.session().touch());
    }
  }
}
