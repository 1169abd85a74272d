package io.cloakroom.javalin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What happens to a session while its response is already on the way. */
class AfterFirstByteTest {

  @Test
  void H5_aChangeAfterTheFirstByteIsSavedBeforeTheLast() throws Exception {
    AtomicReference<Site> running = new AtomicReference<>();
    try (Site site =
        Site.of(
            config -> {
              config.routes.get("/begin", ctx -> ctx.sessionAttribute("a", "1"));
              config.routes.get(
                  "/stream",
                  ctx -> {
                    ctx.sessionAttribute("a", "2");
                    ctx.outputStream().write(1);
                    ctx.res().flushBuffer();
                    running.get().redis.hold();
                    ctx.sessionAttribute("a", "3");
                  });
            })) {
      running.set(site);
      String cookie = Site.cookie(site.get("/begin"));

      try (Socket socket = site.raw("GET /stream", "Cookie: " + cookie)) {
        socket.setSoTimeout(200);
        assertThatThrownBy(() -> socket.getInputStream().readAllBytes())
            .isInstanceOf(SocketTimeoutException.class);
        site.redis.release();
        socket.setSoTimeout(10_000);
        socket.getInputStream().readAllBytes();
      }

      assertThat(site.get("/read/a", "Cookie", cookie).body()).isEqualTo("3");
    }
  }

  @Test
  void H36_aNewIdAfterTheResponseIsRefusedAsAnyChangeIs() throws Exception {
    AtomicReference<HttpServletRequest> served = new AtomicReference<>();
    try (Site site =
        Site.of(
            config -> {
              config.routes.get("/begin", ctx -> ctx.sessionAttribute("a", "1"));
              config.routes.get("/serve", ctx -> served.set(ctx.req()));
            })) {
      String cookie = Site.cookie(site.get("/begin"));
      site.get("/serve", "Cookie", cookie);

      assertThatIllegalStateException()
          .isThrownBy(() -> served.get().changeSessionId())
          .withMessageContaining("The response has");
      assertThat(site.get("/read/a", "Cookie", cookie).body()).isEqualTo("1");
    }
  }

  @Test
  void H5_noSessionCanBeginAfterTheFirstByte() throws Exception {
    AtomicReference<String> message = new AtomicReference<>("");
    try (Site site =
        Site.of(
            config ->
                config.routes.get(
                    "/stream",
                    ctx -> {
                      ctx.outputStream().write(1);
                      ctx.res().flushBuffer();
                      try {
                        ctx.sessionAttribute("a", "1");
                      } catch (IllegalStateException e) {
                        message.set(e.getMessage());
                      }
                    }))) {
      HttpResponse<String> response = site.get("/stream");

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(Site.cookies(response)).isEmpty();
      assertThat(message.get()).contains("after the response has begun");
      assertThat(site.ids()).isEmpty();
    }
  }

  @Test
  void H16_resaveWritesOnce() throws Exception {
    try (Site site =
        Site.of(
            options -> options.resave(true),
            config -> config.routes.get("/begin", ctx -> ctx.sessionAttribute("a", "1")))) {
      String cookie = Site.cookie(site.get("/begin"));
      site.redis.writes.set(0);

      site.get("/read/a", "Cookie", cookie);
      site.get("/read/a");

      assertThat(site.redis.writes).hasValue(1);
    }
  }
}
