package io.cloakroom.tests.saboteurs.store;

import io.cloakroom.record.SessionCookie;
import io.cloakroom.session.Batches;
import io.cloakroom.session.Lookup;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import io.cloakroom.tests.saboteurs.ForwardingStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Stores whose author has misread what a verb is to do. */
final class MistakenStores {

  private MistakenStores() {}

  private static SessionStore updating(
      SessionStore sound, Function<Session, CompletionStage<SaveOutcome>> update) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<SaveOutcome> update(Session session) {
        return session == null || session.isNew() ? super.update(session) : update.apply(session);
      }
    };
  }

  private static SessionStore reading(SessionStore sound, UnaryOperator<Session> change) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Optional<Session>> get(SessionId id) {
        return super.get(id).thenApply(found -> found.map(change));
      }

      @Override
      public CompletionStage<Lookup> lookUp(SessionId id, @Nullable Duration maxAge) {
        return super.lookUp(id, maxAge)
            .thenApply(
                found ->
                    found instanceof Lookup.Found f
                        ? new Lookup.Found(change.apply(f.session()))
                        : found);
      }
    };
  }

  /** What others stored is in Redis after a conflict, but not in the session at hand. */
  static SessionStore hidesWhatOthersStored(SessionStore sound) {
    return updating(
        sound,
        session -> {
          Set<String> before = Set.copyOf(session.names());
          return sound
              .update(session)
              .thenApply(
                  outcome -> {
                    if (outcome == SaveOutcome.SAVED) {
                      session.names().stream()
                          .filter(name -> !before.contains(name))
                          .toList()
                          .forEach(session::remove);
                    }
                    return outcome;
                  });
        });
  }

  static SessionStore callsUnchangedSaved(SessionStore sound) {
    return updating(
        sound,
        session ->
            sound
                .update(session)
                .thenApply(o -> o == SaveOutcome.UNCHANGED ? SaveOutcome.SAVED : o));
  }

  static SessionStore touchesWhatIsUnchanged(SessionStore sound) {
    return updating(
        sound,
        session ->
            sound
                .update(session)
                .thenCompose(
                    o ->
                        o == SaveOutcome.UNCHANGED
                            ? sound.touch(session).thenApply(t -> o)
                            : ForwardingPort.done(o)));
  }

  static SessionStore movesWithANewBeginning(SessionStore sound) {
    return OverriddenStores.regenerate(
        sound,
        (session, newId) -> {
          if (session == null || newId == null || session.isNew()) {
            return sound.regenerate(session, newId);
          }
          Session copy = OverriddenStores.copy(session, newId);
          copy.setIdleInterval(session.idleInterval());
          return sound
              .create(copy)
              .thenCompose(
                  created ->
                      created == SaveOutcome.SAVED
                          ? sound.destroy(newId).thenCompose(x -> sound.regenerate(session, newId))
                          : sound.regenerate(session, newId));
        });
  }

  static SessionStore destroysAllOfAUserAndCountsAll(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Long> destroyAll(String user, SessionId... except) {
        return super.destroyAll(user, except).thenApply(count -> count + except.length);
      }
    };
  }

  static SessionStore findsUsersByBeginning(SessionStore sound) {
    Set<String> known = ConcurrentHashMap.newKeySet();
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<List<Session>> findByUser(String user) {
        List<Session> found = new ArrayList<>(ForwardingPort.now(super.findByUser(user)));
        known.add(user);
        known.stream()
            .filter(other -> other.startsWith(user) && !other.equals(user))
            .forEach(other -> found.addAll(ForwardingPort.now(super.findByUser(other))));
        return ForwardingPort.done(found);
      }
    };
  }

  static SessionStore findsASessionTwice(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<List<Session>> findByUser(String user) {
        return super.findByUser(user)
            .thenApply(
                found -> {
                  List<Session> all = new ArrayList<>(found);
                  if (found.size() == 3) {
                    all.add(found.get(0));
                  }
                  return all;
                });
      }
    };
  }

  static SessionStore countsMarkers(SessionStore sound) {
    return new ForwardingStore(sound) {
      private long moved;

      @Override
      public CompletionStage<SaveOutcome> regenerate(Session session, SessionId newId) {
        return super.regenerate(session, newId)
            .thenApply(
                outcome -> {
                  moved += outcome == SaveOutcome.SAVED ? 1 : 0;
                  return outcome;
                });
      }

      @Override
      public CompletionStage<Long> length() {
        return super.length().thenApply(count -> count + Math.min(moved, 1));
      }
    };
  }

  static SessionStore takesDestroyedForReplaced(SessionStore sound) {
    Set<SessionId> destroyed = ConcurrentHashMap.newKeySet();
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Long> destroyAll(String user, SessionId... except) {
        ForwardingPort.now(super.findByUser(user)).forEach(each -> destroyed.add(each.id()));
        return super.destroyAll(user, except);
      }

      @Override
      public CompletionStage<Boolean> wasReplaced(SessionId id) {
        return super.wasReplaced(id).thenApply(it -> it || destroyed.contains(id));
      }
    };
  }

  static SessionStore beginsAgainWithTheOldCookie(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<SaveOutcome> recreate(
          Session session, SessionId newId, SessionCookie cookie) {
        return super.recreate(session, newId, session.storedCookie());
      }
    };
  }

  static SessionStore updatesWithoutRemovals(SessionStore sound) {
    return updating(
        sound,
        session -> {
          Set<String> names = Set.copyOf(session.names());
          return sound
              .get(session.id())
              .thenCompose(
                  there -> {
                    there.ifPresent(
                        stored ->
                            stored
                                .attributes()
                                .forEach(
                                    (name, value) -> {
                                      if (!names.contains(name)
                                          && name.length() == 1
                                          && names.size() > 6) {
                                        session.set(name, value);
                                      }
                                    }));
                    return sound.update(session);
                  });
        });
  }

  static SessionStore setsWithoutRemovals(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<SaveOutcome> set(Session session) {
        if (session == null) {
          return super.set(session);
        }
        return super.get(session.id())
            .exceptionally(e -> Optional.empty())
            .thenCompose(
                there -> {
                  there.ifPresent(
                      stored ->
                          stored
                              .attributes()
                              .forEach(
                                  (name, value) -> {
                                    if (!session.names().contains(name)) {
                                      session.set(name, value);
                                    }
                                  }));
                  return super.set(session);
                });
      }
    };
  }

  static SessionStore readsFromAStaleCache(SessionStore sound) {
    Map<SessionId, Session> cache = new ConcurrentHashMap<>();
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Optional<Session>> get(SessionId id) {
        Session cached = cache.remove(id);
        return cached != null
            ? ForwardingPort.done(Optional.of(cached))
            : super.get(id)
                .thenApply(
                    found -> {
                      found.ifPresent(session -> cache.put(id, session));
                      return found;
                    });
      }

      @Override
      public CompletionStage<SaveOutcome> update(Session session) {
        cache.clear();
        return super.update(session);
      }

      @Override
      public CompletionStage<SaveOutcome> set(Session session) {
        cache.clear();
        return super.set(session);
      }

      @Override
      public CompletionStage<Boolean> destroy(SessionId id) {
        cache.clear();
        return super.destroy(id);
      }

      @Override
      public CompletionStage<SaveOutcome> regenerate(Session session, SessionId newId) {
        cache.clear();
        return super.regenerate(session, newId);
      }
    };
  }

  static SessionStore looksUpWithoutTouching(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Lookup> lookUp(SessionId id, @Nullable Duration maxAge) {
        return maxAge == null ? super.lookUp(id) : super.lookUp(id, maxAge);
      }
    };
  }

  static SessionStore takesEmptyTextForNull(SessionStore sound) {
    return reading(
        sound,
        session -> {
          new HashMap<>(session.attributes())
              .forEach(
                  (name, value) -> {
                    if ("".equals(value)) {
                      session.set(name, null);
                    }
                  });
          return session;
        });
  }

  static SessionStore reordersAttributes(SessionStore sound) {
    return saving(
        sound,
        session -> {
          if (session.names().size() > 3 && !session.isNew()) {
            String first = session.names().iterator().next();
            Object value = session.get(first);
            session.remove(first);
            session.set(first, value);
          }
        });
  }

  interface Before {
    void save(Session session);
  }

  private static SessionStore saving(SessionStore sound, Before before) {
    return updating(
        sound,
        session -> {
          if (session.isModified()) {
            before.save(session);
          }
          return sound.update(session);
        });
  }

  /** Changes within maps are looked for by their sizes. */
  static SessionStore comparesSizesOfMaps(SessionStore sound) {
    Map<Session, Map<String, Object>> read = new ConcurrentHashMap<>();
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Optional<Session>> get(SessionId id) {
        return super.get(id)
            .thenApply(
                found -> {
                  found.ifPresent(
                      session -> {
                        Map<String, Object> maps = new HashMap<>();
                        session
                            .attributes()
                            .forEach(
                                (name, value) -> {
                                  if (value instanceof Map<?, ?> map) {
                                    maps.put(name, new LinkedHashMap<>(map));
                                  }
                                });
                        read.put(session, maps);
                      });
                  return found;
                });
      }

      @Override
      @SuppressWarnings("unchecked") // what was read before
      public CompletionStage<SaveOutcome> update(Session session) {
        Map<String, Object> maps = session == null ? null : read.get(session);
        if (maps != null) {
          maps.forEach(
              (name, before) -> {
                Map<Object, Object> old = (Map<Object, Object>) before;
                if (session.get(name) instanceof Map<?, ?> now
                    && now.size() == old.size()
                    && now.keySet().equals(old.keySet())) {
                  ((Map<Object, Object>) now).putAll(old);
                }
              });
        }
        return super.update(session);
      }
    };
  }

  static SessionStore retiresOnlyWhatIsThere(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Boolean> retire(SessionId id) {
        return id == null
            ? super.retire(id)
            : super.get(id)
                .exceptionally(e -> Optional.empty())
                .thenCompose(
                    there -> there.isPresent() ? super.retire(id) : ForwardingPort.done(false));
      }
    };
  }

  static SessionStore walksWithEmptyEnds(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public Batches<SessionId> ids() {
        Batches<SessionId> ids = super.ids();
        return () -> ids.next().thenApply(batch -> batch.filter(found -> !found.isEmpty()));
      }
    };
  }

  static SessionStore endsAllInSpiteOfFailures(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Long> clear() {
        return super.clear().exceptionally(failure -> 0L);
      }
    };
  }

  static SessionStore takesAnOutageForNoSession(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Boolean> wasReplaced(SessionId id) {
        return id == null ? super.wasReplaced(id) : super.wasReplaced(id).exceptionally(e -> false);
      }
    };
  }

  static SessionStore countsOneEndedSessionTooFew(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Long> destroyAll(String user, SessionId... except) {
        return super.destroyAll(user, except).thenApply(count -> count > 2 ? count - 1 : count);
      }
    };
  }

  static SessionStore keepsAMaxAgeThatWasRemoved(SessionStore sound) {
    return updating(
        sound,
        session -> {
          if (session.cookie().maxAge() == null && session.storedCookie().maxAge() != null) {
            session.setCookie(session.storedCookie());
          }
          return sound.update(session);
        });
  }

  static SessionStore forgetsIdleAtResave(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<SaveOutcome> resave(Session session) {
        if (session != null && !session.isNew() && session.idleInterval() != null) {
          session.setIdleInterval(null);
        }
        return super.resave(session);
      }
    };
  }

  static SessionStore losesNamesOfTheStoresOwn(SessionStore sound) {
    return saving(
        sound,
        session -> {
          if (session.names().contains("__proto__")) {
            session.remove("__proto__");
          }
        });
  }
}
