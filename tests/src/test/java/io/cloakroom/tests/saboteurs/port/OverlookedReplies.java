package io.cloakroom.tests.saboteurs.port;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.CompareAndSet.Outcome;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Ports that misread long replies, and what has changed between two of them. */
final class OverlookedReplies {

  private static final int BUFFER = 8_192;

  private static final int MOST_BYTES = 8 << 20;

  private static final int MOST = 1_000;

  private OverlookedReplies() {}

  /** The carriage return behind a value of a list is the last byte of a buffer. */
  static RedisCommands misreadsAListThatFillsItsBuffer(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
        List<Optional<byte[]>> values = now(super.multiGet(keys));
        return isMisread(values) ? lost() : done(values);
      }
    };
  }

  static RedisCommands misreadsAnAnswerThatFillsItsBuffer(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        List<byte[]> values = now(super.eval(script, keys, arguments));
        return isMisread(values.stream().map(Optional::of).toList()) ? lost() : done(values);
      }
    };
  }

  static RedisCommands misreadsAPageThatFillsItsBuffer(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
        ScanPage page = now(super.scan(prefix, cursor, count));
        int end = "*2 $1 0 ".length() + 3;
        end += header(page.keys().size());
        for (String key : page.keys()) {
          int length = key.getBytes(UTF_8).length;
          end += header(length) + length;
          if (end % BUFFER == BUFFER - 1) {
            return lost();
          }
          end += 2;
        }
        return done(page);
      }
    };
  }

  private static boolean isMisread(List<Optional<byte[]>> values) {
    int end = header(values.size());
    for (Optional<byte[]> value : values) {
      int length = value.map(bytes -> bytes.length).orElse(-1);
      end += header(length) + Math.max(0, length);
      if (end % BUFFER == BUFFER - 1) {
        return true;
      }
      end += length < 0 ? 0 : 2;
    }
    return false;
  }

  /** How long the line is that tells a length. */
  private static int header(int length) {
    return 1 + Integer.toString(length).length() + 2;
  }

  private static <T> CompletionStage<T> lost() {
    return CompletableFuture.failedFuture(new RedisUnreachableException("No end", null));
  }

  static RedisCommands cutsListsOfManyMegabytes(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
        List<Optional<byte[]>> values = new ArrayList<>(now(super.multiGet(keys)));
        int bytes = 0;
        for (int i = 0; i < values.size(); i++) {
          bytes += values.get(i).map(value -> value.length).orElse(0);
          if (bytes > MOST_BYTES) {
            values.set(i, Optional.empty());
          }
        }
        return done(values);
      }
    };
  }

  static RedisCommands cutsValuesOfManyMegabytes(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        return super.get(key)
            .thenApply(
                read ->
                    read.map(
                        value ->
                            value.length > MOST_BYTES ? Arrays.copyOf(value, MOST_BYTES) : value));
      }
    };
  }

  static RedisCommands cutsAnswersOfThousands(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        return super.eval(script, keys, arguments)
            .thenApply(answer -> answer.stream().limit(MOST).toList());
      }
    };
  }

  static RedisCommands repeatsAnswersOfThousands(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        return super.eval(script, keys, arguments)
            .thenApply(
                answer -> {
                  List<byte[]> read = new ArrayList<>(answer);
                  if (read.size() > MOST) {
                    read.set(MOST, read.get(MOST - 1));
                  }
                  return read;
                });
      }
    };
  }

  static RedisCommands cutsPagesOfThousands(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
        return super.scan(prefix, cursor, count)
            .thenApply(
                page -> new ScanPage(page.keys().stream().limit(4 * MOST).toList(), page.next()));
      }
    };
  }

  static RedisCommands forgetsValuesBehindTenThousand(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
        return super.multiGet(keys)
            .thenApply(
                values -> {
                  List<Optional<byte[]>> read = new ArrayList<>(values);
                  if (read.size() > 10 * MOST) {
                    Collections.fill(read.subList(10 * MOST, read.size()), Optional.empty());
                  }
                  return read;
                });
      }
    };
  }

  /** What is there instead of the expected value is looked up, and may be gone by then. */
  static RedisCommands failsWhereAConflictIsGone(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Outcome> compareAndSet(
          String key, byte[] expected, byte[] value, Optional<Duration> ttl) {
        Outcome outcome = now(super.compareAndSet(key, expected, value, ttl));
        return done(
            outcome instanceof CompareAndSet.Conflict
                ? new CompareAndSet.Conflict(now(super.get(key)).orElseThrow())
                : outcome);
      }
    };
  }

  static RedisCommands answersNullWhereAConflictIsGone(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Outcome> compareAndDelete(String key, byte[] expected) {
        Outcome outcome = now(super.compareAndDelete(key, expected));
        return done(
            outcome instanceof CompareAndSet.Conflict
                ? now(super.get(key)).map(CompareAndSet.Conflict::new).orElse(null)
                : outcome);
      }
    };
  }
}
