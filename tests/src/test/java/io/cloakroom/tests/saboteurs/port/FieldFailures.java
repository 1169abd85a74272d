package io.cloakroom.tests.saboteurs.port;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.StageFailure;
import io.cloakroom.tck.servers.RawRedis.ErrorReply;
import io.cloakroom.tests.reference.RespClient;
import io.cloakroom.tests.reference.RespRedisCommands;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Ports with faults that stand in the issue trackers of clients, in what they do when it fails. */
final class FieldFailures {

  private FieldFailures() {}

  /** Every method before it is called, and what becomes of its stage. */
  private abstract static class Guarded extends ForwardingPort {
    Guarded(RedisCommands sound) {
      super(sound);
    }

    abstract <T> CompletionStage<T> guard(Supplier<CompletionStage<T>> call);

    @Override
    public CompletionStage<Optional<byte[]>> get(String key) {
      return guard(() -> sound.get(key));
    }

    @Override
    public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
      return guard(() -> sound.set(key, value, options));
    }

    @Override
    public CompletionStage<Long> delete(Collection<String> keys) {
      return guard(() -> sound.delete(keys));
    }

    @Override
    public CompletionStage<List<byte[]>> eval(
        RedisScript script, List<String> keys, List<byte[]> arguments) {
      return guard(() -> sound.eval(script, keys, arguments));
    }
  }

  private static RedisCommands breaker(
      RedisCommands sound, Predicate<Throwable> counts, int limit, Duration open) {
    AtomicInteger failures = new AtomicInteger();
    AtomicLong until = new AtomicLong(Long.MIN_VALUE);
    return new Guarded(sound) {
      @Override
      <T> CompletionStage<T> guard(Supplier<CompletionStage<T>> call) {
        if (until.get() != Long.MIN_VALUE && System.nanoTime() - until.get() < 0) {
          return CompletableFuture.failedFuture(
              new RedisUnreachableException("The breaker is open", new IllegalStateException()));
        }
        return call.get()
            .whenComplete(
                (answer, failure) -> {
                  if (failure == null) {
                    failures.set(0);
                  } else if (counts.test(StageFailure.cause(failure))
                      && failures.incrementAndGet() >= limit) {
                    failures.set(0);
                    until.set(System.nanoTime() + open.toNanos());
                  }
                });
      }
    };
  }

  static RedisCommands opensABreakerForLong(RedisCommands sound, RespClient client) {
    return breaker(
        sound, failure -> !(failure instanceof RedisRefusedException), 5, Duration.ofSeconds(30));
  }

  static RedisCommands opensABreakerAtRefusals(RedisCommands sound, RespClient client) {
    return breaker(sound, RedisRefusedException.class::isInstance, 20, Duration.ofSeconds(10));
  }

  /** The pause before the next attempt doubles with each one, and is never made shorter. */
  static RedisCommands waitsLongerAndLonger(RedisCommands sound, RespClient client) {
    AtomicInteger away = new AtomicInteger();
    AtomicLong until = new AtomicLong(System.nanoTime());
    return new Guarded(sound) {
      @Override
      <T> CompletionStage<T> guard(Supplier<CompletionStage<T>> call) {
        if (System.nanoTime() - until.get() < 0) {
          return CompletableFuture.failedFuture(
              new RedisUnreachableException("Connecting", new IllegalStateException()));
        }
        return call.get()
            .whenComplete(
                (answer, failure) -> {
                  if (failure != null
                      && StageFailure.cause(failure) instanceof RedisUnreachableException) {
                    long pause = 100L << Math.min(12, away.incrementAndGet());
                    until.accumulateAndGet(System.nanoTime() + pause * 1_000_000, Math::max);
                  }
                });
      }
    };
  }

  static RedisCommands makesOneCallAtATime(RedisCommands sound, RespClient client) {
    ReentrantLock one = new ReentrantLock();
    return new Guarded(sound) {
      @Override
      <T> CompletionStage<T> guard(Supplier<CompletionStage<T>> call) {
        one.lock();
        try {
          return call.get();
        } finally {
          one.unlock();
        }
      }
    };
  }

  static RedisCommands joinsAReadThatIsUnderWay(RedisCommands sound, RespClient client) {
    Map<String, CompletableFuture<Optional<byte[]>>> underWay = new ConcurrentHashMap<>();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        CompletableFuture<Optional<byte[]>> mine = new CompletableFuture<>();
        CompletableFuture<Optional<byte[]>> other = underWay.putIfAbsent(key, mine);
        if (other != null) {
          return other.thenApply(value -> value.map(byte[]::clone));
        }
        super.get(key)
            .whenComplete(
                (value, failure) -> {
                  underWay.remove(key);
                  if (failure == null) {
                    mine.complete(value);
                  } else {
                    mine.completeExceptionally(StageFailure.cause(failure));
                  }
                });
        return mine.copy();
      }
    };
  }

  static RedisCommands tellsBadPasswordsAsAway(RedisCommands sound, RespClient client) {
    return failing(
        sound,
        failure ->
            failure instanceof RedisRefusedException refused
                    && Set.of("NOAUTH", "WRONGPASS").contains(refused.code())
                ? new RedisUnreachableException("No log-in", refused)
                : failure);
  }

  static RedisCommands dropsTheCode(RedisCommands sound, RespClient client) {
    return failing(
        sound,
        failure ->
            failure instanceof RedisRefusedException refused
                ? new RedisRefusedException(
                    String.valueOf(refused.getMessage()).replaceFirst("^.*[A-Z]+ ", ""), refused)
                : failure);
  }

  static RedisCommands showsThePassword(RedisCommands sound, RespClient client) {
    return failing(
        sound,
        failure ->
            failure instanceof RedisUnreachableException
                ? new RedisUnreachableException("No connection to " + client.address(), failure)
                : failure);
  }

  private static RedisCommands failing(RedisCommands sound, Function<Throwable, Throwable> change) {
    return new ForwardingPort(sound) {
      @Override
      public <T> CompletionStage<T> through(CompletionStage<T> stage) {
        return stage.exceptionallyCompose(
            failure -> CompletableFuture.failedFuture(change.apply(StageFailure.cause(failure))));
      }
    };
  }

  static RedisCommands noticesOneFlush(RedisCommands sound, RespClient client) {
    Set<RedisScript> sent = ConcurrentHashMap.newKeySet();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        try {
          return done(evaluate(client, "EVALSHA", script.sha1(), keys, arguments));
        } catch (ErrorReply e) {
          RedisCommandException refused = RedisCommandException.ofReply(e.getMessage(), e);
          return refused instanceof RedisRefusedException known
                  && known.isUnknownScript()
                  && sent.add(script)
              ? super.eval(script, keys, arguments)
              : CompletableFuture.failedFuture(refused);
        } catch (UncheckedIOException e) {
          return super.eval(script, keys, arguments);
        }
      }
    };
  }

  static RedisCommands givesUpDigestsAtARefusal(RedisCommands sound, RespClient client) {
    AtomicBoolean gaveUp = new AtomicBoolean();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        if (gaveUp.get()) {
          try {
            return done(evaluate(client, "EVAL", script.source(), keys, arguments));
          } catch (ErrorReply e) {
            return CompletableFuture.failedFuture(RedisCommandException.ofReply(e.getMessage(), e));
          }
        }
        return super.eval(script, keys, arguments)
            .whenComplete(
                (answer, failure) -> {
                  if (failure != null
                      && StageFailure.cause(failure) instanceof RedisRefusedException) {
                    gaveUp.set(true);
                  }
                });
      }
    };
  }

  private static List<byte[]> evaluate(
      RespClient client, String command, String script, List<String> keys, List<byte[]> arguments) {
    List<Object> words = new ArrayList<>(List.of(command, script, keys.size()));
    keys.forEach(key -> words.add(client.prefix() + key));
    words.addAll(arguments);
    return ((List<?>) client.call(words.toArray())).stream().map(byte[].class::cast).toList();
  }

  static RedisCommands readsAnotherDatabaseNowAndThen(RedisCommands sound, RespClient client) {
    RedisCommands another = new RespRedisCommands(client.ofDatabase(7));
    AtomicInteger calls = new AtomicInteger();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        return calls.incrementAndGet() % 64 == 0 ? another.get(key) : super.get(key);
      }
    };
  }

  /** Keys of others need not be text. */
  static RedisCommands failsAtKeysThatAreNoText(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
        CompletionStage<ScanPage> page = super.scan(prefix, cursor, count);
        if (cursor instanceof RespRedisCommands.At at) {
          for (Object key :
              (List<?>) ((List<?>) client.call("SCAN", at.cursor(), "COUNT", count)).get(1)) {
            try {
              UTF_8.newDecoder().decode(ByteBuffer.wrap((byte[]) key));
            } catch (CharacterCodingException e) {
              return CompletableFuture.failedFuture(new IllegalArgumentException(e));
            }
          }
        }
        return page;
      }
    };
  }

  /** Many keys go in several commands, and the failure of a later one is not looked at. */
  static RedisCommands forgetsFailuresOfLaterDeletions(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Long> delete(Collection<String> keys) {
        List<String> all = List.copyOf(keys);
        if (all.size() <= 100) {
          return super.delete(keys);
        }
        return super.delete(all.subList(0, 100))
            .thenCombine(
                delete(all.subList(100, all.size())).exceptionally(failure -> 0L), Long::sum);
      }
    };
  }

  static RedisCommands forgetsFailuresOfLaterReads(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
        List<String> all = List.copyOf(keys);
        if (all.size() <= 100) {
          return super.multiGet(keys);
        }
        List<String> later = all.subList(100, all.size());
        List<Optional<byte[]>> none = later.stream().map(key -> Optional.<byte[]>empty()).toList();
        return super.multiGet(all.subList(0, 100))
            .thenCombine(
                multiGet(later).exceptionally(failure -> none),
                (first, second) -> {
                  List<Optional<byte[]>> both = new ArrayList<>(first);
                  both.addAll(second);
                  return both;
                });
      }
    };
  }

  static RedisCommands triesLongerThanItMay(RedisCommands sound, RespClient client) {
    return new Guarded(sound) {
      @Override
      <T> CompletionStage<T> guard(Supplier<CompletionStage<T>> call) {
        CompletionStage<T> stage = call.get();
        for (int again = 0; again < 8 && failedAway(stage); again++) {
          try {
            Thread.sleep(client.timeout().toMillis());
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return stage;
          }
          stage = call.get();
        }
        return stage;
      }
    };
  }

  private static boolean failedAway(CompletionStage<?> stage) {
    return StageFailure.cause(
            stage
                .handle((answer, failure) -> failure == null ? new Error() : failure)
                .toCompletableFuture()
                .join())
        instanceof RedisUnreachableException;
  }

  /** A failed handshake leaves the connection in the pool, for whoever comes next. */
  static RedisCommands staysLoggedOut(RedisCommands sound, RespClient client) {
    AtomicReference<Throwable> first = new AtomicReference<>();
    return new ForwardingPort(sound) {
      @Override
      public <T> CompletionStage<T> through(CompletionStage<T> stage) {
        Throwable before = first.get();
        return before != null
            ? CompletableFuture.failedFuture(before)
            : stage.whenComplete(
                (answer, failure) -> {
                  if (failure != null
                      && StageFailure.cause(failure) instanceof RedisRefusedException refused
                      && Set.of("NOAUTH", "WRONGPASS").contains(refused.code())) {
                    first.set(refused);
                  }
                });
      }
    };
  }

  /** A TTL that comes with a condition goes by a second command. */
  static RedisCommands expiresAfterItSetIfAbsent(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        return options.condition() == SetOptions.Condition.IF_ABSENT && options.ttl().isPresent()
            ? super.set(key, value, SetOptions.ifAbsent())
                .thenCompose(
                    written -> written ? super.expire(key, options.ttl().get()) : done(false))
            : super.set(key, value, options);
      }
    };
  }
}
