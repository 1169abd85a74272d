package io.cloakroom.javalin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.cloakroom.http.SessionData;
import io.cloakroom.session.SessionId;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.junit.jupiter.api.Test;

/** Filters and listeners of the servlet context see the session, and hear of it. */
class ServletListenerTest {

  private final List<String> heard = new CopyOnWriteArrayList<>();

  private static Object attribute(jakarta.servlet.ServletRequest request) {
    var session = ((HttpServletRequest) request).getSession(false);
    return session == null ? null : session.getAttribute("a");
  }

  private void listen(ServletContextHandler servlets) {
    Filter filter =
        (request, response, chain) -> {
          heard.add("filter " + attribute(request));
          chain.doFilter(request, response);
        };
    servlets.addFilter(new FilterHolder(filter), "/*", EnumSet.of(DispatcherType.REQUEST));
    servlets.addEventListener(
        new ServletRequestListener() {
          @Override
          public void requestInitialized(ServletRequestEvent event) {
            heard.add("request " + attribute(event.getServletRequest()));
          }
        });
    servlets.addEventListener(
        new HttpSessionListener() {
          @Override
          public void sessionCreated(HttpSessionEvent event) {
            heard.add("created " + event.getSession().isNew());
          }

          @Override
          public void sessionDestroyed(HttpSessionEvent event) {
            heard.add("destroyed " + event.getSession().getAttribute("a"));
          }
        });
    servlets.addEventListener(
        (HttpSessionIdListener)
            (event, oldId) -> heard.add("renamed " + !oldId.equals(event.getSession().getId())));
  }

  private HttpSessionAttributeListener attributes() {
    return new HttpSessionAttributeListener() {
      @Override
      public void attributeAdded(HttpSessionBindingEvent event) {
        heard.add("added " + event.getName() + "=" + event.getValue());
      }

      @Override
      public void attributeRemoved(HttpSessionBindingEvent event) {
        heard.add("removed " + event.getName() + "=" + event.getValue());
      }

      @Override
      public void attributeReplaced(HttpSessionBindingEvent event) {
        heard.add("replaced " + event.getName() + "=" + event.getValue());
      }
    };
  }

  @Test
  void H33_filtersAndListenersOfTheContextSeeTheSession() throws Exception {
    try (Site site =
        Site.of(
            config -> {
              config.jetty.modifyServletContextHandler(this::listen);
              config.routes.get("/begin", ctx -> ctx.sessionAttribute("a", "1"));
              config.routes.get("/rename", ctx -> ctx.req().changeSessionId());
              config.routes.get("/end", ctx -> ctx.req().getSession().invalidate());
            })) {
      String cookie = Site.cookie(site.get("/begin"));
      assertThat(heard).containsExactly("request null", "filter null", "created true");
      heard.clear();

      cookie = Site.cookie(site.get("/rename", "Cookie", cookie));
      assertThat(heard).containsExactly("request 1", "filter 1", "renamed true");
      heard.clear();

      site.get("/end", "Cookie", cookie);
      assertThat(heard).containsExactly("request 1", "filter 1", "destroyed 1");
    }
  }

  @Test
  void H33_listenersAreCalledForThePluginsOwnMethods() throws Exception {
    try (Site site =
        Site.of(
            config -> {
              config.jetty.modifyServletContextHandler(
                  servlets -> servlets.addEventListener(attributes()));
              config.routes.get(
                  "/all",
                  ctx -> {
                    SessionExtension session = ctx.with(RedisSessionPlugin.class);
                    session.remove("a");
                    session.set("a", "1");
                    session.set("a", "1");
                    session.update("a", String.class, before -> before + "2");
                    session.remove("a");
                    session.set("b", "1");
                    session.regenerate(SessionData.DROP);
                  });
            })) {
      site.get("/all");
    }
    assertThat(heard)
        .containsExactly("added a=1", "replaced a=1", "removed a=12", "added b=1", "removed b=1");
  }

  /** The first attribute begins the session, by whichever method it comes. */
  @Test
  void H33_listenersAreCalledForASessionThatBeginsByAFunction() throws Exception {
    try (Site site =
        Site.of(
            config -> {
              config.jetty.modifyServletContextHandler(
                  servlets -> {
                    listen(servlets);
                    servlets.addEventListener(attributes());
                  });
              config.routes.get(
                  "/count",
                  ctx ->
                      ctx.with(RedisSessionPlugin.class)
                          .update("a", Integer.class, count -> count == null ? 1 : count + 1));
              config.routes.get(
                  "/forget",
                  ctx ->
                      ctx.with(RedisSessionPlugin.class).update("a", Integer.class, count -> null));
              config.routes.get("/log-out", ctx -> ctx.with(RedisSessionPlugin.class).destroy());
            })) {
      String cookie = Site.cookie(site.get("/count"));
      for (String path : List.of("/count", "/forget", "/count", "/log-out")) {
        site.get(path, "Cookie", cookie);
      }
    }
    heard.removeIf(word -> word.startsWith("filter") || word.startsWith("request"));
    assertThat(heard)
        .containsExactly(
            "created true",
            "added a=1",
            "replaced a=1",
            "removed a=2",
            "added a=1",
            "destroyed 1",
            "removed a=1");
  }

  @Test
  void H12_aListenerThatThrowsKeepsNobodyLoggedIn() throws Exception {
    HttpSessionListener throwing =
        new HttpSessionListener() {
          @Override
          public void sessionCreated(HttpSessionEvent event) {
            throw new IllegalStateException("A listener throws, as it should");
          }

          @Override
          public void sessionDestroyed(HttpSessionEvent event) {
            throw new AssertionError("A listener throws, as it should");
          }
        };
    try (Site site =
        Site.of(
            config -> {
              config.jetty.modifyServletContextHandler(
                  servlets -> servlets.addEventListener(throwing));
              config.routes.get("/begin", ctx -> ctx.sessionAttribute("a", "1"));
              config.routes.get("/read", ctx -> ctx.result("" + ctx.sessionAttribute("a")));
              config.routes.get("/end", ctx -> ctx.req().getSession().invalidate());
            })) {
      HttpResponse<String> begun = site.get("/begin");
      assertThat(begun.statusCode()).isEqualTo(200);
      String cookie = Site.cookie(begun);
      assertThat(site.get("/read", "Cookie", cookie).body()).isEqualTo("1");

      assertThat(site.get("/end", "Cookie", cookie).statusCode()).isEqualTo(200);

      assertThat(site.get("/read", "Cookie", cookie).body()).isEqualTo("null");
    }
  }

  /** Else a log-in that tries again keeps the id that somebody may have planted. */
  @Test
  void H11_whatFailedToEndASessionOnceCanEndItAgain() throws Exception {
    AtomicInteger ids = new AtomicInteger();
    try (Site site =
        Site.of(
            options ->
                options.genid(
                    request -> {
                      if (ids.incrementAndGet() == 2) {
                        throw new IllegalArgumentException("No id this time, as it should");
                      }
                      return SessionId.random();
                    }),
            config -> {
              config.jetty.modifyServletContextHandler(this::listen);
              config.routes.get("/begin", ctx -> ctx.sessionAttribute("a", "1"));
              config.routes.get(
                  "/log-in",
                  ctx -> {
                    SessionExtension session = ctx.with(RedisSessionPlugin.class);
                    assertThatIllegalStateException()
                        .isThrownBy(() -> session.regenerate(SessionData.DROP));
                    session.regenerate(SessionData.DROP);
                    ctx.sessionAttribute("a", "2");
                  });
            })) {
      String cookie = Site.cookie(site.get("/begin"));

      HttpResponse<String> loggedIn = site.get("/log-in", "Cookie", cookie);

      assertThat(loggedIn.statusCode()).isEqualTo(200);
      assertThat(Site.cookie(loggedIn)).isNotEqualTo(cookie);
      assertThat(site.get("/read/a", "Cookie", cookie).body()).isNotIn("1", "2");
    }
  }
}
