package io.cloakroom.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.javalin.Peer.Notes;
import io.cloakroom.javalin.Peer.Place;
import io.cloakroom.javalin.Peer.Script;
import io.cloakroom.javalin.Peer.SentCookie;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * H33: what Jetty's tests of servlets with sessions try (forwards, asynchronous requests, sessions
 * that begin and end within one), over its sessions and over ours.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JettyServletsSideBySideTest {

  private Peer jetty;
  private Peer ours;

  @BeforeAll
  void start() {
    jetty = Peer.jetty(JettyServletsSideBySideTest::serve);
    ours = Peer.ours(JettyServletsSideBySideTest::serve);
  }

  @AfterAll
  void stop() {
    jetty.close();
    ours.close();
  }

  /** Begins a session if there is none, and says what it has found. */
  private static final class Inner extends HttpServlet {
    private final transient Supplier<Notes> notes;

    Inner(Supplier<Notes> notes) {
      this.notes = notes;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      notes.get().add("inside", names(request));
      request.getSession().setAttribute("inner", "1");
      response.getWriter().print("inner: " + names(request));
    }
  }

  /** Includes the inner one, and changes the session when that has answered. */
  private static final class Middle extends HttpServlet {
    private final transient Supplier<Notes> notes;

    Middle(Supplier<Notes> notes) {
      this.notes = notes;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws ServletException, IOException {
      notes.get().add("in the middle", names(request));
      request.getRequestDispatcher("/inner").include(request, response);
      notes.get().add("after the include", names(request));
      request.getSession().setAttribute("middle", "1");
    }
  }

  private static void serve(ServletContextHandler servlets, Supplier<Notes> notes) {
    servlets.addServlet(new ServletHolder(new Inner(notes)), "/inner");
    servlets.addServlet(new ServletHolder(new Middle(notes)), "/middle");
  }

  private static String names(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return session == null
        ? "none"
        : new TreeSet<>(Collections.list(session.getAttributeNames())).toString();
  }

  private static void later(Peer.Call ctx, Notes notes) {
    notes.add("later", names(ctx.req()));
  }

  private void assertSame(Script... scripts) throws Exception {
    for (Place place : Place.values()) {
      assertSame(place, scripts);
    }
  }

  private void assertSame(Place place, Script... scripts) throws Exception {
    for (SentCookie visitor : SentCookie.values()) {
      assertThat(ours.run(place, visitor, scripts))
          .as("%s in a %s", visitor, place)
          .isEqualTo(jetty.run(place, visitor, scripts));
    }
  }

  @Test
  void H33_aSessionThatBeginsInAnIncludedServletIsChangedAfterIt() throws Exception {
    assertSame(
        (ctx, notes) -> {
          notes.add("outside", names(ctx.req()));
          ctx.req().getRequestDispatcher("/middle").include(ctx.req(), ctx.res());
          notes.add("at the end", names(ctx.req()));
          ctx.req().getSession().setAttribute("outer", "1");
        },
        JettyServletsSideBySideTest::later);
  }

  @Test
  void H33_aLogInThatEndsTheSessionAndForwards() throws Exception {
    assertSame(
        (ctx, notes) -> {
          ctx.req().getSession().invalidate();
          ctx.req().getSession(true).setAttribute("user", "ada");
          ctx.req().getRequestDispatcher("/inner").forward(ctx.req(), ctx.res());
        },
        JettyServletsSideBySideTest::later);
  }

  @Test
  void H33_aSessionThatEndsAfterAnIncludedServletHasChangedIt() throws Exception {
    assertSame(
        (ctx, notes) -> {
          ctx.req().getSession().setAttribute("b", "1");
          ctx.req().getRequestDispatcher("/inner").include(ctx.req(), ctx.res());
          ctx.req().getSession().invalidate();
          notes.add("ended", names(ctx.req()));
        },
        JettyServletsSideBySideTest::later);
  }

  @Test
  void H33_aNewIdLeavesTheSameSessionObject() throws Exception {
    assertSame(
        (ctx, notes) -> {
          HttpSession before = ctx.req().getSession();
          before.setAttribute("b", "1");
          String id = before.getId();
          notes.add("given", ctx.req().changeSessionId().equals(before.getId()));
          notes.add("same object", ctx.req().getSession(false) == before);
          notes.add("another id", !id.equals(before.getId()));
        },
        JettyServletsSideBySideTest::later);
  }

  @Test
  void H33_endingASessionTwice() throws Exception {
    assertSame(
        (ctx, notes) -> {
          HttpSession session = ctx.req().getSession();
          session.setAttribute("b", "1");
          session.invalidate();
          notes.run("again", session::invalidate);
          notes.call("names", session::getAttributeNames);
          notes.run("remove", () -> session.removeAttribute("b"));
          notes.add("there", names(ctx.req()));
          ctx.req().getSession().setAttribute("c", "1");
          notes.call("the old one", () -> session.getAttribute("c"));
        },
        JettyServletsSideBySideTest::later);
  }

  @Test
  void H33_aSessionOfADispatchedRequest() throws Exception {
    assertSame(
        Place.SERVLET, // Javalin itself ends a context that its handlers start
        (ctx, notes) -> {
          if (ctx.req().getAttribute("again") == null) {
            ctx.req().setAttribute("again", true);
            AsyncContext async = ctx.req().startAsync();
            notes.add("at first", names(ctx.req()));
            async.dispatch();
            return;
          }
          ctx.req().getSession().setAttribute("b", "1");
          ctx.res().getWriter().print("dispatched");
        },
        JettyServletsSideBySideTest::later);
  }

  @Test
  void H33_aSessionThatBeginsWhenTheOutputIsReady() throws Exception {
    assertSame(
        Place.SERVLET,
        (ctx, notes) -> {
          AsyncContext async = ctx.req().startAsync();
          ServletOutputStream out = ctx.res().getOutputStream();
          out.setWriteListener(
              new WriteListener() {
                @Override
                public void onWritePossible() throws IOException {
                  if (out.isReady()) {
                    ctx.req().getSession(true).setAttribute("b", "1");
                    out.print("ready");
                    async.complete();
                  }
                }

                @Override
                public void onError(Throwable failure) {
                  notes.add("failed", failure);
                }
              });
        },
        JettyServletsSideBySideTest::later);
  }

  @Test
  void H33_boundValuesAreCalledWithoutOtherListeners() throws Exception {
    assertSame(
        (ctx, notes) -> {
          ctx.req().getServletContext().setAttribute("notes", notes);
          ctx.req().getSession().setAttribute("b", new ServletSideBySideTest.Bound("one"));
          ctx.req().getSession().setAttribute("c", new ServletSideBySideTest.Bound("two"));
        });
  }

  @Test
  void H33_namesOfAttributesWithAnyCharacters() throws Exception {
    List<String> odd =
        List.of("a.b", "a%2eb", "$set", "a b", " ", "\u00e4\u20ac", "__proto__", "a\nb", "cookie2");
    assertSame(
        (ctx, notes) -> odd.forEach(name -> ctx.req().getSession().setAttribute(name, name)),
        (ctx, notes) -> {
          odd.forEach(name -> notes.add(name, ctx.req().getSession().getAttribute(name)));
          odd.forEach(name -> ctx.req().getSession().removeAttribute(name));
        },
        JettyServletsSideBySideTest::later);
  }
}
