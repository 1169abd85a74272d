package io.cloakroom.javalin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.cloakroom.http.SessionData;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The servlet API's sessions, and Javalin's methods that stand on them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServletSessionTest {

  private Site site;
  private volatile Handler handler = ctx -> {};

  @BeforeAll
  void start() {
    site = Site.of(this::routes);
  }

  @AfterAll
  void stop() {
    site.close();
  }

  private void routes(JavalinConfig config) {
    config.routes.get("/begin", ctx -> ctx.sessionAttribute("a", "1"));
    config.routes.get("/handler", this::handle);
  }

  private void handle(Context ctx) throws Exception {
    try {
      handler.handle(ctx);
    } catch (AssertionError e) {
      ctx.status(500).result(e.toString());
    }
  }

  /** Runs what may assert within a handler; a failed assertion is a 500 there. */
  private HttpResponse<String> run(Handler what, String... headers) throws Exception {
    handler = what;
    HttpResponse<String> response = site.get("/handler", headers);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response;
  }

  private String begin() throws Exception {
    return Site.cookie(site.get("/begin"));
  }

  @Test
  void H2_askingCreatesNothing() throws Exception {
    int before = site.redis.writes.get();

    HttpResponse<String> response =
        run(
            ctx -> {
              HttpServletRequest request = ctx.req();
              assertThat(request.getSession(false)).isNull();
              assertThat(request.getSession().isNew()).isTrue();
              assertThat(request.getSession(true).getAttribute("a")).isNull();
              assertThat(request.getSession().getId()).isNotEmpty();
              assertThat(ctx.sessionAttributeMap()).isEmpty();
              assertThat(ctx.<Object>consumeSessionAttribute("a")).isNull();
              request.getSession().removeAttribute("a");
              request.getSession().setAttribute("a", null);
              assertThat(request.getSession(false)).isSameAs(request.getSession());
              assertThat(request.getRequestedSessionId()).isNull();
              assertThat(request.isRequestedSessionIdValid()).isFalse();
            });

    assertThat(Site.cookies(response)).isEmpty();
    assertThat(site.redis.writes).hasValue(before);
  }

  @Test
  void H4_attributesAreReadWrittenAndRemoved() throws Exception {
    String cookie = begin();

    run(
        ctx -> {
          HttpSession session = ctx.req().getSession(false);
          assertThat(session.isNew()).isFalse();
          assertThat(session.getAttribute("a")).isEqualTo("1");
          assertThat(session).isSameAs(ctx.req().getSession());
          session.setAttribute("b", 2);
          session.setAttribute("a", null);
          assertThat(Collections.list(session.getAttributeNames())).containsExactly("b");
          assertThat(session.getServletContext()).isNotNull();
          assertThat(session.getCreationTime())
              .isPositive()
              .isLessThanOrEqualTo(session.getLastAccessedTime());
          ctx.sessionAttribute("c", "once");
        },
        "Cookie",
        cookie);
    run(
        ctx -> {
          assertThat(ctx.sessionAttributeMap()).isEqualTo(Map.of("b", 2, "c", "once"));
          assertThat(ctx.<Object>consumeSessionAttribute("c")).isEqualTo("once");
          assertThat(ctx.<Object>cachedSessionAttribute("b")).isEqualTo(2);
          assertThat((Object) ctx.cachedSessionAttributeOrCompute("d", c -> "computed"))
              .isEqualTo("computed");
        },
        "Cookie",
        cookie);

    assertThat(site.get("/read/c", "Cookie", cookie).body()).isEqualTo("null");
    assertThat(site.get("/read/d", "Cookie", cookie).body()).isEqualTo("computed");
  }

  @Test
  void H11_changeSessionIdKeepsTheDataUnderAnotherId() throws Exception {
    String cookie = begin();

    HttpResponse<String> response =
        run(
            ctx -> {
              String old = ctx.req().getSession().getId();
              String changed = ctx.req().changeSessionId();
              assertThat(changed).isNotEqualTo(old).isEqualTo(ctx.req().getSession().getId());
              assertThat(ctx.req().getRequestedSessionId()).isEqualTo(old);
              assertThat(ctx.req().isRequestedSessionIdValid()).isFalse();
              assertThat(ctx.req().isRequestedSessionIdFromCookie()).isTrue();
            },
            "Cookie",
            cookie);

    assertThat(site.read(response, "a")).isEqualTo("1");
    assertThat(site.get("/read/a", "Cookie", cookie).body()).isEqualTo("null");
  }

  @Test
  void H11_changeSessionIdNeedsASession() throws Exception {
    run(ctx -> assertThatIllegalStateException().isThrownBy(ctx.req()::changeSessionId));
  }

  @Test
  void H12_anInvalidatedSessionCannotBeUsedAndAnotherCanBegin() throws Exception {
    String cookie = begin();

    HttpResponse<String> response =
        run(
            ctx -> {
              HttpSession old = ctx.req().getSession();
              old.invalidate();
              assertThatIllegalStateException().isThrownBy(() -> old.getAttribute("a"));
              assertThatIllegalStateException().isThrownBy(() -> old.setAttribute("a", "2"));
              assertThatIllegalStateException().isThrownBy(old::isNew);
              assertThatIllegalStateException().isThrownBy(old::invalidate);
              assertThat(ctx.req().getSession(false)).isNull();
              assertThat(ctx.req().isRequestedSessionIdValid()).isFalse();
              ctx.req().getSession().setAttribute("a", "another");
            },
            "Cookie",
            cookie);

    assertThat(site.read(response, "a")).isEqualTo("another");
    assertThat(site.get("/read/a", "Cookie", cookie).body()).isEqualTo("null");
  }

  @Test
  void H12_aSessionThatTheExtensionDestroyedIsInvalid() throws Exception {
    String cookie = begin();

    HttpResponse<String> response =
        run(
            ctx -> {
              HttpSession old = ctx.req().getSession();
              ctx.with(RedisSessionPlugin.class).destroy();
              assertThatIllegalStateException().isThrownBy(() -> old.getAttribute("a"));
            },
            "Cookie",
            cookie);

    assertThat(response.headers().firstValue("Set-Cookie").orElseThrow()).contains("1970");
  }

  @Test
  void H34_theMaxInactiveIntervalIsIdleTimeOnTheServerAndNotTheCookies() throws Exception {
    HttpResponse<String> response =
        run(
            ctx -> {
              HttpSession session = ctx.req().getSession();
              assertThat(session.getMaxInactiveInterval()).isEqualTo(86_400);
              session.setAttribute("a", "1");
              session.setMaxInactiveInterval(90);
              assertThat(session.getMaxInactiveInterval()).isEqualTo(90);
              assertThatIllegalArgumentException()
                  .isThrownBy(() -> session.setMaxInactiveInterval(0))
                  .withMessageContaining("disableTtl");
            });

    assertThat(response.headers().firstValue("Set-Cookie").orElseThrow())
        .doesNotContain("Expires", "Max-Age");
    run(
        ctx -> assertThat(ctx.req().getSession().getMaxInactiveInterval()).isEqualTo(90),
        "Cookie",
        Site.cookie(response));
  }

  @Test
  void H33_aSessionThatWasAskedForIsThereForTheRestOfTheRequest() throws Exception {
    run(
        ctx -> {
          HttpSession session = ctx.req().getSession();
          assertThat(ctx.req().getSession(false)).isSameAs(session);
          String before = session.getId();
          assertThat(ctx.req().changeSessionId()).isNotEqualTo(before).isEqualTo(session.getId());
        });
  }

  @Test
  void H33_anInvalidatedSessionStillSaysItsIdAndInterval() throws Exception {
    String cookie = begin();

    run(
        ctx -> {
          HttpSession session = ctx.req().getSession();
          String id = session.getId();
          session.invalidate();
          assertThat(session.getId()).isEqualTo(id).isEqualTo(ctx.req().getRequestedSessionId());
          assertThat(session.getMaxInactiveInterval()).isEqualTo(86_400);
          session.setMaxInactiveInterval(5);
        },
        "Cookie",
        cookie);
  }

  @Test
  void H28_noIdComesFromOrGoesIntoAUrl() throws Exception {
    String cookie = begin();
    String id = site.store.blocking().ids().findFirst().orElseThrow().value();

    HttpResponse<String> response =
        run(ctx -> ctx.result(ctx.res().encodeURL("/next")), "Cookie", cookie);

    assertThat(response.body()).isEqualTo("/next");
    assertThat(site.get("/read/a;jsessionid=" + id).body()).isEqualTo("null");
    assertThat(site.get("/read/a?jsessionid=" + id + "&sid=" + id).body()).isEqualTo("null");
    assertThat(site.get("/read/a", "Cookie", "JSESSIONID=" + id + "; sid=" + id).body())
        .isEqualTo("null");
  }

  @Test
  void H25_outsideOfTheCookiesPathNoSessionIsStored() throws Exception {
    Map<String, Handler> refused =
        Map.of(
            "sessionAttribute", ctx -> ctx.sessionAttribute("a", "2"),
            "setAttribute", ctx -> ctx.req().getSession().setAttribute("a", "2"),
            "setMaxInactiveInterval", ctx -> ctx.req().getSession().setMaxInactiveInterval(60),
            "getId and changeSessionId",
                ctx -> {
                  assertThat(ctx.req().getSession().getId()).isNotEmpty();
                  ctx.req().changeSessionId();
                },
            "regenerate", ctx -> of(ctx).regenerate(SessionData.KEEP),
            "destroyOthers", ctx -> of(ctx).destroyOthers(),
            "setCookie", ctx -> of(ctx).setCookie(of(ctx).cookie().withMaxAge(Duration.ofDays(1))),
            "save", ctx -> of(ctx).save());
    AtomicReference<Handler> tried = new AtomicReference<>(ctx -> {});
    try (Site scoped =
        Site.of(
            options -> options.cookie(cookie -> cookie.path("/app")),
            config -> {
              config.routes.get("/app/begin", ctx -> ctx.sessionAttribute("a", "1"));
              config.routes.get("/elsewhere", ctx -> ctx.result(outside(ctx, tried.get())));
            })) {
      String cookie = Site.cookie(scoped.get("/app/begin"));
      int writes = scoped.redis.writes.get();
      for (Map.Entry<String, Handler> one : refused.entrySet()) {
        tried.set(one.getValue());

        HttpResponse<String> response = scoped.get("/elsewhere", "Cookie", cookie);

        assertThat(response.body()).as(one.getKey()).contains("/elsewhere", "cookie.path is /app");
        assertThat(Site.cookies(response)).as(one.getKey()).isEmpty();
      }
      assertThat(scoped.redis.writes).hasValue(writes);
      assertThat(scoped.ids()).hasSize(1);
    }
  }

  private static SessionExtension of(Context ctx) {
    return ctx.with(RedisSessionPlugin.class);
  }

  /** Tries it where there is no session, and returns how it was refused. */
  private static String outside(Context ctx, Handler tried) throws Exception {
    assertThat(ctx.req().getSession(false)).isNull();
    assertThat(ctx.<Object>sessionAttribute("a")).isNull();
    try {
      tried.handle(ctx);
    } catch (IllegalStateException e) {
      return "" + e.getMessage();
    }
    return "not refused";
  }
}
