package io.cloakroom.javalin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.express.Express;
import io.cloakroom.http.SessionData;
import io.cloakroom.http.SessionEngineBuilder;
import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.SessionStore;
import io.javalin.Javalin;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.SessionHandler;
import org.junit.jupiter.api.Test;

/** The plugin's options, and what {@code ctx.with} gives. */
class PluginTest {

  private static final SessionStore SHARED =
      RedisSessionStore.builder(InMemoryRedisCommands.create()).sharedWith(Express.peer()).build();
  private static final SessionStore STORE =
      RedisSessionStore.builder(InMemoryRedisCommands.create()).build();

  private static void create(Consumer<SessionEngineBuilder> options) {
    Javalin.create(config -> config.registerPlugin(new RedisSessionPlugin(options)));
  }

  @Test
  void S8_aMissingStoreIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> create(sessions -> sessions.secret("x".repeat(32))))
        .withMessageContaining("Option store");
  }

  @Test
  void S8_aMissingSecretIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> create(sessions -> sessions.store(STORE)))
        .withMessageContaining("Option secret");
  }

  @Test
  void S8_aBadNameIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> create(sessions -> sessions.store(STORE).secret("x".repeat(32)).name("a;b")))
        .withMessageContaining("Option name");
  }

  @Test
  void H3_aSharedCookieHasExpresssName() throws Exception {
    try (Site site =
        Site.of(
            sessions -> sessions.sharedWithExpress(true).store(SHARED),
            config -> config.routes.get("/", ctx -> ctx.sessionAttribute("user", "ada")))) {
      assertThat(Site.cookie(site.get("/"))).startsWith("connect.sid=s%3A");
    }
  }

  @Test
  void H11_theExtensionHasAllOfASession() throws Exception {
    try (Site site =
        Site.of(
            config -> {
              config.routes.get(
                  "/begin",
                  ctx -> {
                    SessionExtension session = ctx.with(RedisSessionPlugin.class);
                    session.set("a", "1");
                    session.set("b", "2");
                    session.remove("b");
                    session.setCookie(session.cookie().withMaxAge(Duration.ofHours(1)));
                    ctx.result(session.isNew() + " " + session.save() + " " + session.isNew());
                  });
              config.routes.get(
                  "/use",
                  ctx -> {
                    SessionExtension session = ctx.with(RedisSessionPlugin.class);
                    session.set("a", "forgotten");
                    ctx.result(
                        session.touch() + " " + session.reload() + " " + session.attributes());
                  });
              config.routes.get(
                  "/log-in",
                  ctx -> {
                    SessionExtension session = ctx.with(RedisSessionPlugin.class);
                    session.regenerate(SessionData.DROP);
                    session.set("user", "kim");
                  });
            })) {
      HttpResponse<String> begun = site.get("/begin");
      String cookie = Site.cookie(begun);

      assertThat(begun.body()).isEqualTo("true true false");
      assertThat(site.get("/use", "Cookie", cookie).body()).isEqualTo("true true {a=1}");

      HttpResponse<String> loggedIn = site.get("/log-in", "Cookie", cookie);
      assertThat(site.read(loggedIn, "user")).isEqualTo("kim");
      assertThat(site.read(loggedIn, "a")).isEqualTo("null");
      assertThat(site.get("/read/a", "Cookie", cookie).body()).isEqualTo("null");
    }
  }

  @Test
  void P18_theExtensionThrowsTheStoresOwnExceptions() throws Exception {
    try (Site site =
        Site.of(
            config ->
                config.routes.get(
                    "/save",
                    ctx -> {
                      SessionExtension session = ctx.with(RedisSessionPlugin.class);
                      session.set("a", "1");
                      try {
                        session.save();
                      } catch (RedisUnreachableException e) {
                        session.unset();
                        ctx.result("unreachable");
                      }
                    }))) {
      site.redis.away = true;

      assertThat(site.get("/save").body()).isEqualTo("unreachable");
    }
  }

  @Test
  void H33_otherSessionsInThePlaceOfThePluginsAreRefusedAtTheStart() {
    assertThatThrownBy(
            () ->
                Site.of(
                        config ->
                            config.jetty.modifyServletContextHandler(
                                servlets -> servlets.setSessionHandler(new SessionHandler())))
                    .close())
        .hasStackTraceContaining("modifyServletContextHandler");
  }

  @Test
  void H33_aCookieThatIsConfiguredTheServletsWayIsRefusedAtTheStart() {
    assertThatThrownBy(
            () ->
                Site.of(
                        config ->
                            config.jetty.modifyServletContextHandler(
                                servlets -> servlets.getSessionHandler().setSessionCookie("other")))
                    .close())
        .hasStackTraceContaining("cookie.path");
  }

  @Test
  void H16_aSessionThatAHandlerSavesIsNotSavedAgainForResave() throws Exception {
    try (Site site =
        Site.of(
            options -> options.resave(true),
            config -> {
              config.routes.get("/begin", ctx -> ctx.sessionAttribute("a", "1"));
              config.routes.get("/save", ctx -> ctx.with(RedisSessionPlugin.class).save());
            })) {
      String cookie = Site.cookie(site.get("/begin"));
      int before = site.redis.writes.get();

      assertThat(site.get("/save", "Cookie", cookie).statusCode()).isEqualTo(200);
      assertThat(site.redis.writes).hasValue(before + 1);

      assertThat(site.get("/read/a", "Cookie", cookie).body()).isEqualTo("1");
      assertThat(site.redis.writes).hasValue(before + 2);
    }
  }
}
