package io.cloakroom.tests.saboteurs.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.record.SessionCookie;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.SetOptions.Condition;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.session.Batches;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import io.cloakroom.tests.saboteurs.ForwardingStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Stores, and what stores would send to a port, that go wrong in some sequences only. */
final class BrokenModels {

  private static final Duration AN_HOUR = Duration.ofHours(1);

  private BrokenModels() {}

  static RedisCommands overwritesAtTheThirdTry(RedisCommands sound) {
    Map<String, Integer> conflicts = new HashMap<>();
    return scripts(
        sound,
        (script, keys, arguments) -> {
          if (script != RedisScript.COMPARE_AND_SET) {
            return sound.eval(script, keys, arguments);
          }
          if (conflicts.getOrDefault(keys.get(0), 0) >= 2) {
            conflicts.remove(keys.get(0));
            List<byte[]> found = new ArrayList<>(arguments);
            byte[] there = ForwardingPort.now(sound.get(keys.get(0))).orElse(null);
            if (there == null) {
              return sound.eval(script, keys, arguments);
            }
            return sound
                .set(keys.get(0), found.get(1), ttl(SetOptions.ifPresent(), arguments.get(2)))
                .thenCompose(done -> ForwardingPort.done(List.of("1".getBytes(UTF_8))));
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

  static RedisCommands forgetsTheTtlAfterAConflict(RedisCommands sound) {
    AtomicBoolean conflict = new AtomicBoolean();
    return scripts(
        sound,
        (script, keys, arguments) -> {
          List<byte[]> changed = new ArrayList<>(arguments);
          if (script == RedisScript.COMPARE_AND_SET && conflict.get()) {
            changed.set(2, new byte[0]);
          }
          return sound
              .eval(script, keys, changed)
              .thenApply(
                  answer -> {
                    conflict.set(script == RedisScript.COMPARE_AND_SET && answer.size() == 2);
                    return answer;
                  });
        });
  }

  /** Removes the old record whatever it holds by then. */
  static RedisCommands retiresInAnyCase(RedisCommands sound) {
    return scripts(
        sound,
        (script, keys, arguments) ->
            sound
                .eval(script, keys, arguments)
                .thenCompose(
                    answer ->
                        keys.size() == 2 && answer.size() == 2
                            ? sound
                                .delete(List.of(keys.get(0)))
                                .thenCompose(
                                    gone ->
                                        sound.set(
                                            keys.get(1),
                                            new byte[] {'1'},
                                            SetOptions.always().expiringAfter(AN_HOUR)))
                                .thenApply(done -> List.of("1".getBytes(UTF_8)))
                            : ForwardingPort.done(answer)));
  }

  static RedisCommands keepsTheOldTtl(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        TimeToLive before = now(super.timeToLive(key));
        return before instanceof TimeToLive.Remaining left
                && options.condition() == Condition.ALWAYS
            ? super.set(key, value, SetOptions.always().expiringAfter(left.duration()))
            : super.set(key, value, options);
      }
    };
  }

  static RedisCommands touchesWhatItReads(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        return super.getAndExpire(key, Duration.ofMinutes(89));
      }
    };
  }

  static RedisCommands touchesForAnHourAtMost(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> expire(String key, Duration ttl) {
        return super.expire(key, ttl.compareTo(AN_HOUR) > 0 ? AN_HOUR : ttl);
      }
    };
  }

  static SessionStore touchesNothing(SessionStore sound) {
    return OverriddenStores.touch(
        sound, session -> sound.get(session.id()).thenApply(Optional::isPresent));
  }

  static UnaryOperator<SessionStore> moving(Consumer<Session> first) {
    return sound ->
        OverriddenStores.regenerate(
            sound,
            (session, newId) -> {
              first.accept(session);
              return sound.regenerate(session, newId);
            });
  }

  static void removeNulls(Session session) {
    session.names().stream()
        .filter(name -> session.get(name) == null)
        .toList()
        .forEach(session::remove);
  }

  static RedisCommands createsOverAnother(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        return super.set(
            key,
            value,
            options.condition() == Condition.IF_ABSENT && value.length > 400
                ? new SetOptions(Condition.ALWAYS, options.ttl())
                : options);
      }
    };
  }

  static SessionStore keepsAllWhenItBeginsAgain(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<SaveOutcome> recreate(
          Session session, SessionId newId, SessionCookie cookie) {
        session.attributes().forEach(session::set);
        return super.recreate(session, newId, cookie);
      }
    };
  }

  static SessionStore beginsAgainWithTheOldId(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<SaveOutcome> recreate(
          Session session, SessionId newId, SessionCookie cookie) {
        return super.recreate(session, session.id(), cookie);
      }
    };
  }

  static SessionStore setsWithANewBeginning(SessionStore sound) {
    return setting(
        sound,
        session -> {
          Session copy = OverriddenStores.copy(session, session.id());
          copy.setIdleInterval(session.idleInterval());
          return sound.set(copy);
        });
  }

  static SessionStore setsOnlyWhatIsThere(SessionStore sound) {
    return setting(
        sound,
        session ->
            session.isNew()
                ? sound.set(session)
                : sound
                    .get(session.id())
                    .thenCompose(
                        found ->
                            found.isPresent()
                                ? sound.set(session)
                                : ForwardingPort.done(SaveOutcome.GONE)));
  }

  static SessionStore resavesOnlyChanges(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<SaveOutcome> resave(Session session) {
        return super.update(session);
      }
    };
  }

  static SessionStore destroysOnlyWhatItCanRead(SessionStore sound) {
    return OverriddenStores.destroy(
        sound,
        id ->
            sound
                .get(id)
                .thenCompose(
                    found -> found.isPresent() ? sound.destroy(id) : ForwardingPort.done(false)));
  }

  static SessionStore healsWhatItTouches(SessionStore sound) {
    return OverriddenStores.touch(
        sound,
        session ->
            sound
                .touch(session)
                .thenCompose(
                    there ->
                        there
                            ? sound
                                .get(session.id())
                                .thenCompose(
                                    found ->
                                        found.isPresent()
                                            ? ForwardingPort.done(true)
                                            : sound.set(session).thenApply(done -> true))
                            : ForwardingPort.done(false)));
  }

  static SessionStore forgetsSecondReplacements(SessionStore sound) {
    AtomicInteger moves = new AtomicInteger();
    List<SessionId> forgotten = new ArrayList<>();
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<SaveOutcome> regenerate(Session session, SessionId newId) {
        if (moves.incrementAndGet() % 2 == 0) {
          forgotten.add(session.id());
        }
        return super.regenerate(session, newId);
      }

      @Override
      public CompletionStage<Boolean> wasReplaced(SessionId id) {
        return forgotten.contains(id) ? ForwardingPort.done(false) : super.wasReplaced(id);
      }
    };
  }

  /** An index whose users are spelt otherwise. */
  static Opening users(UnaryOperator<String> spelling) {
    return (commands, options) -> {
      SessionStore sound =
          Opening.sound(
              commands,
              options.andThen(
                  last -> {
                    if (Reflected.has(last, "user")) {
                      last.userIndex(
                          session ->
                              session.get("user") instanceof String user
                                  ? spelling.apply(user)
                                  : null);
                    }
                  }));
      return new ForwardingStore(sound) {
        @Override
        public CompletionStage<List<Session>> findByUser(String user) {
          return super.findByUser(spelling.apply(user));
        }

        @Override
        public CompletionStage<Long> destroyAll(String user, SessionId... except) {
          return super.destroyAll(spelling.apply(user), except);
        }
      };
    };
  }

  static RedisCommands readsAThousandOfAnIndex(RedisCommands sound) {
    return scripts(
        sound,
        (script, keys, arguments) ->
            sound
                .eval(script, keys, arguments)
                .thenApply(answer -> answer.size() > 1_000 ? answer.subList(0, 1_000) : answer));
  }

  static SessionStore endsOneBatchOfAUser(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Long> destroyAll(String user, SessionId... except) {
        List<Session> all = ForwardingPort.now(super.findByUser(user));
        return ForwardingPort.done(
            all.stream()
                .map(Session::id)
                .filter(id -> !List.of(except).contains(id))
                .limit(100)
                .filter(id -> ForwardingPort.now(super.destroy(id)))
                .count());
      }
    };
  }

  static RedisCommands skipsALatePage(RedisCommands sound) {
    AtomicInteger page = new AtomicInteger();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
        int number = cursor == ScanCursor.START ? 0 : page.incrementAndGet();
        page.set(number);
        return super.scan(prefix, cursor, count)
            .thenApply(found -> number == 9 ? new ScanPage(List.of(), found.next()) : found);
      }
    };
  }

  static SessionStore stopsAtDamage(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public Batches<Session> all() {
        Batches<Session> all = super.all();
        Batches<SessionId> ids = super.ids();
        AtomicBoolean ended = new AtomicBoolean();
        return () ->
            all.next()
                .thenCombine(
                    ids.next(),
                    (sessions, names) -> {
                      if (ended.get()) {
                        return Optional.empty();
                      }
                      ended.set(
                          sessions.map(List::size).orElse(0) < names.map(List::size).orElse(0));
                      return sessions;
                    });
      }
    };
  }

  static SessionStore countsWhatItCanRead(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Long> length() {
        try {
          return ForwardingPort.done(super.blocking().all().count());
        } catch (UnsupportedOperationException hashed) {
          return super.length();
        }
      }
    };
  }

  static RedisCommands clearsThousands(RedisCommands sound) {
    AtomicInteger deleted = new AtomicInteger();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Long> delete(Collection<String> keys) {
        return keys.size() > 1 && deleted.addAndGet(keys.size()) > 1_000
            ? done((long) keys.size())
            : super.delete(keys);
      }
    };
  }

  private static SessionStore setting(
      SessionStore sound, Function<Session, CompletionStage<SaveOutcome>> set) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<SaveOutcome> set(Session session) {
        return Objects.requireNonNull(set.apply(session));
      }
    };
  }

  private static SetOptions ttl(SetOptions options, byte[] millis) {
    return millis.length == 0
        ? options
        : options.expiringAfter(Duration.ofMillis(Long.parseLong(new String(millis, UTF_8))));
  }

  /** What a script does instead. */
  interface Script {
    CompletionStage<List<byte[]>> eval(
        RedisScript script, List<String> keys, List<byte[]> arguments);
  }

  static RedisCommands scripts(RedisCommands sound, Script instead) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        return instead.eval(script, keys, arguments);
      }
    };
  }
}
