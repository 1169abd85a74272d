package io.cloakroom.tests.saboteurs.http;

import com.sun.net.httpserver.HttpExchange;
import io.cloakroom.http.SessionExchange;
import io.cloakroom.http.SessionHeaders;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tests.reference.Behaviour;
import io.cloakroom.tests.saboteurs.ForwardingStore;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

/** What integrations make of the store's answers, for {@link ForgetfulIntegration}. */
final class StoreMistakes {

  private StoreMistakes() {}

  private static Behaviour over(UnaryOperator<SessionStore> store) {
    return new Behaviour() {
      @Override
      public SessionStore store(SessionStore sound) {
        return store.apply(sound);
      }
    };
  }

  /** What has been ended already need not be an error. */
  static Behaviour endsWhatIsThereAlone() {
    return over(
        sound ->
            new ForwardingStore(sound) {
              @Override
              public CompletionStage<Boolean> destroy(SessionId id) {
                return super.destroy(id)
                    .thenCompose(
                        ended ->
                            ended
                                ? CompletableFuture.completedStage(true)
                                : CompletableFuture.failedStage(
                                    new IllegalStateException("There is no such session")));
              }
            });
  }

  static Behaviour takesLogOutsForDone() {
    return over(
        sound ->
            new ForwardingStore(sound) {
              @Override
              public CompletionStage<Boolean> destroy(SessionId id) {
                return super.destroy(id).exceptionally(failure -> true);
              }
            });
  }

  /** Knows whether the last save failed. */
  private static class FailedSaves extends Behaviour {

    final AtomicBoolean failed = new AtomicBoolean();

    @Override
    public SessionStore store(SessionStore sound) {
      return new ForwardingStore(sound) {
        @Override
        public CompletionStage<SaveOutcome> update(Session session) {
          return noted(super.update(session));
        }

        @Override
        public CompletionStage<SaveOutcome> resave(Session session) {
          return noted(super.resave(session));
        }
      };
    }

    private CompletionStage<SaveOutcome> noted(CompletionStage<SaveOutcome> save) {
      return save.whenComplete((outcome, failure) -> failed.set(failure != null));
    }
  }

  /** A page that has read everything it needs. */
  static Behaviour failsWhereARenewalDoes() {
    return new FailedSaves() {
      @Override
      public void commit(SessionExchange sessions, HttpExchange http) {
        super.commit(sessions, http);
        if (failed.getAndSet(false)) {
          throw new RedisUnreachableException("The cookie was not renewed", null);
        }
      }
    };
  }

  /** Nothing was done, so there is nothing to say. */
  static Behaviour saysNothingOfWhatItCouldNotSave() {
    return new FailedSaves() {
      @Override
      public void add(SessionHeaders session, HttpExchange http) {
        if (!failed.getAndSet(false)) {
          super.add(session, http);
        }
      }
    };
  }

  /** What is saved where a cookie is renewed now and then is a renewal. */
  static Behaviour takesChangesForRenewals() {
    return over(
        sound ->
            new ForwardingStore(sound) {
              @Override
              public CompletionStage<SaveOutcome> update(Session session) {
                return session.cookie().maxAge() == null
                    ? super.update(session)
                    : super.update(session).exceptionally(failure -> SaveOutcome.UNCHANGED);
              }
            });
  }
}
