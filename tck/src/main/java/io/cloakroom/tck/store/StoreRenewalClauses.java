package io.cloakroom.tck.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.record.SessionCookie;
import io.cloakroom.record.UnstorableAttributeException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.resilience.Resilience;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tck.client.LikeIds;
import io.cloakroom.tck.store.fault.WriteInterceptor;
import io.cloakroom.tck.store.fixture.StoreClauses;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** S55: the end of a client's cookie, whatever disturbs the save that renews it or does not. */
interface StoreRenewalClauses extends StoreClauses {

  Duration MAX_AGE = Duration.ofHours(1);

  /** What comes in between. */
  enum Disturbance {
    NOTHING(0, 0),
    ANOTHER_CHANGE(1, 0),
    SEVERAL_CHANGES(3, 0),
    /** Another request has given its client the cookie again. */
    ANOTHER_RENEWAL(1, 15),
    A_FAILURE(0, 0),
    A_REFUSED_VALUE(0, 0);

    private final int changes;
    private final int renewedAt;

    Disturbance(int changes, int renewedAt) {
      this.changes = changes;
      this.renewedAt = renewedAt;
    }
  }

  @Test
  default void S26_whateverMovesTheEndOfACookieItIsWithinTheLifetime() {
    Duration most = Duration.ofHours(2);
    BlockingSessionStore first = kit().store(options -> at(0).accept(options.maxLifetime(most)));
    BlockingSessionStore store = kit().store(options -> at(60).accept(options.maxLifetime(most)));
    List<UnaryOperator<Session>> uses =
        List.of(
            session -> {
              assertThat(store.touch(session)).isTrue();
              return session;
            },
            session -> {
              session.renewCookie(true);
              assertThat(store.resave(session)).isEqualTo(SaveOutcome.SAVED);
              return session;
            },
            session -> {
              assertThat(store.regenerate(session, LikeIds.next())).isEqualTo(SaveOutcome.SAVED);
              return session;
            },
            session -> store.getAndTouch(session.id(), null).orElseThrow());
    for (UnaryOperator<Session> use : uses) {
      Session session = kit().session();
      session.setCookie(SessionCookie.PLAIN.withMaxAge(Duration.ofMinutes(90)));
      first.create(session);

      Session used = use.apply(store.get(session.id()).orElseThrow());

      assertThat(used.cookie().expires())
          .isBeforeOrEqualTo(Objects.requireNonNull(session.creationTime()).plus(most));
    }
  }

  @Test
  default void S55_whateverDisturbsASaveItMovesTheEndOnlyOfACookieThatIsSent() {
    for (Disturbance disturbance : Disturbance.values()) {
      for (boolean renewed : new boolean[] {true, false}) {
        for (boolean resaved : new boolean[] {true, false}) {
          Session session = kit().session();
          session.setCookie(SessionCookie.PLAIN.withMaxAge(MAX_AGE));
          kit().store(at(0)).create(session);
          Session held = kit().store(at(10)).get(session.id()).orElseThrow();
          held.set("colour", "blue");
          held.renewCookie(renewed);

          SaveOutcome outcome = saved(held, resaved, disturbance);

          int issued = renewed ? 20 : disturbance.renewedAt;
          assertThat(outcome).isEqualTo(SaveOutcome.SAVED);
          assertThat(endInRecord(held))
              .as("after %s, the cookie is sent: %s", disturbance, renewed)
              .isEqualTo(now(issued).plus(MAX_AGE));
        }
      }
    }
  }

  @Test
  default void S55_aRenewalCountsForTheNextSaveAlone() {
    for (boolean resaved : new boolean[] {true, false}) {
      Session session = kit().session();
      session.setCookie(SessionCookie.PLAIN.withMaxAge(MAX_AGE));
      kit().store(at(0)).create(session);
      session.set("colour", "blue");
      session.renewCookie(true);
      assertThat(save(kit().store(at(10)), session, resaved)).isEqualTo(SaveOutcome.SAVED);
      assertThat(endInRecord(session)).isEqualTo(now(10).plus(MAX_AGE));

      session.set("colour", "green");
      assertThat(save(kit().store(at(20)), session, resaved)).isEqualTo(SaveOutcome.SAVED);

      assertThat(endInRecord(session)).isEqualTo(now(10).plus(MAX_AGE));
    }
  }

  private SaveOutcome saved(Session held, boolean resaved, Disturbance disturbance) {
    AtomicInteger left = new AtomicInteger(disturbance.changes);
    AtomicInteger failures = new AtomicInteger(disturbance == Disturbance.A_FAILURE ? 1 : 0);
    SessionStore other =
        kit().asynchronous(kit().client(), at(Math.max(10, disturbance.renewedAt)));
    BlockingSessionStore store =
        kit()
            .store(
                new WriteInterceptor(
                    kit().client(),
                    () ->
                        failures.getAndDecrement() > 0
                            ? CompletableFuture.failedStage(
                                new RedisUnreachableException("away", null))
                            : left.getAndDecrement() > 0
                                ? change(other, held, disturbance.renewedAt > 0)
                                : CompletableFuture.completedStage(null)),
                options -> at(20).accept(options.resilience(Resilience.NONE)));
    if (disturbance == Disturbance.A_FAILURE) {
      assertThatThrownBy(() -> save(store, held, resaved))
          .isInstanceOf(RedisUnreachableException.class);
    } else if (disturbance == Disturbance.A_REFUSED_VALUE) {
      held.set("no", new Object());
      assertThatThrownBy(() -> save(store, held, resaved))
          .isInstanceOf(UnstorableAttributeException.class);
      held.remove("no");
    }
    return save(store, held, resaved);
  }

  private static SaveOutcome save(BlockingSessionStore store, Session held, boolean resaved) {
    return resaved ? store.resave(held) : store.update(held);
  }

  private static CompletionStage<?> change(SessionStore other, Session held, boolean renews) {
    return other
        .get(held.id())
        .thenCompose(
            found -> {
              Session theirs = found.orElseThrow();
              theirs.update("count", Integer.class, count -> count == null ? 1 : count + 1);
              theirs.renewCookie(renews);
              return other.update(theirs);
            });
  }

  private static Consumer<RedisSessionStoreBuilder> at(int minutes) {
    return options -> options.clock(() -> now(minutes));
  }

  private static Instant now(int minutes) {
    return StoreLifetimeClauses.NOW.plus(Duration.ofMinutes(minutes));
  }

  private Instant endInRecord(Session session) {
    return Objects.requireNonNull(
        kit().load(session.id()).storedCookie().expires(), "the record has an end");
  }
}
