package io.cloakroom.tests.saboteurs.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.SetOptions.Condition;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Stores that send something wrong: how they use the port is what their author got wrong. */
final class MistakenWrites {

  private MistakenWrites() {}

  private static RedisCommands comparedTtl(RedisCommands sound, UnaryOperator<Duration> change) {
    return BrokenModels.scripts(
        sound,
        (script, keys, arguments) -> {
          List<byte[]> changed = new ArrayList<>(arguments);
          if (script == RedisScript.COMPARE_AND_SET && arguments.get(2).length > 0) {
            Duration ttl = Duration.ofMillis(Long.parseLong(new String(arguments.get(2), UTF_8)));
            changed.set(2, Long.toString(change.apply(ttl).toMillis()).getBytes(UTF_8));
          }
          return sound.eval(script, keys, changed);
        });
  }

  static RedisCommands cutsComparedTtlsToAYear(RedisCommands sound) {
    return comparedTtl(sound, ttl -> ttl.toDays() > 365 ? Duration.ofDays(365) : ttl);
  }

  static RedisCommands countsMinutesTwice(RedisCommands sound) {
    return comparedTtl(sound, ttl -> ttl.toMinutes() == 20 ? ttl.plusMinutes(20) : ttl);
  }

  static RedisCommands roundsComparedTtlsDown(RedisCommands sound) {
    return comparedTtl(
        sound, ttl -> ttl.toSeconds() % 10 == 1 ? Duration.ofSeconds(ttl.toSeconds() - 1) : ttl);
  }

  /** The entry of a session that gets a new id is taken out of the index too soon. */
  static RedisCommands entersForTheTtlOnly(RedisCommands sound) {
    return BrokenModels.scripts(
        sound,
        (script, keys, arguments) ->
            sound.eval(
                script,
                keys,
                script == RedisScript.INDEX_ADD
                    ? List.of(arguments.get(0), "1000".getBytes(UTF_8))
                    : arguments));
  }

  static RedisCommands entersOncePerSession(RedisCommands sound) {
    Set<String> entered = ConcurrentHashMap.newKeySet();
    return BrokenModels.scripts(
        sound,
        (script, keys, arguments) ->
            script == RedisScript.INDEX_ADD && !entered.add(new String(arguments.get(0), UTF_8))
                ? ForwardingPort.done(List.of())
                : sound.eval(script, keys, arguments));
  }

  static RedisCommands marksForAnHour(RedisCommands sound) {
    return BrokenModels.scripts(
        sound,
        (script, keys, arguments) -> {
          List<byte[]> changed = new ArrayList<>(arguments);
          if (keys.size() == 2
              && (script == RedisScript.COMPARE_AND_DELETE
                  || script == RedisScript.DELETE_AND_MARK)) {
            changed.set(changed.size() - 1, "3600000".getBytes(UTF_8));
          }
          return sound.eval(script, keys, changed);
        });
  }

  static RedisCommands marksForTenSeconds(RedisCommands sound) {
    return BrokenModels.scripts(
        sound,
        (script, keys, arguments) -> {
          List<byte[]> changed = new ArrayList<>(arguments);
          if (keys.size() == 2
              && (script == RedisScript.COMPARE_AND_DELETE
                  || script == RedisScript.DELETE_AND_MARK)) {
            changed.set(changed.size() - 1, "10000".getBytes(UTF_8));
          }
          return sound.eval(script, keys, changed);
        });
  }

  /** The value that a conflict brought is taken for the expected one of the attempt after next. */
  static RedisCommands expectsWhatWasThereTwoConflictsAgo(RedisCommands sound) {
    Map<String, AtomicInteger> attempts = new ConcurrentHashMap<>();
    return BrokenModels.scripts(
        sound,
        (script, keys, arguments) -> {
          if (script != RedisScript.COMPARE_AND_SET) {
            return sound.eval(script, keys, arguments);
          }
          AtomicInteger attempt =
              attempts.computeIfAbsent(keys.get(0), none -> new AtomicInteger());
          return sound
              .eval(script, keys, arguments)
              .thenApply(
                  answer -> {
                    if (answer.size() != 2) {
                      attempt.set(0);
                      return answer;
                    }
                    return attempt.incrementAndGet() == 3 ? List.of("1".getBytes(UTF_8)) : answer;
                  });
        });
  }

  static RedisCommands listsKeysUnderneath(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
        return super.scan(prefix, cursor, count)
            .thenApply(
                page ->
                    new ScanPage(
                        page.keys().stream()
                            .map(key -> prefix + key.substring(key.lastIndexOf(':') + 1))
                            .toList(),
                        page.next()));
      }
    };
  }

  static RedisCommands givesNewSessionsTheUsualTtl(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        return super.set(
            key,
            value,
            options.condition() == Condition.IF_ABSENT && options.ttl().isPresent()
                ? SetOptions.ifAbsent().expiringAfter(Duration.ofMinutes(90))
                : options);
      }
    };
  }

  static RedisCommands setsForTheLongerTtl(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        Optional<Duration> ttl =
            options
                .ttl()
                .map(
                    given ->
                        options.condition() == Condition.ALWAYS && given.toMinutes() < 2
                            ? Duration.ofMinutes(90)
                            : given);
        return super.set(key, value, new SetOptions(options.condition(), ttl));
      }
    };
  }

  static RedisCommands readsRecordsFromOneSecondAgo(RedisCommands sound) {
    Map<String, byte[]> before = new ConcurrentHashMap<>();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
        return super.multiGet(keys)
            .thenApply(
                values -> {
                  List<Optional<byte[]>> seen = new ArrayList<>(values);
                  for (int i = 0; i < keys.size(); i++) {
                    byte[] old = before.get(keys.get(i));
                    if (old != null && values.get(i).isPresent()) {
                      seen.set(i, Optional.of(old));
                    }
                    int at = i;
                    values.get(i).ifPresent(value -> before.put(keys.get(at), value));
                  }
                  return seen;
                });
      }
    };
  }

  static RedisCommands keepsAKeyBesideEachSession(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        return super.set(key, value, options)
            .thenApply(
                done -> {
                  now(
                      super.set(
                          key + ":created",
                          "1".getBytes(UTF_8),
                          SetOptions.always().expiringAfter(Duration.ofDays(1))));
                  return done;
                });
      }
    };
  }

  static RedisCommands countsAHundredDeletedAtMost(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Long> delete(Collection<String> keys) {
        return super.delete(keys).thenApply(count -> Math.min(count, 100));
      }
    };
  }

  static RedisCommands touchesNotForLess(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> expire(String key, Duration ttl) {
        return now(super.timeToLive(key)) instanceof TimeToLive.Remaining left
                && left.duration().compareTo(ttl) > 0
            ? done(true)
            : super.expire(key, ttl);
      }
    };
  }

  static RedisCommands readsWithTheUsualTtlOnly(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
        return super.getAndExpire(
            key, ttl.compareTo(Duration.ofDays(30)) > 0 ? Duration.ofDays(30) : ttl);
      }
    };
  }
}
