package io.cloakroom.micronaut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.http.SessionEngine;
import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.mock.MovableClock;
import io.cloakroom.session.ExpiredSession;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.session.Session;
import io.micronaut.session.event.SessionExpiredEvent;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sessions that expire are Micronaut's events. */
class ExpiryTest {

  private static final MovableClock CLOCK = MovableClock.atNow();

  private final TestSite site =
      TestSite.over(
          InMemoryRedisCommands.with(CLOCK),
          "expiry",
          Map.of(
              "cloakroom.store.expired-events", true,
              "cloakroom.store.sweep-interval", "1h",
              "cloakroom.store.ttl", "30m",
              "cloakroom.store.user-index", "user"));

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void aSessionThatExpiresIsAnEvent() throws Exception {
    SessionEngine engine = site.bean(SessionEngine.class);
    Events events = site.bean(Events.class);
    TestSite.cookie(site.get("/begin"));
    assertThat(engine.sweep()).isZero();

    CLOCK.advance(Duration.ofMinutes(31));

    assertThat(engine.sweep()).isEqualTo(1);
    assertThat(events.heard).hasSize(1);
    Session session = events.heard.get(0).getSource();
    assertThat(session.isExpired()).isTrue();
    assertThat(session.getId()).contains("…");
    assertThat(session.getCreationTime()).isBefore(CLOCK.instant().minus(Duration.ofMinutes(30)));
    assertThat(session.get(ExpiredSession.USER_ATTRIBUTE, String.class)).contains("ada");
    assertThat(session.get("user", String.class)).isEmpty();
    assertThat(session.names()).containsExactly(ExpiredSession.USER_ATTRIBUTE);
    assertThatThrownBy(() -> session.put("a", "b")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aSessionThatIsDeletedDoesNotExpire() throws Exception {
    String cookie = TestSite.cookie(site.get("/begin"));
    site.get("/end", "Cookie", cookie);

    CLOCK.advance(Duration.ofHours(2));

    assertThat(site.bean(SessionEngine.class).sweep()).isZero();
    assertThat(site.bean(Events.class).heard).isEmpty();
  }

  @Controller
  @Requires(property = TestSite.SPEC, value = "expiry")
  static class Api {

    @Get("/begin")
    String begin(Session session) {
      session.put("user", "ada");
      return "begun";
    }

    @Get("/end")
    String end(io.cloakroom.http.RequestSession session) {
      session.destroy();
      return "ended";
    }
  }

  @Singleton
  @Requires(property = TestSite.SPEC, value = "expiry")
  static class Events implements ApplicationEventListener<SessionExpiredEvent> {

    final List<SessionExpiredEvent> heard = new CopyOnWriteArrayList<>();

    @Override
    public void onApplicationEvent(SessionExpiredEvent event) {
      heard.add(event);
    }
  }

  @Singleton
  @Requires(property = TestSite.SPEC, value = "expiry")
  static class Clock implements BeanCreatedEventListener<RedisSessionStoreBuilder> {

    @Override
    public RedisSessionStoreBuilder onCreated(BeanCreatedEvent<RedisSessionStoreBuilder> event) {
      return event.getBean().clock(CLOCK);
    }
  }
}
