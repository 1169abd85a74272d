package io.cloakroom.micronaut;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.mock.InMemoryRedisCommands;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.annotation.Get;
import io.micronaut.session.Session;
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

  @Controller(value = "/status-page", produces = MediaType.TEXT_PLAIN)
  @Requires(property = TestSite.SPEC, value = SPEC)
  static class Pages {

    @Get("/set")
    String set(Session session) {
      session.put("color", "red");
      return "set";
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
