package io.cloakroom.tck.port.probe;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.tck.servers.RawRedis;
import io.cloakroom.tck.servers.RedisServer;
import io.cloakroom.tck.servers.RedisUnderTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Asks each method of a port once, and compares its answer with what stands in Redis. */
public final class AnswerProbe {

  /** No text: as UTF-8 it is damaged, and nothing may take it for anything. */
  private static final byte[] VALUE = everyByte();

  /** Is cut by whoever sends seconds. */
  private static final Duration TTL = Duration.ofHours(1).plusMillis(999);

  private static final byte[] MILLIS = String.valueOf(TTL.toMillis()).getBytes(UTF_8);

  /** A second may go by on a busy machine. */
  private static final int TRIES = 3;

  private final RedisCommands port;
  private final RedisUnderTest redis;
  private final String clientPrefix;
  private final CheckedCall calls;
  private final String prefix = "cloakroom-tck:" + UUID.randomUUID() + ":é";
  private final List<Mistake> mistakes = new ArrayList<>();

  /**
   * @param clientPrefix what the client puts before each key
   */
  public AnswerProbe(
      RedisCommands port, RedisUnderTest redis, String clientPrefix, Duration timeout) {
    this.port = port;
    this.redis = redis;
    this.clientPrefix = clientPrefix;
    this.calls = new CheckedCall(timeout);
  }

  /** What one of the methods does wrong, which the others need not be asked after. */
  public List<Mistake> mistakes(boolean scripts) {
    see("set", this::set);
    see("get", this::get);
    see("getAndExpire", this::getAndExpire);
    see("multiGet", this::multiGet);
    see("expire", this::expire);
    see("timeToLive", this::timeToLive);
    see("delete", this::delete);
    see("scan", this::scan);
    if (scripts) {
      see("eval", this::eval);
    }
    try {
      redis.clear(clientPrefix + prefix);
    } catch (RuntimeException e) {
      // What stands in for Redis is cleared through the port itself, which has mistakes enough.
      return mistakes;
    }
    return mistakes;
  }

  private interface Probe {
    /** What is wrong; null where nothing is. */
    @Nullable String look(String key);
  }

  private void see(String method, Probe probe) {
    try {
      String wrong = probe.look(prefix + method);
      if (wrong != null) {
        mistakes.add(new Mistake(method, wrong));
      }
    } catch (CheckedCall.Failed e) {
      mistakes.add(new Mistake(method, e.getMessage()));
    }
  }

  private @Nullable String set(String key) {
    boolean written = calls.answer(() -> port.set(key, VALUE, SetOptions.always()));
    if (!written) {
      return "answers false although it has written: the reply `OK` is true, nil is false.";
    }
    if (calls.answer(() -> port.set(key, VALUE, SetOptions.ifAbsent()))) {
      return "answers true where a condition kept it from writing: `OK` is true, nil is false.";
    }
    Optional<byte[]> stored = stored(key);
    if (stored.isEmpty()) {
      return "writes nothing under the key in UTF-8" + afterPrefix();
    }
    return isValue(stored)
        ? movesTtl(
            key,
            () -> calls.answer(() -> port.set(key, VALUE, SetOptions.always().expiringAfter(TTL))))
        : "does not write the bytes that it was given: values are bytes, and no text.";
  }

  private @Nullable String get(String key) {
    store(key);
    Optional<byte[]> read = calls.answer(() -> port.get(key));
    Optional<byte[]> missing = calls.answer(() -> port.get(key + "-missing"));
    return wrong(read, missing);
  }

  private @Nullable String getAndExpire(String key) {
    store(key);
    Optional<byte[]> read = calls.answer(() -> port.getAndExpire(key, TTL));
    Optional<byte[]> missing = calls.answer(() -> port.getAndExpire(key + "-missing", TTL));
    String wrong = wrong(read, missing);
    return wrong != null
        ? wrong
        : movesTtl(key, () -> calls.answer(() -> port.getAndExpire(key, TTL)));
  }

  private @Nullable String multiGet(String key) {
    store(key);
    List<Optional<byte[]>> read = calls.answer(() -> port.multiGet(List.of(key + "-missing", key)));
    return read.size() == 2
        ? wrong(read.get(1), read.get(0))
        : "answers %s values for two keys: each key has its place, a missing one an empty place."
            .formatted(read.size());
  }

  private @Nullable String expire(String key) {
    store(key);
    if (calls.answer(() -> port.expire(key + "-missing", TTL))) {
      return "answers true for a missing key: the reply 1 is true, 0 is false.";
    }
    if (!calls.answer(() -> port.expire(key, TTL))) {
      return "answers false for a key that is there: the reply 1 is true, 0 is false.";
    }
    return movesTtl(key, () -> calls.answer(() -> port.expire(key, TTL)));
  }

  private @Nullable String timeToLive(String key) {
    store(key);
    TimeToLive unlimited = calls.answer(() -> port.timeToLive(key));
    TimeToLive missing = calls.answer(() -> port.timeToLive(key + "-missing"));
    if (!(unlimited instanceof TimeToLive.Unlimited)) {
      return "answers %s for a key without a TTL: use `TimeToLive.ofPttl`.".formatted(unlimited);
    }
    return missing instanceof TimeToLive.Missing
        ? null
        : "answers %s for a missing key: use `TimeToLive.ofPttl`.".formatted(missing);
  }

  private @Nullable String delete(String key) {
    store(key);
    store(key + "2");
    long deleted = calls.answer(() -> port.delete(List.of(key, key + "-missing", key + "2")));
    if (deleted != 2) {
      return "answers %s where two of three keys existed.".formatted(deleted);
    }
    return stored(key).isPresent() || stored(key + "2").isPresent()
        ? "has left a key that it was to remove."
        : null;
  }

  private @Nullable String scan(String key) {
    store(key);
    store(key + "2");
    Set<String> found = new HashSet<>();
    Optional<ScanCursor> at = Optional.of(ScanCursor.START);
    while (at.isPresent()) {
      ScanCursor from = at.get();
      ScanPage page = calls.answer(() -> port.scan(key, from, 1000));
      found.addAll(page.keys());
      at = page.next();
    }
    return found.equals(Set.of(key, key + "2"))
        ? null
        : "finds %s of the two keys with the prefix, and %s others: only the cursor 0 is the end, and the pattern is that of `ScanPattern`."
            .formatted(
                found.stream().filter(Set.of(key, key + "2")::contains).count(),
                found.stream().filter(each -> !Set.of(key, key + "2").contains(each)).count());
  }

  private @Nullable String eval(String key) {
    store(key);
    List<byte[]> read =
        calls.answer(() -> port.eval(RedisScript.GET_AND_EXPIRE, List.of(key), List.of(MILLIS)));
    if (read.size() != 1 || !Arrays.equals(read.get(0), VALUE)) {
      return "does not answer the script's bytes, or reads another key than the one it was given.";
    }
    CompareAndSet.Outcome compared =
        calls.answer(() -> CompareAndSet.run(port, key, VALUE, VALUE, Optional.of(TTL)));
    return compared instanceof CompareAndSet.Applied
        ? movesTtl(
            key,
            () ->
                calls.answer(
                    () -> port.eval(RedisScript.GET_AND_EXPIRE, List.of(key), List.of(MILLIS))))
        : "changes the arguments of a script: they are bytes, and no text.";
  }

  private static @Nullable String wrong(Optional<byte[]> read, Optional<byte[]> missing) {
    if (missing.isPresent()) {
      return "finds a value where there is none.";
    }
    if (read.isEmpty()) {
      return "does not find the value that is under the key in UTF-8.";
    }
    return isValue(read) ? null : "does not answer the bytes that are stored: they are no text.";
  }

  private @Nullable String movesTtl(String key, Runnable call) {
    TimeToLive left = new TimeToLive.Missing();
    for (int i = 0; i < TRIES; i++) {
      call.run();
      left = redis.timeToLive(clientPrefix + key);
      if (left instanceof TimeToLive.Remaining remaining
          && remaining.duration().compareTo(TTL.minusMillis(999)) > 0
          && remaining.duration().compareTo(TTL) <= 0) {
        return null;
      }
    }
    return "gives a key %s where %s ms are asked for: TTLs go to Redis in milliseconds (`PX`, `PEXPIRE`)."
        .formatted(said(left), TTL.toMillis());
  }

  /** In powers of ten, since what is left exactly depends on how fast this machine asks. */
  private static String said(TimeToLive left) {
    if (!(left instanceof TimeToLive.Remaining remaining)) {
      return "no TTL";
    }
    long bound = 1;
    while (remaining.duration().toSeconds() >= bound) {
      bound *= 10;
    }
    return "less than " + bound + " s to live";
  }

  private void store(String key) {
    if (redis.server().isPresent()) {
      try (RawRedis raw = redis.server().map(RedisServer::raw).orElseThrow()) {
        raw.call("SET", clientPrefix + key, VALUE);
      }
    } else {
      calls.answer(() -> port.set(key, VALUE, SetOptions.always()));
    }
  }

  private Optional<byte[]> stored(String key) {
    if (redis.server().isPresent()) {
      try (RawRedis raw = redis.server().map(RedisServer::raw).orElseThrow()) {
        return Optional.ofNullable((byte[]) raw.call("GET", clientPrefix + key));
      }
    }
    return calls.answer(() -> port.get(key));
  }

  private String afterPrefix() {
    return clientPrefix.isEmpty() ? "." : ", after the prefix.";
  }

  private static boolean isValue(Optional<byte[]> bytes) {
    return bytes.filter(each -> Arrays.equals(each, VALUE)).isPresent();
  }

  private static byte[] everyByte() {
    byte[] bytes = new byte[256];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    return bytes;
  }
}
