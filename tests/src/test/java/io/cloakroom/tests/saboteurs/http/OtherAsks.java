package io.cloakroom.tests.saboteurs.http;

import com.sun.net.httpserver.HttpExchange;
import io.cloakroom.http.SessionExchange;
import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tck.http.application.SessionOperations;
import io.cloakroom.tests.reference.Behaviour;
import io.cloakroom.tests.reference.EngineOperations;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/** What integrations ask the store beside the engine, for {@link ForgetfulIntegration}. */
final class OtherAsks extends Behaviour {

  private final BiFunction<SessionExchange, BlockingSessionStore, SessionOperations> operations;
  private BlockingSessionStore store;

  private OtherAsks(
      BiFunction<SessionExchange, BlockingSessionStore, SessionOperations> operations) {
    this.operations = operations;
  }

  @Override
  public SessionStore store(SessionStore sound) {
    store = sound.blocking();
    return sound;
  }

  @Override
  public SessionOperations session(
      SessionOperations session, SessionExchange sessions, HttpExchange http) {
    return operations.apply(sessions, store);
  }

  static Behaviour again() {
    return new OtherAsks(
        (sessions, store) ->
            new EngineOperations(sessions::load) {
              @Override
              public Object get(String name) {
                try {
                  return super.get(name);
                } catch (CompletionException e) {
                  return stored(sessions, store).get(name);
                }
              }
            });
  }

  static Behaviour forEachUse() {
    return new OtherAsks(
        (sessions, store) ->
            new EngineOperations(sessions::load) {
              @Override
              public Object get(String name) {
                try {
                  return isAvailable() ? super.get(name) : stored(sessions, store).get(name);
                } catch (RedisCommandException e) {
                  return null;
                }
              }
            });
  }

  private static Session stored(SessionExchange sessions, BlockingSessionStore store) {
    return store.get(sessions.requestedId().orElseThrow()).orElseThrow();
  }

  static Behaviour endsTheFormerUsers() {
    return new OtherAsks(
        (sessions, store) ->
            new EngineOperations(sessions::load) {
              @Override
              public void destroyOthers() {
                Object former = get("user");
                if (former != null) {
                  store.findByUser(former.toString()).stream()
                      .filter(each -> !sessions.requestedId().equals(Optional.of(each.id())))
                      .forEach(each -> store.destroy(each.id()));
                }
                super.destroyOthers();
              }
            });
  }

  /** Nothing is to be sent that could wait. */
  static Behaviour savesBehindAnswersWithoutABody() {
    ThreadLocal<Boolean> empty = ThreadLocal.withInitial(() -> false);
    return new Behaviour() {
      @Override
      public void begins(int status, HttpExchange http) {
        empty.set(status == 204 || status == 303);
      }

      @Override
      public boolean commitsInTime(boolean streamed) {
        return !empty.get();
      }
    };
  }

  /** The end of a response, which is no byte of its body, leaves at once. */
  static Behaviour endsBeforeItHasSaved() {
    return new Behaviour() {
      @Override
      public void complete(SessionExchange sessions) {
        CompletionStage<Void> unused = sessions.complete();
      }
    };
  }

  /** The response went well until then. */
  static Behaviour endsAlthoughItCouldNotSave() {
    return new Behaviour() {
      @Override
      public void complete(SessionExchange sessions) {
        sessions.complete().exceptionally(failure -> null).toCompletableFuture().join();
      }
    };
  }
}
