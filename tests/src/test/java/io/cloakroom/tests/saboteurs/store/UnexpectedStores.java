package io.cloakroom.tests.saboteurs.store;

import io.cloakroom.record.SessionCookie;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.SetOptions.Condition;
import io.cloakroom.session.Batches;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import io.cloakroom.tests.saboteurs.ForwardingStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Stores, and what stores would send to a port, that treat some sessions otherwise. */
final class UnexpectedStores {

  private UnexpectedStores() {}

  /** Does something to a session before each verb that saves it. */
  private static SessionStore saving(SessionStore sound, Function<Session, Session> before) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<SaveOutcome> create(Session session) {
        return super.create(before.apply(session));
      }

      @Override
      public CompletionStage<SaveOutcome> update(Session session) {
        return super.update(before.apply(session));
      }

      @Override
      public CompletionStage<SaveOutcome> set(Session session) {
        return super.set(before.apply(session));
      }
    };
  }

  static SessionStore losesANameWithADollar(SessionStore sound) {
    return saving(
        sound,
        session -> {
          if (session != null) {
            session.remove("$ref");
          }
          return session;
        });
  }

  static RedisCommands marksForEver(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        return super.eval(script, keys, arguments)
            .thenCompose(
                answer ->
                    keys.size() == 2 && now(sound.get(keys.get(1))).isPresent()
                        ? sound
                            .set(keys.get(1), new byte[0], SetOptions.always())
                            .thenApply(done -> answer)
                        : done(answer));
      }
    };
  }

  static SessionStore findsFormerUsers(SessionStore sound) {
    Map<String, Set<SessionId>> former = new ConcurrentHashMap<>();
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<SaveOutcome> update(Session session) {
        return super.update(session).thenApply(outcome -> noted(session, outcome));
      }

      @Override
      public CompletionStage<SaveOutcome> create(Session session) {
        return super.create(session).thenApply(outcome -> noted(session, outcome));
      }

      private SaveOutcome noted(Session session, SaveOutcome outcome) {
        if (session.get("user") instanceof String user && outcome == SaveOutcome.SAVED) {
          former.computeIfAbsent(user, none -> ConcurrentHashMap.newKeySet()).add(session.id());
        }
        return outcome;
      }

      @Override
      public CompletionStage<List<Session>> findByUser(String user) {
        List<Session> found = new ArrayList<>(ForwardingPort.now(super.findByUser(user)));
        List<SessionId> ids = found.stream().map(Session::id).toList();
        for (SessionId id : former.getOrDefault(user, Set.of())) {
          if (!ids.contains(id)) {
            ForwardingPort.now(super.get(id)).ifPresent(found::add);
          }
        }
        return ForwardingPort.done(found);
      }
    };
  }

  static SessionStore passesOverEmptySessions(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public Batches<Session> all() {
        Batches<Session> all = super.all();
        return () ->
            all.next()
                .thenApply(
                    batch ->
                        batch.map(
                            sessions ->
                                sessions.stream()
                                    .filter(session -> !session.attributes().isEmpty())
                                    .toList()));
      }
    };
  }

  static SessionStore retiresWithoutAMark(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Boolean> retire(SessionId id) {
        return super.destroy(id);
      }
    };
  }

  static SessionStore retiresNothing(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Boolean> retire(SessionId id) {
        return super.get(id).thenApply(Optional::isPresent);
      }
    };
  }

  static SessionStore touchesAtMostOnce(SessionStore sound) {
    Set<SessionId> touched = ConcurrentHashMap.newKeySet();
    return OverriddenStores.touch(
        sound,
        session ->
            session == null || touched.add(session.id())
                ? sound.touch(session)
                : sound.get(session.id()).thenApply(Optional::isPresent));
  }

  static SessionStore losesTheDomainInAMove(SessionStore sound) {
    return OverriddenStores.regenerate(
        sound,
        (session, newId) -> {
          if (session == null) {
            return sound.regenerate(session, newId);
          }
          session.setCookie(SessionCookie.PLAIN.withMaxAge(session.cookie().maxAge()));
          return sound.regenerate(session, newId);
        });
  }

  /** Of a move that met two conflicts, the third attempt removes whatever is there. */
  static RedisCommands movesAtTheThird(RedisCommands sound) {
    Map<String, Integer> conflicts = new HashMap<>();
    return BrokenModels.scripts(
        sound,
        (script, keys, arguments) -> {
          if (script != RedisScript.COMPARE_AND_DELETE) {
            return sound.eval(script, keys, arguments);
          }
          String key = keys.get(0);
          return sound
              .eval(script, keys, arguments)
              .thenCompose(
                  answer ->
                      answer.size() == 2 && conflicts.merge(key, 1, Integer::sum) >= 3
                          ? sound.delete(List.of(key)).thenApply(gone -> List.of(new byte[] {'1'}))
                          : ForwardingPort.done(answer));
        });
  }

  static RedisCommands losesTheLastOfEvenCounts(RedisCommands sound) {
    return BrokenModels.scripts(
        sound,
        (script, keys, arguments) ->
            sound
                .eval(script, keys, arguments)
                .thenApply(
                    answer ->
                        script == RedisScript.INDEX_READ
                                && answer.size() >= 100
                                && answer.size() % 100 == 0
                            ? answer.subList(0, answer.size() - 1)
                            : answer));
  }

  static RedisCommands endsALongWalk(RedisCommands sound) {
    AtomicInteger pages = new AtomicInteger();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
        int page = cursor == ScanCursor.START ? 0 : pages.get() + 1;
        pages.set(page);
        return super.scan(prefix, cursor, count)
            .thenApply(all -> page < 100 ? all : new ScanPage(all.keys(), Optional.empty()));
      }
    };
  }

  static SessionStore listsSessionsAsTheyWere(SessionStore sound) {
    Map<SessionId, Session> seen = new ConcurrentHashMap<>();
    return new ForwardingStore(sound) {
      @Override
      public Batches<Session> all() {
        Batches<Session> all = super.all();
        return () ->
            all.next()
                .thenApply(
                    batch ->
                        batch.map(
                            sessions ->
                                sessions.stream()
                                    .map(
                                        session -> {
                                          Session first = seen.putIfAbsent(session.id(), session);
                                          return first == null ? session : first;
                                        })
                                    .toList()));
      }
    };
  }

  static SessionStore sharesWhatItLoaded(SessionStore sound) {
    Map<SessionId, Session> loaded = new ConcurrentHashMap<>();
    return OverriddenStores.get(
        sound,
        id ->
            sound
                .get(id)
                .thenApply(
                    found ->
                        found.map(
                            fresh -> {
                              Session before = loaded.get(id);
                              if (before != null
                                  && before.attributes().equals(fresh.attributes())) {
                                return before;
                              }
                              loaded.put(id, fresh);
                              return fresh;
                            })));
  }

  static SessionStore destroysWithoutWaiting(SessionStore sound) {
    return OverriddenStores.destroy(
        sound,
        id ->
            sound
                .get(id)
                .thenApply(
                    found -> {
                      sound.destroy(id);
                      return found.isPresent();
                    }));
  }

  static SessionStore countsAFunctionTwice(SessionStore sound) {
    AtomicInteger saves = new AtomicInteger();
    return OverriddenStores.update(
        sound,
        session -> {
          if (saves.incrementAndGet() % 10 == 0 && session.get("count") instanceof Integer) {
            session.update("count", Integer.class, value -> value == null ? null : value + 1);
          }
          return sound.update(session);
        });
  }

  static SessionStore savesASecondTime(SessionStore sound) {
    Set<Session> gone = ConcurrentHashMap.newKeySet();
    return OverriddenStores.update(
        sound,
        session ->
            sound
                .update(session)
                .thenCompose(
                    outcome ->
                        outcome == SaveOutcome.GONE && !gone.add(session)
                            ? sound.set(session)
                            : ForwardingPort.done(outcome)));
  }

  static SessionStore sparesTheFirstOnly(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Long> destroyAll(String user, SessionId... except) {
        return super.destroyAll(user, Arrays.copyOf(except, Math.min(1, except.length)));
      }
    };
  }

  static RedisCommands roundsTtlsToMinutes(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        return super.set(
            key,
            value,
            new SetOptions(
                options.condition(),
                options
                    .ttl()
                    .map(
                        ttl ->
                            ttl.toHours() > 24 && options.condition() == Condition.ALWAYS
                                ? Duration.ofHours(ttl.toHours() - 1)
                                : ttl)));
      }
    };
  }
}
