package io.cloakroom.tests.saboteurs.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.session.Lookup;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import io.cloakroom.tests.saboteurs.ForwardingStore;
import java.text.Normalizer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Stores with faults that stand in the issue trackers of session stores. */
final class FieldStores {

  private FieldStores() {}

  /** Does something to a session before each verb that saves it. */
  private static SessionStore saving(SessionStore sound, Consumer<Session> before) {
    return new ForwardingStore(sound) {
      private Session changed(Session session) {
        if (session != null) {
          before.accept(session);
        }
        return session;
      }

      @Override
      public CompletionStage<SaveOutcome> create(Session session) {
        return super.create(changed(session));
      }

      @Override
      public CompletionStage<SaveOutcome> update(Session session) {
        return super.update(changed(session));
      }

      @Override
      public CompletionStage<SaveOutcome> set(Session session) {
        return super.set(changed(session));
      }
    };
  }

  static SessionStore dropsNulls(SessionStore sound) {
    return saving(
        sound,
        session ->
            session.names().stream()
                .filter(name -> session.get(name) == null)
                .toList()
                .forEach(session::remove));
  }

  static SessionStore normalizesNames(SessionStore sound) {
    return saving(
        sound,
        session ->
            List.copyOf(session.names())
                .forEach(
                    name -> {
                      String normal = Normalizer.normalize(name, Normalizer.Form.NFC);
                      if (!normal.equals(name)) {
                        session.set(normal, session.get(name));
                        session.remove(name);
                      }
                    }));
  }

  static SessionStore keepsAByteOfAttributes(SessionStore sound) {
    return saving(
        sound, session -> List.copyOf(session.names()).stream().skip(255).forEach(session::remove));
  }

  /** What a length of two bytes can say. */
  static SessionStore cutsLongTexts(SessionStore sound) {
    return saving(
        sound,
        session ->
            List.copyOf(session.names())
                .forEach(
                    name -> {
                      if (session.get(name) instanceof String text && text.length() > 65_535) {
                        session.set(name, text.substring(0, 65_535));
                      }
                    }));
  }

  static RedisCommands saysThatTheThirdTryHasWritten(RedisCommands sound) {
    Map<String, Integer> conflicts = new ConcurrentHashMap<>();
    return BrokenModels.scripts(
        sound,
        (script, keys, arguments) -> {
          if (script != RedisScript.COMPARE_AND_SET) {
            return sound.eval(script, keys, arguments);
          }
          if (conflicts.getOrDefault(keys.get(0), 0) == 2) {
            conflicts.remove(keys.get(0));
            return ForwardingPort.done(List.of("1".getBytes(UTF_8)));
          }
          return sound
              .eval(script, keys, arguments)
              .thenApply(
                  answer -> {
                    if (answer.size() == 2) {
                      conflicts.merge(keys.get(0), 1, Integer::sum);
                    } else {
                      conflicts.remove(keys.get(0));
                    }
                    return answer;
                  });
        });
  }

  static SessionStore bringsBackByTheSameServer(SessionStore sound) {
    Set<SessionId> ended = ConcurrentHashMap.newKeySet();
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Boolean> destroy(SessionId id) {
        return super.destroy(id)
            .thenApply(
                done -> {
                  if (done) {
                    ended.add(id);
                  }
                  return done;
                });
      }

      @Override
      public CompletionStage<SaveOutcome> update(Session session) {
        return super.update(session)
            .thenCompose(
                outcome ->
                    outcome == SaveOutcome.GONE && ended.contains(session.id())
                        ? super.set(session)
                        : ForwardingPort.done(outcome));
      }
    };
  }

  static SessionStore savesNoMaxAgeAlone(SessionStore sound) {
    return OverriddenStores.update(
        sound,
        session -> {
          if (session == null || session.isNew()) {
            return sound.update(session);
          }
          Optional<Session> there = ForwardingPort.now(sound.get(session.id()));
          return there
                  .filter(
                      stored ->
                          stored.attributes().equals(session.attributes())
                              && !stored.cookie().equals(session.cookie()))
                  .isPresent()
              ? ForwardingPort.done(SaveOutcome.UNCHANGED)
              : sound.update(session);
        });
  }

  /** Whose sessions there are, on any server. */
  private static final Set<String> USERS = ConcurrentHashMap.newKeySet();

  static SessionStore endsUsersThatBeginAlike(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<SaveOutcome> create(Session session) {
        if (session != null && session.get("user") instanceof String user) {
          USERS.add(user);
        }
        return super.create(session);
      }

      @Override
      public CompletionStage<Long> destroyAll(String user, SessionId... except) {
        return super.destroyAll(user, except)
            .thenApply(
                ended -> {
                  USERS.stream()
                      .filter(each -> each.startsWith(user) && !each.equals(user))
                      .forEach(each -> ForwardingPort.now(super.destroyAll(each, except)));
                  return ended;
                });
      }
    };
  }

  static SessionStore foldsUsers(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<List<Session>> findByUser(String user) {
        return user == null || user.isBlank()
            ? super.findByUser(user)
            : super.findByUser(user.toLowerCase(Locale.ROOT));
      }
    };
  }

  static RedisCommands touchesByTheUsualTtl(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> expire(String key, Duration ttl) {
        return super.expire(key, Duration.ofDays(1));
      }
    };
  }

  /** One object for all who load a session, as long as nobody has changed it. */
  static SessionStore sharesLoadedSessions(SessionStore sound) {
    Map<SessionId, Session> loaded = new ConcurrentHashMap<>();
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Optional<Session>> get(SessionId id) {
        return super.get(id)
            .thenApply(
                found ->
                    found.map(
                        session ->
                            loaded.merge(
                                session.id(),
                                session,
                                (before, now) ->
                                    before.attributes().equals(now.attributes())
                                            && before.cookie().equals(now.cookie())
                                        ? before
                                        : now)));
      }
    };
  }

  static SessionStore resavesOnlyChanges(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<SaveOutcome> resave(Session session) {
        return super.update(session);
      }
    };
  }

  static SessionStore retiresWithoutANote(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Boolean> retire(SessionId id) {
        return super.destroy(id);
      }
    };
  }

  static SessionStore takesEndedForReplaced(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Boolean> destroy(SessionId id) {
        return super.retire(id);
      }
    };
  }

  static SessionStore setsOnlyWhatIsThere(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<SaveOutcome> set(Session session) {
        return session == null || session.isNew() ? super.set(session) : super.update(session);
      }
    };
  }

  static SessionStore createsOverOthers(SessionStore sound) {
    return OverriddenStores.create(sound, sound::set);
  }

  static SessionStore looksUpWithoutATouch(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Lookup> lookUp(SessionId id, @Nullable Duration maxAge) {
        return super.lookUp(id);
      }
    };
  }

  static RedisCommands expiresOnWholeMinutes(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> expire(String key, Duration ttl) {
        return super.expire(key, ttl.toMinutes() > 0 ? Duration.ofMinutes(ttl.toMinutes()) : ttl);
      }
    };
  }
}
