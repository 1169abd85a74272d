package io.cloakroom.micronaut;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.http.RequestSession;
import io.cloakroom.mock.InMemoryRedisCommands;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.session.Session;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The application's page for a status has the visitor's session. */
class StatusPageTest {

  private static final String SPEC = "status-page";

  private TestSite site;

  @BeforeEach
  void start() {
    site = TestSite.over(InMemoryRedisCommands.create(), SPEC);
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void whoeverAsksForWhatIsNotThereSeesItsPageWithTheSession() throws Exception {
    String cookie = TestSite.cookie(site.get("/status-page/set"));

    for (String path : new String[] {"/nowhere", "/status-page/gone"}) {
      java.net.http.HttpResponse<String> known = site.get(path, "Cookie", cookie);
      assertThat(known.statusCode()).as(path).isEqualTo(404);
      assertThat(known.body()).as(path).isEqualTo("nothing for red");
      assertThat(site.get(path).body()).as(path).isEqualTo("nothing for null");
    }
  }

  @Test
  void H7_whatThePageOfAThrownStatusChangesIsSavedAndWhatTheHandlerDidIsDropped() throws Exception {
    try (TestSite dropping = dropping()) {
      assertThat(afterwards(dropping, "/status-page/thrown", 409)).isEqualTo("null then page");
    }
  }

  @Test
  void H7_aHandlerThatReturnsAStatusHasNotFailed() throws Exception {
    try (TestSite dropping = dropping()) {
      assertThat(afterwards(dropping, "/status-page/returned", 409)).isEqualTo("handler then page");
    }
  }

  private static TestSite dropping() {
    return TestSite.over(
        InMemoryRedisCommands.create(), SPEC, Map.of("cloakroom.on-handler-error", "drop"));
  }

  private static String afterwards(TestSite dropping, String path, int status) throws Exception {
    String cookie = TestSite.cookie(dropping.get("/status-page/set"));
    assertThat(dropping.get(path, "Cookie", cookie).statusCode()).isEqualTo(status);
    return dropping.get("/status-page/changes", "Cookie", cookie).body();
  }

  @Controller(value = "/status-page", produces = MediaType.TEXT_PLAIN)
  @Requires(property = TestSite.SPEC, value = SPEC)
  static class Pages {

    @Get("/set")
    String set(Session session) {
      session.put("color", "red");
      return "set";
    }

    @Get("/thrown")
    String thrown(RequestSession session) {
      session.set("by-handler", "handler");
      throw new HttpStatusException(HttpStatus.CONFLICT, "as it should");
    }

    @Get("/returned")
    HttpResponse<?> returned(RequestSession session) {
      session.set("by-handler", "handler");
      return HttpResponse.status(HttpStatus.CONFLICT);
    }

    @Error(status = HttpStatus.CONFLICT)
    HttpResponse<String> conflict(RequestSession session) {
      session.set("by-page", "page");
      return HttpResponse.<String>status(HttpStatus.CONFLICT).body("conflict");
    }

    @Get("/changes")
    String changes(RequestSession session) {
      return session.get("by-handler", String.class)
          + " then "
          + session.get("by-page", String.class);
    }

    @Get("/gone")
    HttpResponse<?> gone() {
      return HttpResponse.notFound();
    }

    @Error(status = HttpStatus.NOT_FOUND, global = true)
    HttpResponse<String> notFound(@Nullable Session session) {
      Object color = session == null ? null : session.get("color", String.class).orElse("none");
      return HttpResponse.<String>notFound()
          .contentType(MediaType.TEXT_PLAIN_TYPE)
          .body("nothing for " + color);
    }
  }
}
