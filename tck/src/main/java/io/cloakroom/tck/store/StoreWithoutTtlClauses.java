package io.cloakroom.tck.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.record.SessionCookie;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.tck.client.LikeIds;
import io.cloakroom.tck.store.fixture.StoreClauses;
import io.cloakroom.tck.store.fixture.TouchingRead;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** S18: sessions live for ever only where the application asks for it. */
interface StoreWithoutTtlClauses extends StoreClauses {

  @Test
  default void S18_disableTtlStoresWithoutExpiry() {
    BlockingSessionStore store = kit().store(options -> options.disableTtl(true));
    Session session = kit().session();
    session.setCookie(SessionCookie.PLAIN.withMaxAge(Duration.ofSeconds(90)));

    // each one looked at, since the next may take away the TTL that it gave
    everyVerbThatSaves(store, session)
        .forEach(
            (verb, call) -> {
              call.run();
              assertThat(kit().ttl(session.id())).as(verb).isEqualTo(new TimeToLive.Unlimited());
            });
  }

  /** As where an application begins to keep its sessions for ever. */
  @Test
  default void S18_disableTtlTakesAwayTheTtlThatASessionHadBefore() {
    BlockingSessionStore store = kit().store(options -> options.disableTtl(true));
    for (String verb : List.of("update", "resave", "set", "regenerate")) {
      Session session = kit().stored();
      assertThat(kit().ttl(session.id())).isInstanceOf(TimeToLive.Remaining.class);

      Objects.requireNonNull(everyVerbThatSaves(store, session).get(verb)).run();

      assertThat(kit().ttl(session.id())).as(verb).isEqualTo(new TimeToLive.Unlimited());
    }
  }

  @Test
  default void S18_withDisableTtlNoEndOfACookieEndsASession() {
    Instant begin = Instant.parse("2026-03-01T12:00:00Z");
    AtomicReference<Instant> now = new AtomicReference<>(begin);
    BlockingSessionStore store = kit().store(options -> options.disableTtl(true).clock(now::get));
    for (SessionCookie cookie :
        List.of(
            SessionCookie.PLAIN.withExpires(begin.plusSeconds(60)),
            SessionCookie.PLAIN.withMaxAge(Duration.ofSeconds(60)))) {
      now.set(begin);
      Session session = kit().session();
      session.setCookie(cookie);
      store.create(session);

      now.set(begin.plus(Duration.ofDays(1)));

      for (TouchingRead read : TouchingRead.values()) {
        assertThat(read.of(store, session.id(), null)).as("%s by %s", cookie, read).isPresent();
      }
      assertThat(store.get(session.id())).isPresent();
      assertThat(store.all()).extracting(Session::id).contains(session.id());
      session.set("colour", "blue");
      assertThat(store.update(session)).isEqualTo(SaveOutcome.SAVED);
      assertThat(store.regenerate(session, LikeIds.next())).isEqualTo(SaveOutcome.SAVED);
      assertThat(kit().ttl(session.id())).isEqualTo(new TimeToLive.Unlimited());
      store.destroy(session.id());
    }
  }

  private static Map<String, Runnable> everyVerbThatSaves(
      BlockingSessionStore store, Session session) {
    Map<String, Runnable> verbs = new LinkedHashMap<>();
    verbs.put("create", () -> store.create(session));
    verbs.put(
        "update",
        () -> {
          session.set("user", "bob");
          store.update(session);
        });
    verbs.put("touch", () -> store.touch(session));
    verbs.put("getAndTouch", () -> store.getAndTouch(session.id(), null));
    verbs.put("resave", () -> store.resave(session));
    verbs.put("set", () -> store.set(session));
    verbs.put("regenerate", () -> store.regenerate(session, LikeIds.next()));
    return verbs;
  }

  @Test
  default void S18_nothingLivesForEverByDefault() {
    Session session = kit().session();
    BlockingSessionStore store = kit().store();

    everyVerbThatSaves(store, session)
        .forEach(
            (verb, call) -> {
              call.run();
              assertThat(kit().ttl(session.id())).as(verb).isInstanceOf(TimeToLive.Remaining.class);
            });
  }
}
