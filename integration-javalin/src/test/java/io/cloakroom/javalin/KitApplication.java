package io.cloakroom.javalin;

import io.cloakroom.http.SessionData;
import io.cloakroom.tck.http.Answer;
import io.cloakroom.tck.http.Application;
import io.cloakroom.tck.http.EngineOptions;
import io.cloakroom.tck.http.Route;
import io.cloakroom.tck.http.RunningApplication;
import io.cloakroom.tck.http.SessionOperations;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.sse.SseHandler;
import io.javalin.websocket.WsContext;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.function.Function;

/** The kit's application in Javalin, by Javalin's own way of doing things. */
final class KitApplication {

  private KitApplication() {}

  static RunningApplication start(Application application) {
    return start(application, WebSocketSession::new);
  }

  /** With other sessions in WebSockets, for a saboteur. */
  static RunningApplication start(
      Application application, Function<WsContext, SessionOperations> inWebSockets) {
    Javalin javalin =
        Javalin.create(config -> configure(config, application, inWebSockets)).start();
    return new RunningApplication(URI.create("http://127.0.0.1:" + javalin.port()), javalin::stop);
  }

  private static void configure(
      JavalinConfig config,
      Application application,
      Function<WsContext, SessionOperations> inWebSockets) {
    config.startup.showJavalinBanner = false;
    config.jetty.host = "127.0.0.1";
    config.jetty.port = 0;
    config.registerPlugin(new RedisSessionPlugin(sessions -> configure(sessions, application)));
    for (Route route : Route.values()) {
      config.routes.get(
          route.path(),
          ctx -> send(application.answer(route, new JavalinSession(ctx), ctx::queryParam), ctx));
    }
    config.routes.ws(
        Route.WEB_SOCKET_PATH,
        socket ->
            socket.onConnect(
                ctx ->
                    ctx.send(
                        application.greeting(
                            inWebSockets.apply(ctx), name -> ctx.queryParam(name)))));
  }

  private static void configure(RedisSessionPlugin.Config sessions, Application application) {
    EngineOptions options = application.options();
    sessions.store = application.store();
    sessions.secrets = options.secrets();
    sessions.name = options.name();
    sessions.cookie = options.cookie();
    sessions.genid = options.genid();
    sessions.resave = options.resave();
    sessions.rolling = options.rolling();
    sessions.saveUninitialized = options.saveUninitialized();
    sessions.proxy = options.proxy();
    sessions.unset = options.unset();
    sessions.onHandlerError = options.onHandlerError();
    sessions.onUnavailable = options.onUnavailable();
  }

  private static void send(Answer answer, Context ctx) throws IOException {
    if (answer instanceof Answer.Text text) {
      ctx.result(text.body());
    } else if (answer instanceof Answer.Redirect redirect) {
      ctx.redirect(redirect.location());
    } else if (answer instanceof Answer.Stream stream) {
      OutputStream out = ctx.outputStream();
      for (byte[] piece : stream.pieces()) {
        out.write(piece);
        out.flush();
      }
    } else if (answer instanceof Answer.Events events) {
      new SseHandler(client -> events.data().forEach(data -> client.sendEvent(data))).handle(ctx);
    } else if (answer instanceof Answer.Later later) {
      ctx.future(() -> later.body().get().thenAccept(ctx::result).toCompletableFuture());
    }
  }

  /** The session as Javalin's handlers use it. */
  private record JavalinSession(Context ctx) implements SessionOperations {

    @Override
    public Object get(String name) {
      return ctx.sessionAttribute(name);
    }

    @Override
    public boolean isAvailable() {
      return ctx.with(RedisSessionPlugin.class).isAvailable();
    }

    @Override
    public void set(String name, Object value) {
      ctx.sessionAttribute(name, value);
    }

    @Override
    public void remove(String name) {
      ctx.sessionAttribute(name, null);
    }

    @Override
    public void regenerate(SessionData data) {
      ctx.with(RedisSessionPlugin.class).regenerate(data);
    }

    @Override
    public void destroy() {
      ctx.req().getSession().invalidate();
    }

    @Override
    public void unset() {
      ctx.with(RedisSessionPlugin.class).unset();
    }
  }
}
