package io.cloakroom.mock;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.CompareAndSet.Outcome;
import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.redis.adapter.KeyText;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The port to Redis in memory: for tests, and for running without Redis. Its data lives as long as
 * the object and in this JVM only. Every stage is complete when it is returned.
 *
 * <pre>{@code
 * MovableClock clock = MovableClock.atNow();
 * RedisCommands redis = InMemoryRedisCommands.with(clock);
 * …
 * clock.advance(Duration.ofDays(1)); // and the sessions have expired
 * }</pre>
 *
 * <p>It differs from Redis in that it is never away, slow or full; a scan goes through the keys in
 * alphabetical order; and scripts are not interpreted, but are methods in Java.
 */
public final class InMemoryRedisCommands implements RedisCommands {

  private final Keyspace keys;

  private InMemoryRedisCommands(Keyspace keys) {
    this.keys = keys;
  }

  private record After(String key) implements ScanCursor {}

  /** Returns an empty one, on the system's clock. */
  public static InMemoryRedisCommands create() {
    return with(InstantSource.system());
  }

  /**
   * Returns an empty one, on a clock of yours.
   *
   * @param clock tells when keys expire, such as a {@link MovableClock}
   */
  public static InMemoryRedisCommands with(InstantSource clock) {
    return new InMemoryRedisCommands(new Keyspace(clock));
  }

  /**
   * Puts something other than a string under a key, as another application might: reading it is
   * refused with {@code WRONGTYPE}.
   */
  public synchronized void putForeign(String key) {
    keys.putForeign(key);
  }

  @Override
  public CompletionStage<Optional<byte[]>> get(String key) {
    return answer(() -> keys.string(key).map(byte[]::clone));
  }

  @Override
  public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
    TimeToLive.toMillis(ttl);
    return answer(
        () -> {
          Optional<byte[]> value = keys.string(key).map(byte[]::clone);
          keys.expire(key, ttl);
          return value;
        });
  }

  @Override
  public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> wanted) {
    return answer(
        () ->
            wanted.stream()
                .map(key -> keys.find(key).flatMap(Entry::string).map(byte[]::clone))
                .toList());
  }

  @Override
  public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
    return answer(
        () -> {
          boolean present = keys.find(key).isPresent();
          boolean write =
              switch (options.condition()) {
                case ALWAYS -> true;
                case IF_ABSENT -> !present;
                case IF_PRESENT -> present;
              };
          if (write) {
            keys.put(key, value, options.ttl());
          }
          return write;
        });
  }

  @Override
  public CompletionStage<Boolean> expire(String key, Duration ttl) {
    TimeToLive.toMillis(ttl);
    return answer(() -> keys.expire(key, ttl));
  }

  @Override
  public CompletionStage<TimeToLive> timeToLive(String key) {
    return answer(() -> keys.timeToLive(key));
  }

  @Override
  public CompletionStage<Long> delete(Collection<String> unwanted) {
    unwanted.forEach(KeyText::checked); // before any is removed
    return answer(() -> unwanted.stream().filter(keys::remove).count());
  }

  @Override
  public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
    if (count < 1) {
      throw new IllegalArgumentException("count must be at least 1: " + count);
    }
    KeyText.checked(prefix);
    return answer(() -> page(prefix, cursor instanceof After after ? after.key() : null, count));
  }

  private ScanPage page(String prefix, @Nullable String last, int count) {
    List<String> found = new ArrayList<>();
    String key = keys.keyAfter(last);
    for (int seen = 0; key != null && seen < count; seen++) {
      last = key;
      if (key.startsWith(prefix) && keys.find(key).flatMap(Entry::string).isPresent()) {
        found.add(key);
      }
      key = keys.keyAfter(last);
    }
    return new ScanPage(
        found, key == null || last == null ? Optional.empty() : Optional.of(new After(last)));
  }

  @Override
  public CompletionStage<List<byte[]>> eval(
      RedisScript script, List<String> touched, List<byte[]> arguments) {
    touched.forEach(KeyText::checked); // before any is changed
    String key = touched.get(0);
    return answer(
        () ->
            switch (script) {
              case GET_AND_EXPIRE -> getAndExpire(key, arguments);
              case GET_AND_PROLONG -> getAndProlong(key, arguments);
              case COMPARE_AND_SET ->
                  compared(
                      key,
                      arguments,
                      () -> keys.put(key, arguments.get(1), millis(arguments.get(2))));
              case COMPARE_AND_DELETE ->
                  compared(
                      key,
                      arguments,
                      () -> {
                        keys.remove(key);
                        if (touched.size() > 1) {
                          keys.put(touched.get(1), new byte[0], millis(arguments.get(1)));
                        }
                      });
              case DELETE_AND_MARK -> {
                keys.put(touched.get(1), new byte[0], millis(arguments.get(0)));
                yield List.of(bytes(keys.remove(key) ? 1 : 0));
              }
              case INDEX_ADD -> enter(key, arguments);
              case INDEX_REMOVE -> {
                keys.leave(key, arguments.stream().map(it -> new String(it, UTF_8)).toList());
                yield List.of();
              }
              case INDEX_READ ->
                  keys.index(key).keySet().stream().map(member -> member.getBytes(UTF_8)).toList();
              case ENDS_ENTER -> new EndsScripts(keys, touched).enter(arguments);
              case ENDS_MARK -> new EndsScripts(keys, touched).mark(arguments);
              case ENDS_CLAIM -> new EndsScripts(keys, touched).claim(arguments);
              case ENDS_SETTLE -> new EndsScripts(keys, touched).settle(arguments);
            });
  }

  @Override
  public CompletionStage<Outcome> compareAndSet(
      String key, byte[] expected, byte[] value, Optional<Duration> ttl) {
    ttl.ifPresent(TimeToLive::toMillis);
    return answer(() -> ifEqual(key, expected, () -> keys.put(key, value, ttl)));
  }

  @Override
  public CompletionStage<Outcome> compareAndDelete(String key, byte[] expected) {
    return answer(() -> ifEqual(key, expected, () -> keys.remove(key)));
  }

  private Outcome ifEqual(String key, byte[] expected, Runnable change) {
    Optional<byte[]> found = keys.string(key);
    if (found.isEmpty()) {
      return new CompareAndSet.Missing();
    }
    if (!Arrays.equals(found.get(), expected)) {
      return new CompareAndSet.Conflict(found.get().clone());
    }
    change.run();
    return new CompareAndSet.Applied();
  }

  private List<byte[]> getAndExpire(String key, List<byte[]> arguments) {
    Optional<byte[]> value = keys.string(key).map(byte[]::clone);
    keys.expire(key, millis(arguments.get(0)).orElseThrow());
    return value.stream().toList();
  }

  private List<byte[]> getAndProlong(String key, List<byte[]> arguments) {
    Optional<byte[]> value = keys.string(key).map(byte[]::clone);
    if (value.isEmpty()) {
      return List.of();
    }
    long least = millis(arguments.get(0)).orElseThrow().toMillis();
    long left =
        keys.timeToLive(key) instanceof TimeToLive.Remaining rest ? rest.duration().toMillis() : -1;
    if (left >= least) {
      return List.of(value.get(), bytes(left), bytes(left));
    }
    keys.expire(key, millis(arguments.get(1)).orElseThrow());
    return List.of(value.get(), arguments.get(1).clone(), bytes(left));
  }

  private List<byte[]> enter(String key, List<byte[]> arguments) {
    keys.enter(
        key,
        new String(arguments.get(0), UTF_8),
        millis(arguments.get(1)).orElseThrow(),
        arguments.get(2).length > 0);
    return List.of();
  }

  private static byte[] bytes(long number) {
    return Long.toString(number).getBytes(UTF_8);
  }

  private List<byte[]> compared(String key, List<byte[]> arguments, Runnable change) {
    Optional<byte[]> found = keys.string(key);
    if (found.isEmpty()) {
      return List.of();
    }
    if (!sha1Hex(found.get()).equals(new String(arguments.get(0), UTF_8))) {
      return List.of("0".getBytes(UTF_8), found.get().clone());
    }
    change.run();
    return List.of("1".getBytes(UTF_8));
  }

  private static Optional<Duration> millis(byte[] argument) {
    return Optional.of(new String(argument, UTF_8))
        .filter(text -> !text.isEmpty())
        .map(text -> Duration.ofMillis(Long.parseLong(text)));
  }

  private static String sha1Hex(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-1", e);
    }
  }

  private synchronized <T> CompletionStage<T> answer(Supplier<T> command) {
    try {
      return CompletableFuture.completedFuture(command.get());
    } catch (RedisCommandException e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
