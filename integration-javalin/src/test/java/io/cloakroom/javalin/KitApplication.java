package io.cloakroom.javalin;

import io.cloakroom.http.SessionData;
import io.cloakroom.tck.http.application.Application;
import io.cloakroom.tck.http.application.HandlerResult;
import io.cloakroom.tck.http.application.MappedFailure;
import io.cloakroom.tck.http.application.Route;
import io.cloakroom.tck.http.application.RunningApplication;
import io.cloakroom.tck.http.application.SessionOperations;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.sse.SseHandler;
import io.javalin.websocket.WsContext;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;

/** The kit's application in Javalin, by Javalin's own way of doing things. */
final class KitApplication {

  private static final String ERROR_PAGE = "/kit-error-page";

  private KitApplication() {}

  static RunningApplication start(Application application) {
    return start(application, WebSocketSession::new, KitApplication::reload);
  }

  /** With a handler around the whole server, for a saboteur. */
  static RunningApplication start(Application application, Handler.Wrapper around) {
    return start(
        application,
        WebSocketSession::new,
        KitApplication::reload,
        config -> config.jetty.modifyServer(server -> server.insertHandler(around)));
  }

  /** With other sessions in WebSockets, for a saboteur. */
  static RunningApplication start(
      Application application,
      Function<WsContext, SessionOperations> inWebSockets,
      Predicate<WsContext> reload) {
    return start(application, inWebSockets, reload, config -> {});
  }

  private static boolean reload(WsContext socket) {
    return RedisSessionPlugin.of(socket).reload();
  }

  private static RunningApplication start(
      Application application,
      Function<WsContext, SessionOperations> inWebSockets,
      Predicate<WsContext> reload,
      Consumer<JavalinConfig> more) {
    Javalin javalin =
        Javalin.create(
                config -> {
                  configure(config, application, inWebSockets, reload);
                  more.accept(config);
                })
            .start();
    return new RunningApplication(URI.create("http://127.0.0.1:" + javalin.port()), javalin::stop);
  }

  private static void configure(
      JavalinConfig config,
      Application application,
      Function<WsContext, SessionOperations> inWebSockets,
      Predicate<WsContext> reload) {
    config.startup.showJavalinBanner = false;
    config.jetty.addConnector(
        (server, http) -> {
          ServerConnector connector =
              new ServerConnector(
                  server, new HttpConnectionFactory(http), new HTTP2CServerConnectionFactory(http));
          connector.setHost("127.0.0.1");
          return connector;
        });
    config.registerPlugin(
        new RedisSessionPlugin(
            sessions -> application.options().applyTo(sessions.store(application.store()))));
    for (Route route : Route.values()) {
      for (String method : route.methods()) {
        config.routes.addHttpHandler(
            HandlerType.findOrCreate(method),
            route.path(),
            ctx -> send(application.answer(route, new JavalinSession(ctx), ctx::queryParam), ctx));
      }
    }
    config.jetty.modifyServletContextHandler(KitApplication::addErrorPages);
    for (String method : Route.ANYTHING.methods()) {
      config.routes.addHttpHandler(
          HandlerType.findOrCreate(method),
          ERROR_PAGE,
          ctx -> {
            String target = Objects.requireNonNull(ctx.attribute(ERROR_PAGE));
            send(application.answer(target, new JavalinSession(ctx)), ctx);
          });
    }
    config.routes.exception(
        MappedFailure.class,
        (failure, ctx) -> {
          failure.note(new JavalinSession(ctx));
          ctx.status(500).result("noted");
        });
    config.routes.ws(
        Route.WEB_SOCKET_PATH,
        socket -> {
          socket.onConnect(
              ctx ->
                  ctx.send(
                      application.greeting(inWebSockets.apply(ctx), name -> ctx.queryParam(name))));
          socket.onMessage(
              ctx -> {
                boolean alive = reload.test(ctx);
                ctx.send(
                    application.reply(
                        alive, inWebSockets.apply(ctx), name -> ctx.queryParam(name)));
              });
        });
  }

  /** As a {@code web.xml} gives the pages of errors to Jetty. */
  private static void addErrorPages(ServletContextHandler servlets) {
    ErrorPageErrorHandler pages =
        new ErrorPageErrorHandler() {
          @Override
          public boolean errorPageForMethod(String method) {
            return true; // else only for GET, HEAD and POST
          }
        };
    pages.addErrorPage(400, 599, ERROR_PAGE);
    servlets.setErrorHandler(pages);
  }

  private static void forward(HandlerResult.Forward forward, Context ctx)
      throws IOException, ServletException {
    if (forward.errorStatus() == null) {
      ctx.req().getRequestDispatcher(forward.target()).forward(ctx.req(), ctx.res());
    } else {
      ctx.attribute(ERROR_PAGE, forward.target());
      ctx.res().sendError(forward.errorStatus());
    }
  }

  private static void send(HandlerResult answer, Context ctx) throws Exception {
    if (answer instanceof HandlerResult.Full full) {
      full.headers()
          .forEach((name, values) -> values.forEach(value -> ctx.res().addHeader(name, value)));
      ctx.status(full.status()).result(full.body());
    } else if (answer instanceof HandlerResult.Text text) {
      ctx.result(text.body());
    } else if (answer instanceof HandlerResult.Redirect redirect) {
      ctx.redirect(redirect.location());
    } else if (answer instanceof HandlerResult.Stream stream) {
      OutputStream out = ctx.outputStream();
      for (byte[] piece : stream.pieces()) {
        out.write(piece);
        out.flush();
      }
    } else if (answer instanceof HandlerResult.Events events) {
      new SseHandler(client -> events.data().forEach(data -> client.sendEvent(data))).handle(ctx);
    } else if (answer instanceof HandlerResult.Forward forward) {
      forward(forward, ctx);
    } else if (answer instanceof HandlerResult.Later later) {
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
    public boolean exists() {
      return ctx.req().getSession(false) != null;
    }

    @Override
    public void set(String name, Object value) {
      ctx.sessionAttribute(name, value);
    }

    @Override
    public void count(String name) {
      ctx.with(RedisSessionPlugin.class)
          .update(name, Integer.class, count -> count == null ? 1 : count + 1);
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
    public void destroyOthers() {
      ctx.with(RedisSessionPlugin.class).destroyOthers();
    }

    @Override
    public void unset() {
      ctx.with(RedisSessionPlugin.class).unset();
    }
  }
}
