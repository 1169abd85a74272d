package io.cloakroom.tests.saboteurs.http;

import com.sun.net.httpserver.HttpExchange;
import io.cloakroom.http.SessionData;
import io.cloakroom.http.SessionExchange;
import io.cloakroom.http.SessionHeaders;
import io.cloakroom.http.SessionRequest;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.session.Lookup;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tck.http.application.SessionOperations;
import io.cloakroom.tests.reference.Behaviour;
import io.cloakroom.tests.reference.EngineOperations;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import io.cloakroom.tests.saboteurs.ForwardingStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Integrations that do a single thing by some methods only. */
final class NarrowMethods {

  /** The method of the request that a thread serves. */
  private static final ThreadLocal<String> METHOD = ThreadLocal.withInitial(() -> "");

  private NarrowMethods() {}

  private static boolean by(String method, HttpExchange http) {
    return http.getRequestMethod().equals(method);
  }

  /** A behaviour over a store that learns of the method. */
  static class KnowsItsMethod extends Behaviour {
    @Override
    public SessionRequest request(SessionRequest request, HttpExchange http) {
      METHOD.set(http.getRequestMethod());
      return request;
    }
  }

  static Behaviour knowsItsMethod() {
    return new KnowsItsMethod();
  }

  static Behaviour savesAfterTheResponseOfPut() {
    return new Behaviour() {
      private final Set<SessionExchange> late = ConcurrentHashMap.newKeySet();

      @Override
      public void commit(SessionExchange sessions, HttpExchange http) {
        if (by("PUT", http) && sessions.mayHaveSession()) {
          late.add(sessions);
        } else {
          super.commit(sessions, http);
        }
      }

      @Override
      public void complete(SessionExchange sessions) {
        if (late.remove(sessions)) {
          sessions.commit().toCompletableFuture().join();
        }
        super.complete(sessions);
      }
    };
  }

  static Behaviour savesTwiceByPatch() {
    return new KnowsItsMethod() {
      @Override
      public SessionStore store(SessionStore sound) {
        return new ForwardingStore(sound) {
          @Override
          public CompletionStage<SaveOutcome> update(Session session) {
            return METHOD.get().equals("PATCH")
                ? sound
                    .update(session)
                    .thenCompose(saved -> sound.set(session).thenApply(n -> saved))
                : sound.update(session);
          }
        };
      }
    };
  }

  static Behaviour asksForEveryOptions() {
    return new Behaviour() {
      @Override
      public SessionOperations session(
          SessionOperations session, SessionExchange sessions, HttpExchange http) {
        if (by("OPTIONS", http)) {
          session.isAvailable();
        }
        return session;
      }
    };
  }

  static Behaviour looksUpTwiceByDelete() {
    return new KnowsItsMethod() {
      @Override
      public SessionStore store(SessionStore sound) {
        return new ForwardingStore(sound) {
          @Override
          public CompletionStage<Lookup> lookUp(SessionId id, @Nullable Duration maxAge) {
            return METHOD.get().equals("DELETE")
                ? sound.lookUp(id, maxAge).thenCompose(first -> sound.lookUp(id, maxAge))
                : sound.lookUp(id, maxAge);
          }
        };
      }
    };
  }

  static RedisCommands touchingByGetOnly(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
        return METHOD.get().equals("GET") ? sound.getAndExpire(key, ttl) : sound.get(key);
      }

      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        return script == RedisScript.GET_AND_PROLONG && !METHOD.get().equals("GET")
            ? sound.get(keys.get(0)).thenApply(found -> found.stream().toList())
            : sound.eval(script, keys, arguments);
      }
    };
  }

  static Behaviour hidesFailedSavesOfDelete() {
    return new Behaviour() {
      @Override
      public void commit(SessionExchange sessions, HttpExchange http) {
        try {
          super.commit(sessions, http);
        } catch (RuntimeException e) {
          if (!by("DELETE", http)) {
            throw e;
          }
        }
      }
    };
  }

  static Behaviour tellsCachesOfGetOnly() {
    return new Behaviour() {
      @Override
      public void add(SessionHeaders session, HttpExchange http) {
        if (by("GET", http) || !session.setCookie().isEmpty()) {
          super.add(session, http);
        }
      }
    };
  }

  static Behaviour bringsBackByReport() {
    return new KnowsItsMethod() {
      @Override
      public SessionStore store(SessionStore sound) {
        return new ForwardingStore(sound) {
          @Override
          public CompletionStage<SaveOutcome> update(Session session) {
            return METHOD.get().equals("REPORT")
                ? sound.set(session).thenApply(saved -> SaveOutcome.SAVED)
                : sound.update(session);
          }
        };
      }
    };
  }

  static Behaviour logsInByPostOnly() {
    return operations(
        (sessions, http) ->
            new EngineOperations(sessions::load) {
              @Override
              public void regenerate(SessionData data) {
                if (by("POST", http) || by("GET", http)) {
                  super.regenerate(data);
                }
              }
            });
  }

  static Behaviour endsNothingByHead() {
    return operations(
        (sessions, http) ->
            new EngineOperations(sessions::load) {
              @Override
              public void destroy() {
                if (!by("HEAD", http)) {
                  super.destroy();
                }
              }
            });
  }

  static Behaviour forgetsTheFormerPath() {
    return new Behaviour() {
      @Override
      public void add(SessionHeaders session, HttpExchange http) {
        List<String> cookies = session.setCookie();
        super.add(
            new SessionHeaders(
                cookies.subList(Math.max(0, cookies.size() - 1), cookies.size()), session.used()),
            http);
      }
    };
  }

  static Behaviour overwritesAnIdInUse() {
    return new Behaviour() {
      @Override
      public SessionStore store(SessionStore sound) {
        return new ForwardingStore(sound) {
          @Override
          public CompletionStage<SaveOutcome> create(Session session) {
            return sound
                .create(session)
                .thenCompose(
                    outcome ->
                        outcome == SaveOutcome.ID_IN_USE
                            ? sound.set(session)
                            : CompletableFuture.completedStage(outcome));
          }
        };
      }
    };
  }

  static Behaviour takesEmptyTextForNothing() {
    return operating(
        sessions ->
            new EngineOperations(sessions::load) {
              @Override
              public void set(String name, Object value) {
                if ("".equals(value)) {
                  remove(name);
                } else {
                  super.set(name, value);
                }
              }
            });
  }

  static Behaviour dropsByClearing() {
    return operating(
        sessions ->
            new EngineOperations(sessions::load) {
              @Override
              public void regenerate(SessionData data) {
                if (data == SessionData.DROP) {
                  remove("color");
                }
                super.regenerate(SessionData.KEEP);
              }
            });
  }

  private static Behaviour operating(Function<SessionExchange, SessionOperations> operations) {
    return new Behaviour() {
      @Override
      public SessionOperations session(
          SessionOperations session, SessionExchange sessions, HttpExchange http) {
        return operations.apply(sessions);
      }
    };
  }

  static Behaviour knowsLogInsOfItsOwnOnly() {
    return new Behaviour() {
      @Override
      public SessionStore store(SessionStore sound) {
        Set<SessionId> replaced = ConcurrentHashMap.newKeySet();
        return new ForwardingStore(sound) {
          @Override
          public CompletionStage<SaveOutcome> regenerate(Session session, SessionId newId) {
            replaced.add(session.id());
            return sound.regenerate(session, newId);
          }

          @Override
          public CompletionStage<Boolean> wasReplaced(SessionId id) {
            return CompletableFuture.completedStage(replaced.contains(id));
          }
        };
      }
    };
  }

  static Behaviour failsToUnset() {
    return operations(
        (sessions, http) ->
            new EngineOperations(sessions::load) {
              @Override
              public void unset() {
                throw new UnsupportedOperationException("unset");
              }
            });
  }

  /** Where it writes a header for every response, but one for errors. */
  static Behaviour tellsTheIdOfAnyAnswer() {
    return new Behaviour() {
      @Override
      public void add(SessionHeaders session, HttpExchange http) {
        super.add(session, http);
        String cookie = http.getRequestHeaders().getFirst("Cookie");
        if (cookie != null && http.getRequestURI().getPath().equals("/anything")) {
          http.getResponseHeaders().set("X-Session", cookie.replaceAll("^[^=]*=s%3A", ""));
        }
      }
    };
  }

  private interface Making {
    SessionOperations of(SessionExchange sessions, HttpExchange http);
  }

  private static Behaviour operations(Making making) {
    return new Behaviour() {
      @Override
      public SessionOperations session(
          SessionOperations session, SessionExchange sessions, HttpExchange http) {
        return making.of(sessions, http);
      }
    };
  }
}
