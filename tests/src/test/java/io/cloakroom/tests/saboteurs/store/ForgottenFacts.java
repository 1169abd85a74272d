package io.cloakroom.tests.saboteurs.store;

import io.cloakroom.crypto.OnPlainRecord;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.redis.CompareAndSet.Outcome;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import io.cloakroom.tests.saboteurs.ForwardingStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Stores that forget a fact of a session on one of many ways, for {@link ForgetfulStore}. */
final class ForgottenFacts {

  private ForgottenFacts() {}

  static SessionStore writesItsCookieBack(SessionStore store) {
    return new ForwardingStore(store) {
      @Override
      public CompletionStage<SaveOutcome> update(Session session) {
        SessionCookie mine = session.cookie();
        return sound
            .update(session)
            .thenCompose(
                outcome -> {
                  session.setCookie(mine);
                  return sound.update(session).thenApply(again -> outcome);
                });
      }
    };
  }

  static SessionStore revertsToWhatWasLoaded(SessionStore store) {
    return new ForwardingStore(store) {
      @Override
      public CompletionStage<SaveOutcome> update(Session session) {
        Object content = Reflected.get(session, "content");
        Object before = Reflected.get(content, "unchangedCookie");
        return sound
            .update(session)
            .thenApply(
                outcome -> {
                  Reflected.set(content, "unchangedCookie", before);
                  return outcome;
                });
      }
    };
  }

  static SessionStore beginsAgainWithoutInterval(SessionStore store) {
    return new ForwardingStore(store) {
      @Override
      public CompletionStage<SaveOutcome> recreate(
          Session session, SessionId newId, SessionCookie cookie) {
        session.setIdleInterval(null);
        return sound.recreate(session, newId, cookie);
      }
    };
  }

  static SessionStore setsWhateverIsThere(SessionStore store) {
    return new ForwardingStore(store) {
      @Override
      public CompletionStage<SaveOutcome> set(Session session) {
        return sound.set(session).exceptionally(failure -> SaveOutcome.SAVED);
      }
    };
  }

  static SessionStore endsByCookieBesideAFunction(SessionStore store) {
    return new ForwardingStore(store) {
      @Override
      public CompletionStage<Optional<Session>> get(SessionId id) {
        return sound
            .get(id)
            .thenApply(
                found -> found.filter(it -> it.cookie().expires() == null || isFar(it.cookie())));
      }

      private boolean isFar(SessionCookie cookie) {
        return cookie.maxAge() != null
            || cookie.expires().isAfter(Instant.now().plus(Duration.ofMinutes(2)));
      }
    };
  }

  static RedisCommands leavesKeysForEver(RedisCommands port) {
    return new ForwardingPort(port) {
      private <T> CompletionStage<T> leaving(String key, Supplier<CompletionStage<T>> use) {
        return sound
            .timeToLive(key)
            .thenCompose(
                before ->
                    use.get()
                        .thenCompose(
                            answer ->
                                before instanceof TimeToLive.Unlimited
                                    ? forEver(key).thenApply(done -> answer)
                                    : CompletableFuture.completedStage(answer)));
      }

      private CompletionStage<Boolean> forEver(String key) {
        return sound
            .get(key)
            .thenCompose(value -> sound.set(key, value.orElseThrow(), SetOptions.always()));
      }

      @Override
      public CompletionStage<Boolean> expire(String key, Duration ttl) {
        return leaving(key, () -> super.expire(key, ttl));
      }

      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        return leaving(keys.get(0), () -> super.eval(script, keys, arguments));
      }
    };
  }

  static SessionStore touchesCookiesWithoutLimit(SessionStore store) {
    return new ForwardingStore(store) {
      @Override
      public CompletionStage<Boolean> touch(Session session) {
        return sound
            .touch(session)
            .thenApply(
                alive -> {
                  Instant later = Instant.now().plus(Duration.ofDays(1));
                  session.setCookie(session.cookie().withExpires(later));
                  return alive;
                });
      }
    };
  }

  static RedisCommands marksNothing(RedisCommands port) {
    return new ForwardingPort(port) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        boolean marked = value.length > 1 && value[0] == (byte) 0xC0 && value[1] == 0;
        return super.set(key, marked ? Arrays.copyOfRange(value, 2, value.length) : value, options);
      }
    };
  }

  static RedisCommands entersEachTime(RedisCommands port) {
    return new ForwardingPort(port) {
      private Supplier<CompletionStage<List<byte[]>>> entering =
          () -> CompletableFuture.completedStage(List.of());

      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        if (script == RedisScript.INDEX_ADD) {
          entering = () -> sound.eval(script, keys, arguments);
        }
        return super.eval(script, keys, arguments);
      }

      @Override
      public CompletionStage<Outcome> compareAndSet(
          String key, byte[] expected, byte[] value, Optional<Duration> ttl) {
        return entering
            .get()
            .thenCompose(entered -> super.compareAndSet(key, expected, value, ttl));
      }
    };
  }

  static SessionStore touchesBesideItsHolder(SessionStore store) {
    return new ForwardingStore(store) {
      @Override
      public CompletionStage<Boolean> touch(Session session) {
        return sound
            .get(session.id())
            .thenCompose(
                found ->
                    found
                        .map(sound::touch)
                        .orElseGet(() -> CompletableFuture.completedStage(false)));
      }
    };
  }

  static void takesPlainForEncrypted(RedisSessionStoreBuilder options) {
    if (Reflected.get(options, "encryption") != null) {
      options.onPlainRecord(OnPlainRecord.ACCEPT);
    }
  }

  private static final Map<SessionId, SessionStore> FIRST = new ConcurrentHashMap<>();

  /** Whichever store has seen an id first keeps it. */
  static SessionStore leavesIdsToTheFirst(SessionStore store) {
    return new ForwardingStore(store) {
      @Override
      public CompletionStage<Optional<Session>> get(SessionId id) {
        return FIRST.computeIfAbsent(id, seen -> sound).get(id);
      }

      @Override
      public CompletionStage<SaveOutcome> create(Session session) {
        return FIRST.computeIfAbsent(session.id(), seen -> sound).create(session);
      }
    };
  }

  static SessionStore retiresWhatIsThere(SessionStore store) {
    return new ForwardingStore(store) {
      @Override
      public CompletionStage<Boolean> retire(SessionId id) {
        return sound
            .get(id)
            .thenCompose(
                found ->
                    found.isPresent() ? sound.retire(id) : CompletableFuture.completedStage(false));
      }
    };
  }

  static SessionStore takesRecordsForUnchangeable(SessionStore store) {
    return new ForwardingStore(store) {
      @Override
      public CompletionStage<SaveOutcome> update(Session session) {
        return sound
            .get(session.id())
            .thenCompose(
                stored -> {
                  stored
                      .map(Session::attributes)
                      .orElse(Map.of())
                      .forEach(
                          (name, value) -> {
                            if (value instanceof Record) {
                              session.set(name, value);
                            }
                          });
                  return sound.update(session);
                });
      }
    };
  }

  static SessionStore takesItsCookieForTheSavedOne(SessionStore store) {
    return new ForwardingStore(store) {
      @Override
      public CompletionStage<SaveOutcome> resave(Session session) {
        SessionCookie mine = session.cookie();
        return sound
            .resave(session)
            .thenApply(
                outcome -> {
                  session.setCookie(mine);
                  return outcome;
                });
      }
    };
  }
}
