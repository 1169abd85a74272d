package io.cloakroom.tests.saboteurs.port;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.SetOptions.Condition;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.redis.adapter.KeyText;
import io.cloakroom.tests.reference.RespClient;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Ports whose author has misread what a method is to do, or what a command answers. */
final class MistakenAnswers {

  /** Long after a caller who does not wait has looked, on a busy machine as well. */
  private static final Executor LATER =
      CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS);

  private MistakenAnswers() {}

  /** The caller's array is read when the command leaves, not when it is passed in. */
  static RedisCommands readsArgumentsLater(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        KeyText.checked(key);
        return CompletableFuture.supplyAsync(() -> now(super.set(key, value, options)), LATER);
      }
    };
  }

  /** Once the server is known to compare by scripts only, nothing is late any longer. */
  static RedisCommands readsTheFirstArgumentsLater(RedisCommands sound) {
    AtomicBoolean known = new AtomicBoolean();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<CompareAndSet.Outcome> compareAndSet(
          String key, byte[] expected, byte[] value, Optional<Duration> ttl) {
        TimeToLive.toMillis(ttl.orElse(Duration.ofMillis(1)));
        return known.getAndSet(true)
            ? super.compareAndSet(key, expected, value, ttl)
            : CompletableFuture.supplyAsync(
                () -> now(super.compareAndSet(key, expected, value, ttl)), LATER);
      }
    };
  }

  static RedisCommands readsIntoOneBuffer(RedisCommands sound) {
    Map<Integer, byte[]> buffers = new ConcurrentHashMap<>();
    return new AlteredPort(sound)
        .read(
            value -> {
              byte[] buffer = buffers.computeIfAbsent(value.length, byte[]::new);
              System.arraycopy(value, 0, buffer, 0, value.length);
              return buffer;
            });
  }

  static RedisCommands answersLargeBatchesBySlot(RedisCommands sound) {
    return new AlteredPort(sound)
        .wanted(
            keys ->
                keys.size() > 16
                    ? keys.stream().sorted((a, b) -> a.hashCode() % 16 - b.hashCode() % 16).toList()
                    : keys);
  }

  static RedisCommands countsRepeatedKeys(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Long> delete(Collection<String> keys) {
        long there = keys.stream().filter(key -> now(super.get(key)).isPresent()).count();
        return super.delete(keys).thenApply(deleted -> Math.max(deleted, there));
      }
    };
  }

  static RedisCommands expiresOnlyIf(RedisCommands sound, ExpiryRule rule) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> expire(String key, Duration ttl) {
        TimeToLive left = now(super.timeToLive(key));
        return left instanceof TimeToLive.Missing || rule.allows(left, ttl)
            ? super.expire(key, ttl)
            : done(true);
      }
    };
  }

  interface ExpiryRule {
    boolean allows(TimeToLive left, Duration ttl);
  }

  static RedisCommands expiresOnlyLonger(RedisCommands sound) {
    return expiresOnlyIf(
        sound,
        (left, ttl) ->
            left instanceof TimeToLive.Remaining some && ttl.compareTo(some.duration()) > 0);
  }

  static RedisCommands expiresOnlyWhatHasATtl(RedisCommands sound) {
    return expiresOnlyIf(sound, (left, ttl) -> left instanceof TimeToLive.Remaining);
  }

  static RedisCommands tellsSecondsLeft(RedisCommands sound) {
    return leaving(
        sound,
        left ->
            left instanceof TimeToLive.Remaining some
                ? TimeToLive.ofPttl(some.duration().plusMillis(500).toSeconds() * 1_000)
                : left);
  }

  static RedisCommands tellsUnlimitedAsMissing(RedisCommands sound) {
    return leaving(
        sound, left -> left instanceof TimeToLive.Unlimited ? TimeToLive.ofPttl(-2) : left);
  }

  private interface Left {
    TimeToLive of(TimeToLive left);
  }

  private static RedisCommands leaving(RedisCommands sound, Left change) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<TimeToLive> timeToLive(String key) {
        return super.timeToLive(key).thenApply(change::of);
      }
    };
  }

  static RedisCommands keepsTheTtlWithoutOne(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        return options.condition() == Condition.IF_PRESENT
                && options.ttl().isEmpty()
                && now(super.timeToLive(key)) instanceof TimeToLive.Remaining left
            ? super.set(key, value, SetOptions.ifPresent().expiringAfter(left.duration()))
            : super.set(key, value, options);
      }
    };
  }

  static RedisCommands createsWhatItProlongs(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
        return super.getAndExpire(key, ttl)
            .thenApply(
                value -> {
                  if (value.isEmpty()) {
                    now(super.set(key, new byte[0], SetOptions.always().expiringAfter(ttl)));
                  }
                  return value;
                });
      }
    };
  }

  static RedisCommands scansForMoreThanThePrefix(RedisCommands sound) {
    return scanning(sound, (prefix, key) -> !key.equals(prefix));
  }

  static RedisCommands scansOneLine(RedisCommands sound) {
    return scanning(sound, (prefix, key) -> key.indexOf('\n', prefix.length()) < 0);
  }

  private interface Scanned {
    boolean found(String prefix, String key);
  }

  private static RedisCommands scanning(RedisCommands sound, Scanned scanned) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
        return super.scan(prefix, cursor, count)
            .thenApply(
                page ->
                    new ScanPage(
                        page.keys().stream().filter(key -> scanned.found(prefix, key)).toList(),
                        page.next()));
      }
    };
  }

  private interface Evaluation {
    CompletionStage<List<byte[]>> of(RedisScript script, List<String> keys, List<byte[]> arguments);
  }

  private static RedisCommands evaluating(RedisCommands sound, Evaluation evaluation) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        return evaluation.of(script, keys, arguments);
      }
    };
  }

  static RedisCommands dropsEmptyAnswersOfScripts(RedisCommands sound) {
    return evaluating(
        sound,
        (script, keys, arguments) ->
            sound
                .eval(script, keys, arguments)
                .thenApply(answer -> answer.stream().filter(each -> each.length > 0).toList()));
  }

  static RedisCommands sendsArgumentsAsText(RedisCommands sound) {
    return evaluating(
        sound,
        (script, keys, arguments) ->
            sound.eval(script, keys, arguments.stream().map(MistakenAnswers::asText).toList()));
  }

  static RedisCommands readsAnswersOfScriptsAsText(RedisCommands sound) {
    return evaluating(
        sound,
        (script, keys, arguments) ->
            sound
                .eval(script, keys, arguments)
                .thenApply(answer -> answer.stream().map(MistakenAnswers::asText).toList()));
  }

  private static byte[] asText(byte[] bytes) {
    return new String(bytes, UTF_8).getBytes(UTF_8);
  }

  static RedisCommands comparesInTheClient(RedisCommands sound, RespClient none) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<CompareAndSet.Outcome> compareAndSet(
          String key, byte[] expected, byte[] value, Optional<Duration> ttl) {
        TimeToLive.toMillis(ttl.orElse(Duration.ofMillis(1)));
        return super.get(key)
            .thenCompose(
                there -> {
                  if (there.isEmpty()) {
                    return done(new CompareAndSet.Missing());
                  }
                  return Arrays.equals(there.get(), expected)
                      ? super.set(key, value, new SetOptions(Condition.ALWAYS, ttl))
                          .thenApply(written -> new CompareAndSet.Applied())
                      : done(new CompareAndSet.Conflict(there.get()));
                });
      }
    };
  }

  static RedisCommands removesInTheClient(RedisCommands sound, RespClient none) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<CompareAndSet.Outcome> compareAndDelete(String key, byte[] expected) {
        return super.get(key)
            .thenCompose(
                there -> {
                  if (there.isEmpty()) {
                    return done(new CompareAndSet.Missing());
                  }
                  return Arrays.equals(there.get(), expected)
                      ? super.delete(List.of(key)).thenApply(gone -> new CompareAndSet.Applied())
                      : done(new CompareAndSet.Conflict(there.get()));
                });
      }
    };
  }

  static RedisCommands looksForConditionsFirst(RedisCommands sound, Condition which) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        if (options.condition() != which) {
          return super.set(key, value, options);
        }
        return super.get(key)
            .thenCompose(
                there ->
                    there.isPresent() == (which == Condition.IF_PRESENT)
                        ? super.set(key, value, new SetOptions(Condition.ALWAYS, options.ttl()))
                        : done(false));
      }
    };
  }

  static RedisCommands looksWhetherAbsentFirst(RedisCommands sound, RespClient none) {
    return looksForConditionsFirst(sound, Condition.IF_ABSENT);
  }

  static RedisCommands looksWhetherPresentFirst(RedisCommands sound, RespClient none) {
    return looksForConditionsFirst(sound, Condition.IF_PRESENT);
  }

  static RedisCommands keepsTheTtlOfAComparedWrite(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<CompareAndSet.Outcome> compareAndSet(
          String key, byte[] expected, byte[] value, Optional<Duration> ttl) {
        return super.compareAndSet(
            key,
            expected,
            value,
            ttl.isEmpty() && now(super.timeToLive(key)) instanceof TimeToLive.Remaining left
                ? Optional.of(left.duration())
                : ttl);
      }
    };
  }

  static RedisCommands takesEmptyForMissing(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<CompareAndSet.Outcome> compareAndSet(
          String key, byte[] expected, byte[] value, Optional<Duration> ttl) {
        return super.compareAndSet(key, expected, value, ttl)
            .thenApply(
                outcome ->
                    outcome instanceof CompareAndSet.Conflict conflict
                            && conflict.found().length == 0
                        ? new CompareAndSet.Missing()
                        : outcome);
      }
    };
  }

  static RedisCommands createsWhereNothingIsExpected(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<CompareAndSet.Outcome> compareAndSet(
          String key, byte[] expected, byte[] value, Optional<Duration> ttl) {
        return expected.length > 0
            ? super.compareAndSet(key, expected, value, ttl)
            : super.set(key, value, new SetOptions(Condition.IF_ABSENT, ttl))
                .thenCompose(
                    created ->
                        created
                            ? done(new CompareAndSet.Applied())
                            : super.compareAndSet(key, expected, value, ttl));
      }
    };
  }

  static RedisCommands findsTheOldValueInAConflict(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<CompareAndSet.Outcome> compareAndSet(
          String key, byte[] expected, byte[] value, Optional<Duration> ttl) {
        return super.compareAndSet(key, expected, value, ttl)
            .thenApply(
                outcome ->
                    outcome instanceof CompareAndSet.Conflict
                        ? new CompareAndSet.Conflict(expected)
                        : outcome);
      }
    };
  }

  static RedisCommands removesInBackground(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Long> delete(Collection<String> keys) {
        List<String> unwanted = List.copyOf(keys);
        long there = unwanted.stream().distinct().filter(k -> now(get(k)).isPresent()).count();
        LATER.execute(() -> now(super.delete(unwanted)));
        return done(there);
      }
    };
  }

  static RedisCommands writesInBackground(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        if (options.condition() != Condition.ALWAYS) {
          return super.set(key, value, options);
        }
        byte[] copy = value.clone();
        LATER.execute(() -> now(super.set(key, copy, options)));
        return done(true);
      }
    };
  }

  static RedisCommands prolongsInBackground(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> expire(String key, Duration ttl) {
        TimeToLive.toMillis(ttl);
        LATER.execute(() -> now(super.expire(key, ttl)));
        return super.get(key).thenApply(Optional::isPresent);
      }
    };
  }

  /** A key is encoded into a buffer that all threads share. */
  static RedisCommands encodesKeysInOneBuffer(RedisCommands sound) {
    return new ForwardingPort(sound) {
      private volatile String buffer = "";

      @Override
      @SuppressWarnings("ThreadPriorityCheck") // another thread may come in between
      public CompletionStage<Optional<byte[]>> get(String key) {
        buffer = key;
        Thread.yield();
        return super.get(buffer);
      }
    };
  }

  static RedisCommands answersInOneList(RedisCommands sound) {
    List<Optional<byte[]>> answer = new ArrayList<>();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
        return super.multiGet(keys)
            .thenApply(
                values -> {
                  answer.clear();
                  answer.addAll(values);
                  return answer;
                });
      }
    };
  }

  @SuppressWarnings("ThreadLocalUsage") // each port has its own
  static RedisCommands scansByThread(RedisCommands sound) {
    ThreadLocal<ScanCursor> at = new ThreadLocal<>();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
        ScanCursor mine = at.get();
        return super.scan(prefix, mine == null ? ScanCursor.START : cursor, count)
            .thenApply(
                page -> {
                  at.set(page.next().orElse(null));
                  return page;
                });
      }
    };
  }

  static RedisCommands countsTheLastBatchOnly(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Long> delete(Collection<String> keys) {
        List<String> all = List.copyOf(keys);
        int middle = all.size() <= 1 ? 0 : all.size() - 1;
        now(super.delete(all.subList(0, middle)));
        return super.delete(all.subList(middle, all.size()));
      }
    };
  }

  static RedisCommands misnamesKeysOnTheServer(RedisCommands sound, RespClient none) {
    return new ForwardingPort(sound) {
      @Override
      public byte[] keyOnServer(String key) {
        return key.getBytes(ISO_8859_1);
      }
    };
  }

  /** A reader's copy of what was written last, until it has been read once. */
  static RedisCommands readsBehind(RedisCommands sound) {
    Map<String, Optional<byte[]>> behind = new HashMap<>();
    return new ForwardingPort(sound) {
      @Override
      public synchronized CompletionStage<Boolean> set(
          String key, byte[] value, SetOptions options) {
        if (options.condition() == Condition.IF_PRESENT) {
          behind.put(key, now(super.get(key)));
        }
        return super.set(key, value, options);
      }

      @Override
      public synchronized CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
        return super.multiGet(keys)
            .thenApply(
                values -> {
                  List<Optional<byte[]>> seen = new ArrayList<>(values);
                  for (int i = 0; i < keys.size(); i++) {
                    Optional<byte[]> old = behind.remove(keys.get(i));
                    if (old != null) {
                      seen.set(i, old.map(byte[]::clone));
                    }
                  }
                  return seen;
                });
      }
    };
  }

  static RedisCommands keepsCallersKeys(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Long> delete(Collection<String> keys) {
        keys.forEach(KeyText::checked);
        return keys.isEmpty()
            ? super.delete(keys)
            : CompletableFuture.supplyAsync(() -> now(super.delete(keys)), LATER);
      }
    };
  }

  static RedisCommands putsDefaultTtls(RedisCommands sound) {
    return new AlteredPort(sound)
        .options(
            given ->
                given.condition() == Condition.IF_ABSENT && given.ttl().isEmpty()
                    ? SetOptions.ifAbsent().expiringAfter(Duration.ofDays(1))
                    : given);
  }
}
