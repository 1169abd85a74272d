package io.cloakroom.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.mock.MovableClock;
import io.cloakroom.session.RedisSessionStore;
import io.javalin.config.JavalinConfig;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** An idle check of the application's own, as it was written for Jetty's sessions. */
class IdleCheckTest {

  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final MovableClock clock = MovableClock.at(Instant.now());
  private final AtomicReference<Duration> idle = new AtomicReference<>(Duration.ZERO);

  private void routes(JavalinConfig config) {
    config.routes.before(
        ctx -> {
          HttpSession session = ctx.req().getSession(false);
          if (session != null) {
            long millis = clock.instant().toEpochMilli() - session.getLastAccessedTime();
            idle.set(Duration.ofMillis(millis));
            if (idle.get().compareTo(LIMIT) > 0) {
              session.invalidate();
            }
          }
        });
    config.routes.get("/begin", ctx -> ctx.sessionAttribute("user", "ada"));
  }

  @Test
  void H33_anIdleCheckOfTheApplicationFires() throws Exception {
    RedisSessionStore store =
        RedisSessionStore.builder(InMemoryRedisCommands.with(clock)).clock(clock).build();
    try (Site site = Site.of(options -> options.store(store), this::routes)) {
      String cookie = Site.cookie(site.get("/begin"));
      for (int minutes : new int[] {9, 1, 9}) {
        clock.advance(Duration.ofMinutes(minutes));
        assertThat(site.get("/read/user", "Cookie", cookie).body()).isEqualTo("ada");
        assertThat(idle.get()).isEqualTo(Duration.ofMinutes(minutes));
      }

      clock.advance(Duration.ofMinutes(11));

      assertThat(site.get("/read/user", "Cookie", cookie).body()).isEqualTo("null");
      assertThat(store.blocking().length()).isZero();
    }
  }
}
