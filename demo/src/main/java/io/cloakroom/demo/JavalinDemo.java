package io.cloakroom.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.express.Express;
import io.cloakroom.http.RequestSession;
import io.cloakroom.javalin.RedisSessionPlugin;
import io.cloakroom.javalin.SessionsPagePlugin;
import io.cloakroom.redis.StageFailure;
import io.cloakroom.session.RedisSessionStore;
import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The demo as a Javalin application: its routes, and nothing that another framework would share.
 */
final class JavalinDemo implements WebApplication {

  private final OpenClient client;
  private final String clientName;
  private final RecentLogs logs = new RecentLogs();
  private final Javalin javalin;
  private volatile Optional<URI> expressHalf = Optional.empty();

  JavalinDemo(OpenClient client, String clientName, String secret) {
    this.client = client;
    this.clientName = clientName;
    RedisSessionStore store =
        RedisSessionStore.builder(new LoggedRedisCommands(client.commands()))
            .sharedWith(Express.peer())
            .prefix(PREFIX)
            .userIndex(DemoSession.NAME)
            .build();
    RedisSessionPlugin sessions =
        new RedisSessionPlugin(options -> options.store(store).secret(secret).name(COOKIE));
    this.javalin =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.startup.showOldJavalinVersionWarning = false;
              config.registerPlugin(sessions);
              config.registerPlugin(
                  new SessionsPagePlugin(
                      sessions,
                      page ->
                          page.path("/sessions")
                              .guard(ctx -> new DemoSession(session(ctx)).name())
                              .showAttributes("visits")));
              config.jetty.modifyServer(server -> server.insertHandler(new LoggedRequests()));
              routes(config.routes);
            });
  }

  @Override
  public void start(int port) {
    try {
      javalin.start(port);
    } catch (JavalinBindException e) {
      throw new DemoException(
          "Port " + port + " is taken, or may not be used: set PORT to another", e);
    }
  }

  @Override
  public int port() {
    return javalin.port();
  }

  @Override
  public void leadTo(URI express) {
    expressHalf = Optional.of(express);
  }

  @Override
  public void close() {
    javalin.stop();
  }

  private void routes(RoutesConfig routes) {
    routes.before(JavalinDemo::secure);
    routes.get("/style.css", ctx -> ctx.contentType("text/css").result(resource("style.css")));
    routes.get("/icon.svg", ctx -> ctx.contentType("image/svg+xml").result(resource("icon.svg")));
    routes.get("/", this::show);
    routes.post("/log-in", ctx -> act(ctx, visitor -> visitor.logIn(form(ctx, "name"))));
    routes.post("/log-out", ctx -> act(ctx, DemoSession::logOut));
    routes.post("/basket/add", ctx -> act(ctx, visitor -> item(ctx).ifPresent(visitor::add)));
    routes.post("/basket/remove", ctx -> act(ctx, visitor -> item(ctx).ifPresent(visitor::remove)));
    routes.error(404, ctx -> ctx.html(Page.problem("Nothing here", "This page does not exist.")));
  }

  /** Sends the page's first part, and with it saves the session; then tells what that took. */
  private void show(Context ctx) throws IOException {
    DemoSession visitor = new DemoSession(session(ctx));
    Page page = Page.of(visitor, clientName, expressHalf);
    String key = PREFIX + visitor.id().value();
    OutputStream body = ctx.contentType("text/html; charset=utf-8").outputStream();
    body.write(page.html().getBytes(UTF_8));
    body.flush();
    ctx.res().flushBuffer();
    BackstagePanel panel =
        new BackstagePanel(
            RequestLog.current().orElseThrow(),
            Optional.ofNullable(ctx.queryParam("after")).flatMap(logs::take),
            cookieSent(ctx),
            StoredView.read(client.commands(), key));
    body.write(panel.html().getBytes(UTF_8));
  }

  /** Does what a form of the page asks for, and goes back to the page. */
  private void act(Context ctx, Consumer<DemoSession> deed) {
    DemoSession visitor = new DemoSession(session(ctx));
    if (!visitor.sent(ctx.formParam("token"))) {
      ctx.status(HttpStatus.FORBIDDEN)
          .html(
              Page.problem(
                  "That form is out of date",
                  "Your session has ended meanwhile, or the form came from another site. Nothing"
                      + " was changed."));
      return;
    }
    deed.accept(visitor);
    ctx.redirect("/?after=" + logs.keep(RequestLog.current().orElseThrow()), HttpStatus.SEE_OTHER);
  }

  private static RequestSession session(Context ctx) {
    return StageFailure.join(ctx.with(RedisSessionPlugin.class).load());
  }

  private static Optional<Item> item(Context ctx) {
    return Item.of(form(ctx, "item"));
  }

  private static String form(Context ctx, String name) {
    String value = ctx.formParam(name);
    return value == null ? "" : value;
  }

  private static Optional<String> cookieSent(Context ctx) {
    String header = ctx.header("Cookie");
    return header == null
        ? Optional.empty()
        : Stream.of(header.split(";"))
            .map(String::strip)
            .filter(pair -> pair.startsWith(COOKIE + "="))
            .findFirst();
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(JavalinDemo.class.getResourceAsStream(name), name);
  }

  private static void secure(Context ctx) {
    ctx.header("Content-Security-Policy", POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "same-origin")
        .header("Cache-Control", "no-store");
  }
}
