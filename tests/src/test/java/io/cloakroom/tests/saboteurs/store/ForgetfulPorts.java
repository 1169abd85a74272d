package io.cloakroom.tests.saboteurs.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.CompareAndSet.Outcome;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** What stores send that forget what was before, for {@link ForgetfulStore}. */
final class ForgetfulPorts {

  private ForgetfulPorts() {}

  static RedisCommands looksAgainTomorrow(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        List<byte[]> sent = new ArrayList<>(arguments);
        for (int i = 2; script == RedisScript.ENDS_SETTLE && i < sent.size(); i += 2) {
          if (Character.isDigit((char) sent.get(i)[0])) {
            sent.set(i, Long.toString(Duration.ofDays(1).toMillis()).getBytes(UTF_8));
          }
        }
        return super.eval(script, keys, sent);
      }
    };
  }

  /** What has more left than an hour was not used for as long as is missing of a day. */
  static RedisCommands takesMoreTimeForDisuse(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        CompletionStage<List<byte[]>> answer = super.eval(script, keys, arguments);
        return script == RedisScript.GET_AND_PROLONG
            ? answer.thenApply(found -> isBetween(found) ? List.of() : found)
            : answer;
      }

      private boolean isBetween(List<byte[]> found) {
        long before = found.isEmpty() ? 0 : Long.parseLong(new String(found.get(2), UTF_8));
        return before > Duration.ofHours(1).toMillis() && before < Duration.ofHours(23).toMillis();
      }
    };
  }

  static RedisCommands secondsIn32Bits(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        return super.set(
            key,
            value,
            new SetOptions(
                options.condition(),
                options.ttl().map(ttl -> Duration.ofSeconds(Math.max(1, (int) ttl.toSeconds())))));
      }
    };
  }

  static RedisCommands removesWhateverIsThere(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Outcome> compareAndDelete(String key, byte[] expected) {
        return sound.delete(List.of(key)).thenApply(removed -> new CompareAndSet.Applied());
      }
    };
  }

  /** Whose patience ends with the third conflict in a row. */
  static final class WritesOverOthers extends ForwardingPort {
    private final Map<String, Integer> conflicts = new ConcurrentHashMap<>();

    WritesOverOthers(RedisCommands sound) {
      super(sound);
    }

    @Override
    public CompletionStage<Outcome> compareAndSet(
        String key, byte[] expected, byte[] value, Optional<Duration> ttl) {
      return conflicts.merge(key, 1, Integer::sum) > 2
          ? sound
              .set(key, value, new SetOptions(SetOptions.Condition.IF_PRESENT, ttl))
              .thenApply(written -> new CompareAndSet.Applied())
          : super.compareAndSet(key, expected, value, ttl);
    }
  }

  static RedisCommands touchesWhatIsGone(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> expire(String key, Duration ttl) {
        return super.expire(key, ttl).thenApply(wasThere -> true);
      }
    };
  }

  static final class RemembersFailedEntries extends ForwardingPort {
    private final Set<String> written = ConcurrentHashMap.newKeySet();

    RemembersFailedEntries(RedisCommands sound) {
      super(sound);
    }

    @Override
    public CompletionStage<List<byte[]>> eval(
        RedisScript script, List<String> keys, List<byte[]> arguments) {
      if (script != RedisScript.INDEX_ADD) {
        return super.eval(script, keys, arguments);
      }
      String entry = keys.get(0) + new String(arguments.get(0), UTF_8);
      return written.remove(entry)
          ? CompletableFuture.completedStage(List.of())
          : super.eval(script, keys, arguments)
              .whenComplete(
                  (answer, failure) -> {
                    if (failure != null) {
                      written.add(entry);
                    }
                  });
    }
  }

  static RedisCommands leavesRetiredEntries(RedisCommands sound) {
    return new ForwardingPort(sound) {
      private RedisScript last = RedisScript.INDEX_READ;

      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        boolean isForgotten =
            script == RedisScript.INDEX_REMOVE && last == RedisScript.DELETE_AND_MARK;
        last = script;
        return isForgotten
            ? CompletableFuture.completedStage(List.of(new byte[0]))
            : super.eval(script, keys, arguments);
      }
    };
  }

  /** Whoever is slower writes the value of another thread. */
  static RedisCommands sharesABuffer(RedisCommands sound) {
    return new ForwardingPort(sound) {
      private static final long PAUSE_NANOS = 100_000;

      private volatile byte[] buffer = {};

      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        buffer = value;
        LockSupport.parkNanos(PAUSE_NANOS);
        return super.set(key, buffer, options);
      }
    };
  }

  /** A limit to what waits, which is reached once and for all. */
  static RedisCommands countsNoneOut(RedisCommands sound) {
    AtomicInteger unanswered = new AtomicInteger();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        return unanswered.get() > 100
            ? CompletableFuture.failedStage(new RedisUnreachableException("too many wait", null))
            : super.get(key)
                .whenComplete(
                    (value, failure) -> {
                      if (failure != null) {
                        unanswered.incrementAndGet();
                      }
                    });
      }
    };
  }
}
