package io.cloakroom.javalin;

import io.cloakroom.admin.SessionHealth;
import io.cloakroom.http.FailureAnswer;
import io.cloakroom.http.FailureLog;
import io.cloakroom.http.SessionEngine;
import io.cloakroom.http.SessionEngineBuilder;
import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.session.SessionConflictException;
import io.javalin.config.JavalinState;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.plugin.ContextPlugin;
import io.javalin.websocket.WsContext;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.FilterMapping;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the sessions of a Javalin application in Redis.
 *
 * <pre>{@code
 * Javalin.create(config -> {
 *   config.registerPlugin(new RedisSessionPlugin(sessions -> sessions
 *       .store(RedisSessionStore.builder(JedisCommands.of(jedis)).build())
 *       .secret(System.getenv("SESSION_SECRET"))));
 *   config.routes.post("/log-in", ctx -> {
 *     ctx.with(RedisSessionPlugin.class).regenerate(SessionData.KEEP);
 *     ctx.sessionAttribute("user", ctx.formParam("user"));
 *   });
 * });
 * }</pre>
 *
 * <p>{@code ctx.sessionAttribute} and the methods beside it, and {@code ctx.req().getSession()},
 * work on the same session as the {@link SessionExtension}. Asking for a session begins none, not
 * even {@code getSession(true)}: the first attribute does. What handlers changed is saved before
 * the first byte of any response leaves; if that fails, a 503 (Redis is away) or 500 replaces the
 * handlers' response. Changes after that byte are saved before the last one.
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
 * client, waiting for Redis there never ends: load the session before, or use {@link
 * SessionExtension#load}.
 */
public final class RedisSessionPlugin
    extends ContextPlugin<SessionEngineBuilder, SessionExtension> {

  private static final Logger LOG = LoggerFactory.getLogger(RedisSessionPlugin.class);

  private volatile @Nullable SessionEngine engine;

  /**
   * Makes the plugin.
   *
   * @param options sets at least {@code store} and {@code secret}. A wrong value is an {@link
   *     IllegalArgumentException} that names the option, when the plugin is registered
   */
  public RedisSessionPlugin(Consumer<SessionEngineBuilder> options) {
    super(options, SessionEngine.builder().lastAccess(true));
  }

  /**
   * Returns the engine, by which sessions are created, found and destroyed outside of requests.
   *
   * @throws IllegalStateException if the plugin was not registered yet
   */
  public SessionEngine engine() {
    SessionEngine built = engine;
    if (built == null) {
      throw new IllegalStateException(
          "There is no engine yet: call config.registerPlugin with this RedisSessionPlugin before"
              + " the engine is asked for, and before a SessionsPagePlugin is registered");
    }
    return built;
  }

  /**
   * Returns a handler that answers whether sessions can be loaded now, for monitoring: 200 or 503,
   * and a JSON object such as {@code {"status":"UP","latencyMillis":1,"circuitBreaker":"closed"}}.
   * The answer contains nothing secret, and no guard is asked. One command for each request.
   *
   * <pre>{@code
   * config.routes.get("/health/sessions", sessions.health());
   * }</pre>
   */
  public Handler health() {
    return ctx ->
        ctx.future(
            () ->
                SessionHealth.of(engine().store())
                    .thenAccept(
                        health ->
                            ctx.status(health.isUp() ? 200 : 503)
                                .header("Cache-Control", "no-store")
                                .contentType("application/json")
                                .result(health.json()))
                    .toCompletableFuture());
  }

  /**
   * Returns the session of a WebSocket, which is that of the request that opened it. {@link
   * SessionExtension#reload} in a message handler reads what requests have changed since, and is
   * false once the session has ended: close the socket then. It counts as use of the session, as
   * any request does. Nothing can be changed, since the response to the upgrade has left; {@link
   * SessionEngine#find} gives a session that can. {@code WsContext.sessionAttribute} shows what was
   * there when the upgrade arrived.
   *
   * <pre>{@code
   * config.routes.wsBefore(ws -> ws.onMessage(ctx -> {
   *   if (!RedisSessionPlugin.of(ctx).reload()) {
   *     ctx.closeSession(4001, "logged out");
   *   }
   * }));
   * }</pre>
   *
   * @throws IllegalStateException if the plugin is not registered
   */
  public static SessionExtension of(WsContext socket) {
    return new SessionExtension(SessionAccess.of(socket));
  }

  @Override
  public void onInitialize(JavalinState state) {
    ExpiredServletSessions expired = new ExpiredServletSessions();
    SessionEngine built = pluginConfig.listener(expired).build();
    engine = built;
    state.jetty.modifyServer(server -> server.insertHandler(new SessionHandler(built)));
    // Otherwise Jetty reads an earlier header of the connection in place of one that differs only
    // by case: another visitor's cookie.
    state.jetty.modifyHttpConfiguration(http -> http.setHeaderCacheCaseSensitive(true));
    state.jetty.modifyServletContextHandler(servlets -> replaceSessions(servlets, built, expired));
    state.routes.exception(RedisCommandException.class, RedisSessionPlugin::answer);
    state.routes.exception(SessionConflictException.class, RedisSessionPlugin::answer);
  }

  private static void answer(RuntimeException failure, Context ctx) {
    FailureLog.error(LOG, "Redis failed %s %s".formatted(ctx.method(), ctx.path()), failure);
    FailureAnswer answer = FailureAnswer.to(failure);
    answer.headers().forEach(ctx::header);
    ctx.status(answer.status()).result(answer.text());
  }

  private static void replaceSessions(
      ServletContextHandler servlets, SessionEngine engine, ExpiredServletSessions expired) {
    ServletSessions sessions = new ServletSessions(engine, servlets.getServletContext());
    expired.hear(sessions);
    if (servlets.getSessionHandler() != null) { // listeners that came before the plugin
      servlets.getSessionHandler().getEventListeners().forEach(sessions::addEventListener);
    }
    servlets.setSessionHandler(sessions);
    FilterHolder filter = new FilterHolder(new SessionFilter());
    filter.setName(SessionFilter.class.getName());
    filter.setAsyncSupported(true);
    FilterMapping everything = new FilterMapping();
    everything.setFilterName(filter.getName());
    everything.setPathSpec("/*");
    everything.setDispatcherTypes(
        EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
    servlets.getServletHandler().addFilter(filter);
    servlets.getServletHandler().prependFilterMapping(everything);
  }

  @Override
  public void onStart(JavalinState state) {
    state.servletRequestLifecycle.add(
        (submit, servlet, ctx, path) -> SessionTasks.add(submit, ctx));
  }

  @Override
  public SessionExtension createExtension(Context context) {
    return new SessionExtension(SessionAccess.of(context.req()));
  }
}
