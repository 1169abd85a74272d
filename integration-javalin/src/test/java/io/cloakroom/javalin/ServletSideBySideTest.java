package io.cloakroom.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.javalin.Peer.Call;
import io.cloakroom.javalin.Peer.Notes;
import io.cloakroom.javalin.Peer.Place;
import io.cloakroom.javalin.Peer.Script;
import io.cloakroom.javalin.Peer.SentCookie;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionActivationListener;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.io.IOException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * H33: the same servlet code over Jetty's own sessions and over ours, and what it sees. Where the
 * two differ on purpose, a test says what each does, and docs/javalin.md why.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServletSideBySideTest {

  private Peer jetty;
  private Peer ours;

  @BeforeAll
  void start() {
    jetty = Peer.jetty(ServletSideBySideTest::listen);
    ours = Peer.ours(ServletSideBySideTest::listen);
  }

  @AfterAll
  void stop() {
    jetty.close();
    ours.close();
  }

  /** A value that hears where it is put. */
  record Bound(String name) implements HttpSessionBindingListener, HttpSessionActivationListener {

    @Override
    public void valueBound(HttpSessionBindingEvent event) {
      note(event, "bound");
    }

    @Override
    public void valueUnbound(HttpSessionBindingEvent event) {
      note(event, "unbound");
    }

    private void note(HttpSessionBindingEvent event, String what) {
      Notes notes = (Notes) event.getSession().getServletContext().getAttribute("notes");
      if (notes != null) {
        notes.add(what, event.getName() + "=" + name);
      }
    }
  }

  private static void listen(ServletContextHandler servlets, Supplier<Notes> notes) {
    servlets.addServlet(new ServletHolder(new Target()), "/servlet");
    Filter filter =
        (request, response, chain) -> {
          request.getServletContext().setAttribute("notes", notes.get());
          if (((HttpServletRequest) request).getRequestURI().startsWith("/script")) {
            notes.get().add("filter, " + request.getDispatcherType(), a(request));
          }
          chain.doFilter(request, response);
        };
    FilterHolder holder = new FilterHolder(filter);
    holder.setAsyncSupported(true);
    servlets.addFilter(holder, "/*", EnumSet.allOf(DispatcherType.class));
    servlets.addEventListener(
        new ServletRequestListener() {
          @Override
          public void requestInitialized(ServletRequestEvent event) {
            HttpServletRequest request = (HttpServletRequest) event.getServletRequest();
            if (request.getRequestURI().startsWith("/script")) {
              notes.get().add("request begins", a(request));
            }
          }
        });
    servlets.addEventListener(
        new HttpSessionListener() {
          @Override
          public void sessionCreated(HttpSessionEvent event) {
            notes.get().add("created, new", event.getSession().isNew());
          }

          @Override
          public void sessionDestroyed(HttpSessionEvent event) {
            notes.get().add("destroyed", event.getSession().getAttribute("a"));
          }
        });
    servlets.addEventListener(
        (HttpSessionIdListener)
            (event, oldId) -> {
              notes.get().id("was", oldId);
              notes.get().id("is", event.getSession().getId());
            });
    servlets.addEventListener(
        new HttpSessionAttributeListener() {
          @Override
          public void attributeAdded(HttpSessionBindingEvent event) {
            notes.get().add("added " + event.getName(), event.getValue());
          }

          @Override
          public void attributeRemoved(HttpSessionBindingEvent event) {
            notes.get().add("removed " + event.getName(), event.getValue());
          }

          @Override
          public void attributeReplaced(HttpSessionBindingEvent event) {
            notes
                .get()
                .add(
                    "replaced " + event.getName(),
                    event.getValue() + " by " + event.getSession().getAttribute(event.getName()));
          }
        });
  }

  /** What is forwarded to and included. */
  private static final class Target extends HttpServlet {
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      request.getSession().setAttribute("target", "reached");
      response.getOutputStream().print(request.getDispatcherType() + " sees " + a(request));
    }
  }

  private static Object a(jakarta.servlet.ServletRequest request) {
    HttpSession session = ((HttpServletRequest) request).getSession(false);
    return session == null ? "no session" : session.getAttribute("a");
  }

  private void assertSame(SentCookie visitor, Script... scripts) throws Exception {
    for (Place place : Place.values()) {
      assertSame(place, visitor, scripts);
    }
  }

  private void assertSame(Place place, SentCookie visitor, Script... scripts) throws Exception {
    List<String> expected = jetty.run(place, visitor, scripts);
    assertThat(ours.run(place, visitor, scripts)).as("in a %s", place).isEqualTo(expected);
  }

  private static void readBack(Call ctx, Notes notes) {
    HttpSession session = ctx.req().getSession(false);
    notes.add("later", session == null ? null : Collections.list(session.getAttributeNames()));
  }

  @ParameterizedTest
  @EnumSource(SentCookie.class)
  void aSessionThatIsAskedForIsThere(SentCookie visitor) throws Exception {
    assertSameButForTheFirstAttribute(
        visitor,
        (ctx, notes) -> {
          HttpServletRequest request = ctx.req();
          notes.add("before", request.getSession(false) != null);
          HttpSession session = request.getSession();
          notes.add("new", session.isNew());
          notes.add("same", session == request.getSession(true));
          notes.add("and", session == request.getSession(false));
          notes.add("names", Collections.list(session.getAttributeNames()));
          notes.add("context", session.getServletContext() != null);
          session.setAttribute("b", "2");
          notes.add("still new", request.getSession().isNew());
        },
        (ctx, notes) -> {
          notes.add("new", ctx.req().getSession().isNew());
          readBack(ctx, notes);
        });
  }

  @ParameterizedTest
  @EnumSource(SentCookie.class)
  void aNewIdAfterAskingForTheSession(SentCookie visitor) throws Exception {
    assertSame(
        visitor,
        (ctx, notes) -> {
          HttpSession session = ctx.req().getSession();
          session.setAttribute("b", "2");
          String before = session.getId();
          notes.id("before", before);
          String after = ctx.req().changeSessionId();
          notes.add("changed", !after.equals(before));
          notes.add("session has it", session.getId().equals(after));
          notes.add("same session", ctx.req().getSession(false) == session);
          notes.add("names", Collections.list(session.getAttributeNames()));
        },
        ServletSideBySideTest::readBack);
  }

  @Test
  void aNewIdOfASessionWithNothingInIt() throws Exception {
    assertSameButForTheFirstAttribute(
        SentCookie.NEW,
        (ctx, notes) -> {
          String before = ctx.req().getSession().getId();
          notes.add("changed", !ctx.req().changeSessionId().equals(before));
          notes.add("new", ctx.req().getSession().isNew());
        });
  }

  /** No session begins here before its first attribute, so nobody hears of one until then. */
  private void assertSameButForTheFirstAttribute(SentCookie visitor, Script... scripts)
      throws Exception {
    for (Place place : Place.values()) {
      assertThat(withoutEvents(ours.run(place, visitor, scripts)))
          .as("in a %s", place)
          .isEqualTo(withoutEvents(jetty.run(place, visitor, scripts)));
    }
  }

  private static List<String> withoutEvents(List<String> lines) {
    return lines.stream().filter(line -> !line.matches("(created|was|is)\\b.*")).toList();
  }

  @ParameterizedTest
  @EnumSource(value = SentCookie.class, mode = EnumSource.Mode.EXCLUDE, names = "KNOWN")
  void aNewIdNeedsASession(SentCookie visitor) throws Exception {
    assertSame(visitor, (ctx, notes) -> notes.call("id", ctx.req()::changeSessionId));
  }

  @ParameterizedTest
  @EnumSource(
      value = SentCookie.class,
      names = {"NEW", "KNOWN"})
  void whatAnInvalidatedSessionStillSays(SentCookie visitor) throws Exception {
    assertSame(
        visitor,
        (ctx, notes) -> {
          HttpSession session = ctx.req().getSession();
          session.setAttribute("b", "2");
          session.setMaxInactiveInterval(90);
          notes.id("id", session.getId());
          session.invalidate();
          notes.id("id after", session.getId());
          notes.call("attribute", () -> session.getAttribute("a"));
          notes.call("names", session::getAttributeNames);
          notes.run("set", () -> session.setAttribute("a", "3"));
          notes.run("set null", () -> session.setAttribute("a", null));
          notes.run("remove", () -> session.removeAttribute("a"));
          notes.call("new", session::isNew);
          notes.call("created", session::getCreationTime);
          notes.call("accessed", session::getLastAccessedTime);
          notes.call("interval", session::getMaxInactiveInterval);
          notes.run("set interval", () -> session.setMaxInactiveInterval(7));
          notes.call("context", () -> session.getServletContext() != null);
          notes.run("again", session::invalidate);
          notes.add("gone", ctx.req().getSession(false) == null);
          notes.add("valid", ctx.req().isRequestedSessionIdValid());
          HttpSession another = ctx.req().getSession();
          another.setAttribute("c", "4");
          notes.add("another", another != session && !another.getId().equals(session.getId()));
          notes.add("another is new", another.isNew());
        },
        ServletSideBySideTest::readBack);
  }

  @ParameterizedTest
  @EnumSource(
      value = SentCookie.class,
      names = {"NEW", "KNOWN", "ENDED"})
  void theIdThatWasAskedFor(SentCookie visitor) throws Exception {
    Script requested =
        (ctx, notes) -> {
          notes.id("requested", ctx.req().getRequestedSessionId());
          notes.add("valid", ctx.req().isRequestedSessionIdValid());
          notes.add("from cookie", ctx.req().isRequestedSessionIdFromCookie());
          notes.add("from URL", ctx.req().isRequestedSessionIdFromURL());
        };
    assertSame(
        visitor,
        requested,
        (ctx, notes) -> {
          ctx.req().getSession().setAttribute("b", "2");
          requested.run(ctx, notes);
          ctx.req().changeSessionId();
          requested.run(ctx, notes);
        },
        (ctx, notes) -> {
          requested.run(ctx, notes);
          ctx.req().getSession().invalidate();
          requested.run(ctx, notes);
        });
  }

  @Test
  void aForgedIdWasNotAskedFor() throws Exception {
    Script script =
        (ctx, notes) -> {
          notes.add("requested", ctx.req().getRequestedSessionId() != null);
          notes.add("valid", ctx.req().isRequestedSessionIdValid());
          notes.add("from cookie", ctx.req().isRequestedSessionIdFromCookie());
        };

    assertThat(jetty.run(Place.HANDLER, SentCookie.FORGED, script))
        .contains("requested: true", "valid: false", "from cookie: true");
    assertThat(ours.run(Place.HANDLER, SentCookie.FORGED, script))
        .contains("requested: false", "valid: false", "from cookie: false");
  }

  @ParameterizedTest
  @EnumSource(
      value = SentCookie.class,
      names = {"NEW", "KNOWN"})
  void attributesOfAllKinds(SentCookie visitor) throws Exception {
    assertSameButForTheFirstAttribute(
        visitor,
        (ctx, notes) -> {
          HttpSession session = ctx.req().getSession();
          notes.add("missing", session.getAttribute("missing"));
          session.setAttribute("b", "2");
          session.setAttribute("b", "3");
          session.setAttribute("b", "3");
          session.setAttribute("c", List.of(1, "two"));
          session.setAttribute("a", null);
          session.removeAttribute("never");
          session.setAttribute("neither", null);
          notes.add("names", Collections.list(session.getAttributeNames()));
          session.removeAttribute("b");
        },
        ServletSideBySideTest::readBack);
  }

  @ParameterizedTest
  @EnumSource(
      value = SentCookie.class,
      names = {"NEW", "KNOWN"})
  void valuesHearWhereTheyAreBound(SentCookie visitor) throws Exception {
    assertSame(
        visitor,
        (ctx, notes) -> {
          HttpSession session = ctx.req().getSession();
          Bound one = new Bound("one");
          session.setAttribute("b", one);
          session.setAttribute("b", one);
          session.setAttribute("b", new Bound("two"));
          session.setAttribute("c", new Bound("three"));
          session.removeAttribute("b");
        },
        (ctx, notes) -> {
          HttpSession session = ctx.req().getSession();
          session.setAttribute("c", "no listener");
          session.setAttribute("d", new Bound("four"));
        },
        (ctx, notes) -> {
          // Jetty tells in the order of a hash table: one attribute is left
          ctx.req().getSession().removeAttribute("a");
          ctx.req().getSession().removeAttribute("c");
          ctx.req().getSession().invalidate();
        });
  }

  @ParameterizedTest
  @EnumSource(
      value = SentCookie.class,
      names = {"NEW", "KNOWN"})
  void theIntervalIsKept(SentCookie visitor) throws Exception {
    assertSame(
        visitor,
        (ctx, notes) -> {
          HttpSession session = ctx.req().getSession();
          session.setAttribute("b", "2");
          for (int seconds : new int[] {1, 90, 31_536_000, Integer.MAX_VALUE, 600}) {
            session.setMaxInactiveInterval(seconds);
            notes.add("interval", session.getMaxInactiveInterval());
          }
        },
        (ctx, notes) -> notes.add("later", ctx.req().getSession().getMaxInactiveInterval()));
  }

  @Test
  void aSessionCanNotBeMadeToLiveForEver() throws Exception {
    Script script =
        (ctx, notes) -> {
          HttpSession session = ctx.req().getSession();
          notes.run("0", () -> session.setMaxInactiveInterval(0));
          notes.run("-1", () -> session.setMaxInactiveInterval(-1));
        };

    assertThat(jetty.run(Place.HANDLER, SentCookie.KNOWN, script)).contains("0: done", "-1: done");
    assertThat(ours.run(Place.HANDLER, SentCookie.KNOWN, script))
        .contains("0: IllegalArgumentException", "-1: IllegalArgumentException");
  }

  @Test
  void theTimesOfASession() throws Exception {
    AtomicLong created = new AtomicLong();
    assertSame(
        SentCookie.KNOWN,
        (ctx, notes) -> {
          HttpSession session = ctx.req().getSession();
          created.set(session.getCreationTime());
          notes.add("created", created.get() > 1_700_000_000_000L);
          notes.add("then accessed", created.get() <= session.getLastAccessedTime());
        },
        (ctx, notes) ->
            notes.add("the same", created.get() == ctx.req().getSession().getCreationTime()));
  }

  @Test
  void noIdGoesIntoUrlsWhereTheClientHasACookie() throws Exception {
    assertSame(
        SentCookie.KNOWN,
        (ctx, notes) -> {
          notes.add("encoded", ctx.res().encodeURL("/next?a=1#b"));
          notes.add("redirect", ctx.res().encodeRedirectURL("/next"));
        });
  }

  @Test
  void theCookieIsTheOneOfThePlugin() throws Exception {
    Script script =
        (ctx, notes) -> {
          SessionCookieConfig cookie = ctx.req().getServletContext().getSessionCookieConfig();
          notes.add("name", cookie.getName());
          notes.add("path", cookie.getPath());
          notes.add("httpOnly", cookie.isHttpOnly());
          notes.add("maxAge", cookie.getMaxAge());
          notes.add("modes", ctx.req().getServletContext().getEffectiveSessionTrackingModes());
          notes.run("change", () -> cookie.setName("other"));
        };

    assertThat(jetty.run(Place.HANDLER, SentCookie.NEW, script))
        .contains("name: JSESSIONID", "change: IllegalStateException");
    assertThat(ours.run(Place.HANDLER, SentCookie.NEW, script))
        .contains(
            "name: sid",
            "path: /",
            "httpOnly: true",
            "maxAge: -1",
            "modes: [COOKIE]",
            "change: IllegalStateException");
  }

  @ParameterizedTest
  @EnumSource(
      value = SentCookie.class,
      names = {"NEW", "KNOWN"})
  void forwardsAndIncludesSeeTheSession(SentCookie visitor) throws Exception {
    assertSame(
        visitor,
        (ctx, notes) -> {
          ctx.req().getSession().setAttribute("b", "2");
          ctx.req().getRequestDispatcher("/servlet").forward(ctx.req(), ctx.res());
        },
        ServletSideBySideTest::readBack);
    assertSame(
        visitor,
        (ctx, notes) -> {
          ctx.req().getSession().setAttribute("b", "2");
          ctx.req().getRequestDispatcher("/servlet").include(ctx.req(), ctx.res());
        },
        ServletSideBySideTest::readBack);
  }

  @ParameterizedTest
  @EnumSource(
      value = SentCookie.class,
      names = {"NEW", "KNOWN"})
  void anAsynchronousContextSeesTheSessionOnItsOwnThread(SentCookie visitor) throws Exception {
    assertSame(
        Place.SERVLET, // Javalin itself ends a context that its handlers start
        visitor,
        (ctx, notes) -> {
          AsyncContext async = ctx.req().startAsync();
          CountDownLatch returned = new CountDownLatch(1);
          Thread thread =
              new Thread(
                  () -> {
                    try {
                      returned.await(10, TimeUnit.SECONDS);
                      HttpServletRequest request = (HttpServletRequest) async.getRequest();
                      notes.add("there", a(request));
                      request.getSession().setAttribute("b", "2");
                      async.getResponse().getOutputStream().print("done");
                    } catch (Exception e) {
                      notes.add("failed", e);
                    } finally {
                      async.complete();
                    }
                  });
          thread.start();
          returned.countDown();
        },
        ServletSideBySideTest::readBack);
  }

  @ParameterizedTest
  @EnumSource(
      value = SentCookie.class,
      names = {"NEW", "KNOWN"})
  void anAsynchronousDispatchSeesTheSession(SentCookie visitor) throws Exception {
    assertSame(
        Place.SERVLET, // Javalin itself ends a context that its handlers start
        visitor,
        (ctx, notes) -> {
          ctx.req().getSession().setAttribute("b", "2");
          ctx.req().startAsync().dispatch("/servlet");
        },
        ServletSideBySideTest::readBack);
  }

  @ParameterizedTest
  @EnumSource(
      value = SentCookie.class,
      names = {"NEW", "KNOWN"})
  void anErrorKeepsWhatTheHandlerDid(SentCookie visitor) throws Exception {
    assertSame(
        visitor,
        (ctx, notes) -> {
          ctx.req().getSession().setAttribute("b", "2");
          ctx.res().sendError(418);
        },
        ServletSideBySideTest::readBack);
  }

  @Test
  void noSessionBeginsOnceTheResponseHasBegun() throws Exception {
    assertSame(
        SentCookie.NEW,
        (ctx, notes) -> {
          ctx.res().getOutputStream().print("begun");
          ctx.res().flushBuffer();
          notes.call("session", () -> ctx.req().getSession() != null);
          notes.add("none", ctx.req().getSession(false) == null);
        });
  }

  @Test
  void aKnownSessionCanStillBeChangedThen() throws Exception {
    assertSame(
        SentCookie.KNOWN,
        (ctx, notes) -> {
          ctx.res().getOutputStream().print("begun");
          ctx.res().flushBuffer();
          ctx.req().getSession().setAttribute("b", "2");
        },
        ServletSideBySideTest::readBack);
  }
}
