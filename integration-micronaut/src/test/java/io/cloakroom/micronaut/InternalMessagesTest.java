package io.cloakroom.micronaut;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.http.RequestSession;
import io.cloakroom.http.SessionData;
import io.cloakroom.redis.RedisCommands;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.session.Session;
import io.micronaut.session.http.SessionForRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Cloakroom tells developers is in the log, and in no response. */
class InternalMessagesTest {

  private final SlowRedis redis = new SlowRedis();
  private final TestSite site =
      TestSite.over(redis, "messages", Map.of("cloakroom.cookie.path", "/inside"));

  @AfterEach
  void stop() {
    site.close();
    redis.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/inside/unstorable",
        "/inside/unloaded",
        "/inside/null-name",
        "/outside",
        "/inside/wrapped"
      })
  void noMessageOfOursReachesAVisitor(String page) throws Exception {
    String cookie = TestSite.cookie(site.get("/inside/begin"));
    for (String accept : new String[] {"application/json", "text/html", "*/*"}) {
      HttpResponse<String> response = site.get(page, "Cookie", cookie, "Accept", accept);

      assertThat(response.statusCode()).isBetween(400, 500);
      assertThat(response.body())
          .doesNotContainIgnoringCase("cloakroom")
          .doesNotContain("secretCart", "java.lang", "serializer", "cookie.path", "attribute");
    }
  }

  @Controller(produces = MediaType.TEXT_PLAIN)
  @Requires(property = TestSite.SPEC, value = "messages")
  static class Pages {

    private final SlowRedis redis;

    Pages(RedisCommands redis) {
      this.redis = (SlowRedis) redis;
    }

    @Get("/inside/begin")
    String begin(Session session) {
      session.put("begun", "yes");
      return "begun";
    }

    @Get("/inside/unstorable")
    String unstorable(Session session) {
      session.put("secretCart", new Object());
      return "not stored";
    }

    @Get("/inside/unloaded")
    String unloaded(HttpRequest<?> request) {
      redis.hold();
      try {
        return SessionForRequest.find(request).toString();
      } finally {
        redis.release();
      }
    }

    @Get("/inside/null-name")
    String empty(RequestSession session) {
      session.set("", "nothing");
      return "set";
    }

    @Get("/outside")
    String outside(RequestSession session) {
      session.set("secretCart", "full");
      session.regenerate(SessionData.KEEP);
      return "set";
    }

    @Get("/inside/wrapped")
    String wrapped(RequestSession session) {
      try {
        session.set("", "nothing");
      } catch (IllegalArgumentException e) {
        throw new IllegalStateException(e);
      }
      return "set";
    }
  }
}
