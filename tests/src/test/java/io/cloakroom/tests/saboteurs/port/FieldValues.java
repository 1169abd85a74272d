package io.cloakroom.tests.saboteurs.port;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.SetOptions.Condition;
import io.cloakroom.redis.StageFailure;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/** Ports with faults that stand in the issue trackers of clients, in what they write and read. */
final class FieldValues {

  private FieldValues() {}

  /** A codec that recognizes what other codecs of the same client have compressed. */
  static RedisCommands expandsWhatLooksCompressed(RedisCommands sound) {
    return new AlteredPort(sound)
        .read(
            value -> {
              if (value.length < 3 || value[0] != 0x1f || value[1] != (byte) 0x8b) {
                return value;
              }
              try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(value))) {
                return in.readAllBytes();
              } catch (IOException notCompressed) {
                return new byte[0];
              }
            });
  }

  static RedisCommands restoresWhatLooksSerialized(RedisCommands sound) {
    return new AlteredPort(sound)
        .read(
            value ->
                value.length > 4 && value[0] == (byte) 0xac && value[1] == (byte) 0xed
                    ? Arrays.copyOfRange(value, 4, value.length)
                    : value);
  }

  /** Values and simple replies go through one parser. */
  static RedisCommands takesValuesForReplies(RedisCommands sound) {
    Set<String> words = Set.of("QUEUED", "nil", "(nil)", "$-1", "null");
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        return super.get(key)
            .thenApply(
                value -> value.filter(bytes -> !words.contains(new String(bytes, ISO_8859_1))));
      }
    };
  }

  static RedisCommands cutsKeysAtZero(RedisCommands sound) {
    return renaming(sound, key -> key.indexOf('\0') < 0 ? key : key.substring(0, key.indexOf(0)));
  }

  static RedisCommands trimsKeys(RedisCommands sound) {
    return renaming(sound, String::strip);
  }

  static RedisCommands shortensLongKeys(RedisCommands sound) {
    return renaming(sound, key -> key.length() > 250 ? key.substring(0, 250) : key);
  }

  static RedisCommands dropsHashTags(RedisCommands sound) {
    return renaming(sound, key -> key.replace("{", "").replace("}", ""));
  }

  private interface Renaming {
    String of(String key);
  }

  private static RedisCommands renaming(RedisCommands sound, Renaming renaming) {
    return new AlteredPort(sound).keys(renaming::of).scriptKeys(renaming::of);
  }

  static RedisCommands findsNoLongKeys(RedisCommands sound) {
    return new AlteredPort(sound)
        .pages(
            page ->
                new ScanPage(
                    page.keys().stream().filter(key -> key.length() < 256).toList(), page.next()));
  }

  static RedisCommands readsRepeatedKeysOnce(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
        return super.multiGet(keys)
            .thenApply(
                values -> {
                  Set<String> seen = new HashSet<>();
                  return IntStream.range(0, keys.size())
                      .mapToObj(
                          i -> seen.add(keys.get(i)) ? values.get(i) : Optional.<byte[]>empty())
                      .toList();
                });
      }
    };
  }

  static RedisCommands recursesOverKeys(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
        return keys.size() > 3_000
            ? CompletableFuture.failedFuture(new StackOverflowError())
            : super.multiGet(keys);
      }
    };
  }

  static RedisCommands losesTheThousandthWrite(RedisCommands sound) {
    AtomicInteger writes = new AtomicInteger();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        return writes.incrementAndGet() % 1_000 == 0
                && options.condition() == Condition.ALWAYS
                && options.ttl().filter(ttl -> ttl.isNegative() || ttl.isZero()).isEmpty()
            ? done(true)
            : super.set(key, value, options);
      }
    };
  }

  static RedisCommands answersTheOneBeforeNowAndThen(RedisCommands sound) {
    AtomicInteger reads = new AtomicInteger();
    AtomicReference<Optional<byte[]>> before = new AtomicReference<>(Optional.empty());
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        return super.get(key)
            .thenApply(
                value -> {
                  Optional<byte[]> last = before.getAndSet(value);
                  return reads.incrementAndGet() % 256 == 0 ? last : value;
                });
      }
    };
  }

  static RedisCommands takesTheLastSecondForNone(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<TimeToLive> timeToLive(String key) {
        return super.timeToLive(key)
            .thenApply(
                left ->
                    left instanceof TimeToLive.Remaining some && some.duration().toSeconds() == 0
                        ? new TimeToLive.Missing()
                        : left);
      }
    };
  }

  static RedisCommands asksTtlsInAnInt(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<TimeToLive> timeToLive(String key) {
        return super.timeToLive(key)
            .thenApply(
                left ->
                    left instanceof TimeToLive.Remaining some
                            && some.duration().toMillis() > Integer.MAX_VALUE
                        ? new TimeToLive.Unlimited()
                        : left);
      }
    };
  }

  static RedisCommands renewsOnlyLonger(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
        return now(sound.timeToLive(key)) instanceof TimeToLive.Remaining left
                && left.duration().compareTo(ttl) > 0
                && !ttl.isNegative()
                && !ttl.isZero()
            ? super.get(key)
            : super.getAndExpire(key, ttl);
      }
    };
  }

  static RedisCommands saysThatItDeletedOne(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Long> delete(Collection<String> keys) {
        return super.delete(keys).thenApply(n -> keys.size() == 1 ? 1L : n);
      }
    };
  }

  /** A client cache that knows that nothing is to be written. */
  static RedisCommands skipsAWriteOfTheSame(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        if (options.condition() != Condition.IF_ABSENT
            && options.ttl().isEmpty()
            && now(sound.get(key)).filter(there -> Arrays.equals(there, value)).isPresent()) {
          return done(true);
        }
        return super.set(key, value, options);
      }
    };
  }

  static RedisCommands passesOnThreeArguments(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        return super.eval(script, keys, arguments.subList(0, Math.min(3, arguments.size())));
      }
    };
  }

  static RedisCommands readsForeignKeysAsMissing(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
        return super.getAndExpire(key, ttl)
            .exceptionally(
                failure -> {
                  if (StageFailure.cause(failure) instanceof RedisRefusedException) {
                    return Optional.empty();
                  }
                  throw new CompletionException(StageFailure.cause(failure));
                });
      }
    };
  }

  static RedisCommands expiresByAnotherClock(RedisCommands sound) {
    return new AlteredPort(sound)
        .expiry(ttl -> ttl.compareTo(Duration.ofDays(1)) > 0 ? ttl.plusSeconds(3) : ttl)
        .readExpiry(ttl -> ttl.compareTo(Duration.ofDays(1)) > 0 ? ttl.plusSeconds(3) : ttl);
  }

  static RedisCommands beginsAgainAfterTheEnd(RedisCommands sound) {
    AtomicReference<ScanCursor> last = new AtomicReference<>(ScanCursor.START);
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
        return super.scan(prefix, cursor == ScanCursor.START ? last.get() : cursor, count)
            .thenApply(
                page -> {
                  last.set(count == 7 ? page.next().orElse(ScanCursor.START) : ScanCursor.START);
                  return page;
                });
      }
    };
  }
}
