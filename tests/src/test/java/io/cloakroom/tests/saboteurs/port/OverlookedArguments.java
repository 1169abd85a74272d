package io.cloakroom.tests.saboteurs.port;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;

import io.cloakroom.redis.CompareAndSet.Applied;
import io.cloakroom.redis.CompareAndSet.Conflict;
import io.cloakroom.redis.CompareAndSet.Outcome;
import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.SetOptions.Condition;
import io.cloakroom.redis.StageFailure;
import io.cloakroom.tck.servers.RawRedis;
import io.cloakroom.tests.reference.RespClient;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import java.util.zip.GZIPInputStream;

/** Ports that are sound but for arguments, numbers and moments that few think of. */
final class OverlookedArguments {

  private static final int HOT = 4;
  private static final int LARGE = 1_000_000;
  private static final int SCANS = 16;

  private OverlookedArguments() {}

  static RedisCommands keepsWhatIsReadOften(RedisCommands sound) {
    Map<String, AtomicInteger> reads = new ConcurrentHashMap<>();
    Map<String, Optional<byte[]>> kept = new ConcurrentHashMap<>();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        if (reads.computeIfAbsent(key, none -> new AtomicInteger()).incrementAndGet() < HOT) {
          return super.get(key);
        }
        Optional<byte[]> value = kept.get(key);
        return value != null
            ? completedFuture(value.map(byte[]::clone))
            : super.get(key)
                .thenApply(
                    read -> {
                      kept.put(key, read.map(byte[]::clone));
                      return read;
                    });
      }
    };
  }

  static RedisCommands writesLargeValuesInParts(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        return value.length <= LARGE
            ? super.set(key, value, options)
            : super.set(key, Arrays.copyOf(value, LARGE), options)
                .thenApply(
                    written -> {
                      if (written) {
                        client.call(
                            "APPEND",
                            client.prefix() + key,
                            Arrays.copyOfRange(value, LARGE, value.length));
                      }
                      return written;
                    });
      }
    };
  }

  static RedisCommands isDeadIfBornInAnOutage(RedisCommands sound, RespClient client) {
    try {
      client.call("PING");
      return sound;
    } catch (UncheckedIOException away) {
      return new ForwardingPort(sound) {
        @Override
        public CompletionStage<Optional<byte[]>> get(String key) {
          return failedFuture(new RedisUnreachableException("The server is away", away));
        }
      };
    }
  }

  static RedisCommands takesHalfCharactersInScripts(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        return super.eval(
            script, keys.stream().map(key -> key.replaceAll("\\p{Cs}", "?")).toList(), arguments);
      }
    };
  }

  static RedisCommands knowsNoEmptyKey(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        return key.isEmpty() ? completedFuture(Optional.empty()) : super.get(key);
      }
    };
  }

  static RedisCommands hasSixteenScans(RedisCommands sound) {
    AtomicInteger scans = new AtomicInteger();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
        if (cursor.equals(ScanCursor.START) && scans.incrementAndGet() > SCANS) {
          return completedFuture(new ScanPage(List.of(), Optional.empty()));
        }
        return super.scan(prefix, cursor, count)
            .thenApply(
                page -> {
                  if (page.next().isEmpty()) {
                    scans.decrementAndGet();
                  }
                  return page;
                });
      }
    };
  }

  static RedisCommands doublesTheCount(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
        int twice = count < 1 ? count : 2 * count;
        return twice < count && count > 0
            ? completedFuture(new ScanPage(List.of(), Optional.empty()))
            : super.scan(prefix, cursor, twice);
      }
    };
  }

  static RedisCommands countsTtlsInNanoseconds(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Outcome> compareAndSet(
          String key, byte[] expected, byte[] value, Optional<Duration> ttl) {
        return super.compareAndSet(
            key, expected, value, ttl.map(given -> Duration.ofNanos(given.toNanos())));
      }
    };
  }

  static RedisCommands writesTheDigitsOfTheLocale(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> expire(String key, Duration ttl) {
        String written = String.format(Locale.getDefault(), "%d", ttl.toMillis());
        return ttl.isNegative()
                || ttl.isZero()
                || UTF_8.encode(written).remaining() == written.length()
            ? super.expire(key, ttl)
            : failedFuture(
                RedisCommandException.ofReply("ERR value is not an integer", new Exception()));
      }
    };
  }

  static RedisCommands knowsNoKeysAbove64Kib(RedisCommands sound) {
    return new AlteredPort(sound).keys(key -> key.substring(0, Math.min(65_535, key.length())));
  }

  static RedisCommands expandsWhatIsCompressed(RedisCommands sound) {
    return new AlteredPort(sound)
        .read(
            value -> {
              try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(value))) {
                return in.readAllBytes();
              } catch (IOException notCompressed) {
                return value;
              }
            });
  }

  static RedisCommands skipsTheSameWrite(RedisCommands sound) {
    Map<String, List<Object>> written = new ConcurrentHashMap<>();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        List<Object> call = List.of(Arrays.hashCode(value), options);
        return options.condition() == Condition.ALWAYS && call.equals(written.put(key, call))
            ? completedFuture(true)
            : super.set(key, value, options);
      }
    };
  }

  static RedisCommands comparesLargeValuesItself(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Outcome> compareAndSet(
          String key, byte[] expected, byte[] value, Optional<Duration> ttl) {
        return expected.length <= 65_536
            ? super.compareAndSet(key, expected, value, ttl)
            : super.get(key)
                .thenCompose(
                    found ->
                        found.filter(there -> Arrays.equals(there, expected)).isPresent()
                            ? super.set(key, value, new SetOptions(Condition.IF_PRESENT, ttl))
                                .thenApply(set -> new Applied())
                            : super.compareAndSet(key, expected, value, ttl));
      }
    };
  }

  @SuppressWarnings("ModifiedButNotUsed") // that is the fault
  static RedisCommands keepsTheConnectionOfAnEmptyAnswer(RedisCommands sound, RespClient client) {
    Queue<RawRedis> kept = new ConcurrentLinkedQueue<>();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        return super.get(key)
            .thenApply(
                found -> {
                  if (found.isEmpty()) {
                    kept.add(client.connection());
                  }
                  return found;
                });
      }
    };
  }

  static RedisCommands goesByTheFirstWord(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        return super.eval(script, keys, arguments)
            .exceptionallyCompose(
                failure -> {
                  Throwable cause = StageFailure.cause(failure);
                  return failedFuture(
                      String.valueOf(cause.getMessage()).contains("Error running script")
                          ? new RedisRefusedException("ERR Error running script", cause.getCause())
                          : cause);
                });
      }
    };
  }

  static RedisCommands comparesTheSum(RedisCommands sound) {
    return comparing(sound, (one, other) -> sum(one) == sum(other));
  }

  private static int sum(byte[] bytes) {
    int sum = bytes.length;
    for (byte each : bytes) {
      sum += each;
    }
    return sum;
  }

  static RedisCommands comparesWithoutCase(RedisCommands sound) {
    return comparing(
        sound,
        (one, other) -> {
          boolean same = one.length == other.length;
          for (int i = 0; same && i < one.length; i++) {
            same = (one[i] | 0x20) == (other[i] | 0x20);
          }
          return same;
        });
  }

  /** Takes some values for the expected one. */
  private static RedisCommands comparing(RedisCommands sound, BiPredicate<byte[], byte[]> alike) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Outcome> compareAndSet(
          String key, byte[] expected, byte[] value, Optional<Duration> ttl) {
        return super.compareAndSet(key, expected, value, ttl)
            .thenCompose(
                outcome ->
                    outcome instanceof Conflict conflict && alike.test(expected, conflict.found())
                        ? super.compareAndSet(key, conflict.found(), value, ttl)
                        : completedFuture(outcome));
      }
    };
  }
}
