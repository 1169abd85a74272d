package io.cloakroom.javalin;

import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.serializer.json.JsonSessionSerializer;
import io.cloakroom.session.RedisSessionStore;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.jspecify.annotations.Nullable;

/** One application with Jetty's own sessions or with ours; servlet code runs in it as scripts. */
final class Peer implements AutoCloseable {

  /** What servlet code does, and what it notes. */
  interface Script {
    void run(Call ctx, Notes notes) throws Exception;
  }

  /** A request and its response. */
  record Call(HttpServletRequest req, HttpServletResponse res) {}

  /** Where scripts run. */
  enum Place {
    /** In a handler of Javalin. */
    HANDLER,
    /** In a servlet beside Javalin's. */
    SERVLET;

    String path() {
      return "/script/" + name().toLowerCase(Locale.ROOT);
    }
  }

  /** What a script and listeners saw. Ids are replaced by their order of appearance. */
  static final class Notes {
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private final List<String> ids = Collections.synchronizedList(new ArrayList<>());

    void add(String what, @Nullable Object value) {
      lines.add(what + ": " + value);
    }

    /** Notes an id by its number. */
    void id(String what, @Nullable String id) {
      add(what, id == null ? null : "id " + number(id));
    }

    /** Jetty's cookie has the name of the server behind the id. */
    private int number(String extended) {
      String id = extended.replaceFirst("\\.node0$", "");
      if (!ids.contains(id)) {
        ids.add(id);
      }
      return ids.indexOf(id);
    }

    /** Notes a value, or the exception that was thrown instead. */
    void call(String what, Callable<?> call) {
      try {
        add(what, call.call());
      } catch (Exception e) {
        add(what, e.getClass().getSimpleName());
      }
    }

    void run(String what, ThrowingRunnable call) {
      call(
          what,
          () -> {
            call.run();
            return "done";
          });
    }

    /** Something that may throw. */
    interface ThrowingRunnable {
      void run() throws Exception;
    }

    List<String> lines() {
      return List.copyOf(lines);
    }
  }

  /** Who asks. */
  enum SentCookie {
    /** Without a cookie. */
    NEW,
    /** With the cookie of a session whose attribute {@code a} is {@code 1}. */
    KNOWN,
    /** With the cookie of a session that has ended. */
    ENDED,
    /** With an id that nobody gave out. */
    FORGED
  }

  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private final AtomicReference<Script> script = new AtomicReference<>((ctx, notes) -> {});
  private final AtomicReference<Notes> notes = new AtomicReference<>(new Notes());
  private final boolean ours;
  private final Javalin app;

  private Peer(boolean ours, ContextSetup setup, Consumer<JavalinConfig> more) {
    this.ours = ours;
    this.app =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.jetty.host = "127.0.0.1";
              config.jetty.port = 0;
              config.jetty.modifyServletContextHandler(
                  servlets -> {
                    ServletHolder servlet = new ServletHolder(new ScriptServlet());
                    servlet.setAsyncSupported(true);
                    servlets.addServlet(servlet, Place.SERVLET.path());
                    setup.accept(servlets, notes::get);
                  });
              if (ours) {
                config.registerPlugin(
                    new RedisSessionPlugin(
                        sessions ->
                            sessions
                                .store(
                                    RedisSessionStore.builder(InMemoryRedisCommands.create())
                                        .serializer(
                                            JsonSessionSerializer.builder()
                                                .allow(ServletSideBySideTest.Bound.class)
                                                .build())
                                        .build())
                                .secret("a secret of at least thirty-two bytes")));
              }
              config.routes.get("/begin", ctx -> ctx.req().getSession().setAttribute("a", "1"));
              config.routes.get("/end", ctx -> ctx.req().getSession().invalidate());
              config.routes.get(
                  Place.HANDLER.path(),
                  ctx -> script.get().run(new Call(ctx.req(), ctx.res()), notes.get()));
              more.accept(config);
            });
    app.start();
  }

  /** Adds filters and listeners. */
  interface ContextSetup {
    void accept(ServletContextHandler servlets, Supplier<Notes> notes);
  }

  static Peer jetty(ContextSetup setup) {
    return new Peer(false, setup, config -> {});
  }

  static Peer ours(ContextSetup setup) {
    return new Peer(true, setup, config -> {});
  }

  /** Both, with more configuration: Jetty's first. */
  static List<Peer> both(ContextSetup setup, Consumer<JavalinConfig> more) {
    return List.of(new Peer(false, setup, more), new Peer(true, setup, more));
  }

  int port() {
    return app.port();
  }

  private final class ScriptServlet extends HttpServlet {
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws ServletException {
      try {
        script.get().run(new Call(request, response), notes.get());
      } catch (Exception e) {
        throw new ServletException(e);
      }
    }
  }

  private HttpResponse<String> get(String path, String cookie) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + app.port() + path))
            .timeout(Duration.ofSeconds(20));
    if (!cookie.isEmpty()) {
      request.header("Cookie", cookie);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  String cookieOf(SentCookie visitor) throws Exception {
    if (visitor == SentCookie.NEW) {
      return "";
    }
    String cookie = Site.cookie(get("/begin", ""));
    if (visitor == SentCookie.ENDED) {
      get("/end", cookie);
    }
    int id = cookie.indexOf('=') + 8;
    return visitor == SentCookie.FORGED
        ? cookie.substring(0, id)
            + (cookie.charAt(id) == 'a' ? 'b' : 'a')
            + cookie.substring(id + 1)
        : cookie;
  }

  /** What scripts saw, one request after another by one visitor who keeps cookies. */
  List<String> run(Place place, SentCookie visitor, Script... scripts) throws Exception {
    String cookie = cookieOf(visitor);
    Notes seen = new Notes();
    notes.set(seen);
    for (Script each : scripts) {
      script.set(each);
      HttpResponse<String> response = get(place.path(), cookie);
      seen.add("status", response.statusCode());
      if (!response.body().isEmpty()) {
        seen.add("body", response.body().replace(":" + app.port(), ""));
      }
      List<String> cookies =
          Site.cookies(response).stream().filter(set -> !set.endsWith("=")).toList();
      if (!cookies.isEmpty()) {
        cookie = cookies.get(cookies.size() - 1);
      }
    }
    notes.set(new Notes());
    return seen.lines();
  }

  @Override
  public String toString() {
    return ours ? "ours" : "Jetty";
  }

  @Override
  public void close() {
    app.stop();
  }
}
