package io.cloakroom.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.javalin.Peer.Notes;
import io.cloakroom.javalin.Peer.Place;
import io.cloakroom.javalin.Peer.Script;
import io.cloakroom.javalin.Peer.SentCookie;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * H33: what Jetty's own tests of sessions try (new ids, ends, redirects, listeners that change or
 * end the session, values of all kinds), over its sessions and over ours.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JettySuiteSideBySideTest {

  private Peer jetty;
  private Peer ours;

  @BeforeAll
  void start() {
    jetty = Peer.jetty(JettySuiteSideBySideTest::listen);
    ours = Peer.ours(JettySuiteSideBySideTest::listen);
  }

  @AfterAll
  void stop() {
    jetty.close();
    ours.close();
  }

  /** Two listeners of each kind, which use the session that they are told of. */
  private static void listen(ServletContextHandler servlets, Supplier<Notes> notes) {
    for (String name : List.of("one", "two")) {
      servlets.addEventListener(
          new HttpSessionListener() {
            @Override
            public void sessionCreated(HttpSessionEvent event) {
              notes.get().add(name + " hears of a session, new", event.getSession().isNew());
              event.getSession().setAttribute("by-" + name, "listener");
            }

            @Override
            public void sessionDestroyed(HttpSessionEvent event) {
              HttpSession session = event.getSession();
              notes.get().add(name + " hears of an end", session.getAttribute("a"));
              notes.get().run(name + " sets", () -> session.setAttribute("late", name));
              notes.get().call(name + " asks", () -> session.getCreationTime() > 0);
              notes.get().run(name + " ends it", session::invalidate);
            }
          });
      servlets.addEventListener(
          (HttpSessionIdListener)
              (event, old) -> {
                notes.get().id(name + " hears of a new id", event.getSession().getId());
                notes.get().id(name + " hears of the old id", old);
              });
    }
  }

  private void assertSame(Script... scripts) throws Exception {
    for (SentCookie visitor : List.of(SentCookie.NEW, SentCookie.KNOWN)) {
      for (Place place : Place.values()) {
        assertThat(ours.run(place, visitor, scripts))
            .as("%s in a %s", visitor, place)
            .isEqualTo(jetty.run(place, visitor, scripts));
      }
    }
  }

  private static void names(Peer.Call ctx, Notes notes) {
    HttpSession session = ctx.req().getSession(false);
    notes.add(
        "later",
        session == null ? null : new TreeSet<>(Collections.list(session.getAttributeNames())));
    notes.add("requested, valid", ctx.req().isRequestedSessionIdValid());
  }

  @Test
  void H33_aSessionThatBeginsAndEndsAndBeginsAgain() throws Exception {
    Script beginAndEnd =
        (ctx, notes) -> {
          HttpSession session = ctx.req().getSession();
          session.setAttribute("a", "1");
          notes.id("id", session.getId());
          session.invalidate();
        };
    Script begin = (ctx, notes) -> ctx.req().getSession().setAttribute("b", "2");
    assertSame(beginAndEnd, JettySuiteSideBySideTest::names);
    assertSame(begin, beginAndEnd, JettySuiteSideBySideTest::names);
    assertSame(
        (ctx, notes) -> {
          beginAndEnd.run(ctx, notes);
          beginAndEnd.run(ctx, notes);
          begin.run(ctx, notes);
        },
        JettySuiteSideBySideTest::names);
  }

  @Test
  void H33_aSessionBeginsOnceWhateverIsRemovedFromIt() throws Exception {
    assertSame(
        (ctx, notes) -> {
          HttpSession session = ctx.req().getSession();
          for (String value : List.of("1", "2")) {
            session.setAttribute("b", value);
            for (String name : Collections.list(session.getAttributeNames())) {
              session.removeAttribute(name);
            }
          }
          session.setAttribute("b", "3");
          notes.add("new", session.isNew() == ctx.req().getSession().isNew());
        },
        JettySuiteSideBySideTest::names);
  }

  @Test
  void H33_severalNewIdsInOneRequest() throws Exception {
    Script twice =
        (ctx, notes) -> {
          ctx.req().getSession().setAttribute("b", "1");
          notes.id("id", ctx.req().changeSessionId());
          notes.id("id", ctx.req().changeSessionId());
          notes.id("id", ctx.req().getSession().getId());
          notes.id("requested", ctx.req().getRequestedSessionId());
        };
    assertSame(twice, JettySuiteSideBySideTest::names);
    assertSame(
        (ctx, notes) -> {
          twice.run(ctx, notes);
          ctx.req().getSession().invalidate();
          notes.call("another id", ctx.req()::changeSessionId);
        },
        JettySuiteSideBySideTest::names);
  }

  @Test
  void H33_redirectsAndFailures() throws Exception {
    assertSame(
        (ctx, notes) -> {
          ctx.req().getSession().setAttribute("b", "1");
          ctx.res().sendRedirect("/elsewhere");
        },
        JettySuiteSideBySideTest::names);
    assertSame(
        (ctx, notes) -> {
          ctx.req().getSession().setAttribute("b", "1");
          throw new IllegalStateException("A handler fails, as it should");
        },
        JettySuiteSideBySideTest::names);
  }

  @Test
  @SuppressWarnings("unchecked")
  void H33_valuesThatAreChangedInPlace() throws Exception {
    assertSame(
        (ctx, notes) -> {
          List<Object> list = new ArrayList<>();
          ctx.req().getSession().setAttribute("list", list);
          list.add("after it was set");
          notes.add("same", ctx.req().getSession().getAttribute("list") == list);
        },
        (ctx, notes) -> {
          HttpSession session = ctx.req().getSession();
          List<Object> list = (List<Object>) session.getAttribute("list");
          notes.add("same", session.getAttribute("list") == list);
          list.add("after it was read");
          session.setAttribute("list", list);
        },
        (ctx, notes) -> notes.add("list", ctx.req().getSession().getAttribute("list")));
  }

  @Test
  @SuppressWarnings("JavaUtilDate") // applications store them
  void H33_valuesOfAllKinds() throws Exception {
    List<Object> values =
        List.of(
            1L << 60,
            1.5d,
            1.5f,
            (byte) 1,
            'c',
            Locale.CANADA_FRENCH,
            new TreeSet<>(List.of("a")),
            LocalDate.EPOCH,
            URI.create("http://a/b"),
            Instant.EPOCH);
    assertSame(
        (ctx, notes) -> {
          for (int i = 0; i < values.size(); i++) {
            ctx.req().getSession().setAttribute("value " + i, values.get(i));
          }
        },
        (ctx, notes) -> {
          for (int i = 0; i < values.size(); i++) {
            Object value = ctx.req().getSession().getAttribute("value " + i);
            notes.add(value.getClass().getName(), value);
          }
        });
  }

  @Test
  void H33_attributesAreRemovedWhileTheirNamesAreRead() throws Exception {
    assertSame(
        (ctx, notes) -> {
          HttpSession session = ctx.req().getSession();
          session.setAttribute("x", 1);
          session.setAttribute("y", 1);
          Enumeration<String> names = session.getAttributeNames();
          while (names.hasMoreElements()) {
            session.removeAttribute(names.nextElement());
          }
          notes.add("left", Collections.list(session.getAttributeNames()));
        });
  }

  @Test
  void H33_otherMethodsOfARequestThatUseSessions() throws Exception {
    assertSame(
        (ctx, notes) -> {
          HttpServletRequestWrapper wrapped = new HttpServletRequestWrapper(ctx.req());
          wrapped.getSession().setAttribute("b", "1");
          notes.add("same", wrapped.getSession() == ctx.req().getSession());
          wrapped.getSession().setMaxInactiveInterval(60);
          ctx.req().changeSessionId();
          notes.add("interval", wrapped.getSession().getMaxInactiveInterval());
          notes.run("log-out", ctx.req()::logout);
          notes.add("user", ctx.req().getRemoteUser());
          notes.add("timeout", ctx.req().getServletContext().getSessionTimeout());
        },
        (ctx, notes) -> notes.add("interval", ctx.req().getSession().getMaxInactiveInterval()));
  }

  /** Docs/javalin.md says why: the record's names are texts that are not empty. */
  @Test
  void H33_namesThatNoAttributeCanHave() throws Exception {
    Script script =
        (ctx, notes) -> {
          HttpSession session = ctx.req().getSession();
          notes.call("get null", () -> session.getAttribute(null));
          notes.run("set null", () -> session.setAttribute(null, "x"));
          notes.run("set empty", () -> session.setAttribute("", "x"));
        };

    assertThat(jetty.run(Place.HANDLER, SentCookie.KNOWN, script))
        .contains(
            "get null: NullPointerException", "set null: NullPointerException", "set empty: done");
    assertThat(ours.run(Place.HANDLER, SentCookie.KNOWN, script))
        .contains(
            "get null: IllegalArgumentException",
            "set null: IllegalArgumentException",
            "set empty: IllegalArgumentException");
  }
}
