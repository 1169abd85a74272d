package io.cloakroom.tck.model;

import io.cloakroom.redis.TimeToLive;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Strings and their TTLs as a Redis server must hold them after the calls so far. Moments are
 * microseconds, of which a long has room for any TTL. When a key ends is known as a span: the
 * server counted from some moment between the start and the end of the call.
 */
final class ModelRedis {

  /** Clocks at slightly different speeds, each cut to whole milliseconds. */
  private static final long SKEW = 6_000;

  private static final long NEVER = Long.MAX_VALUE;

  private final Map<String, Entry> entries = new HashMap<>();
  private final Map<String, List<byte[]>> before = new HashMap<>();

  /** What is under a key. */
  private static final class Entry {
    private final byte[] value;
    private final long earliestEnd;
    private final long latestEnd;

    Entry(byte[] value, long earliestEnd, long latestEnd) {
      this.value = value;
      this.earliestEnd = earliestEnd;
      this.latestEnd = latestEnd;
    }
  }

  /** Whether a key is there. */
  enum Life {
    THERE,
    MISSING,
    /** Its TTL ends about now. */
    UNSURE
  }

  /** A span in which a call was carried out. */
  record Span(long start, long end) {}

  Life life(String name, Span span) {
    Entry entry = entries.get(name);
    if (entry == null || (entry.latestEnd != NEVER && span.start > entry.latestEnd + SKEW)) {
      return Life.MISSING;
    }
    return entry.earliestEnd == NEVER || span.end < entry.earliestEnd - SKEW
        ? Life.THERE
        : Life.UNSURE;
  }

  /** The value that is there, where it is sure to be. */
  Optional<byte[]> value(String name, Span span) {
    return life(name, span) == Life.THERE
        ? Optional.ofNullable(entries.get(name)).map(entry -> entry.value)
        : Optional.empty();
  }

  /** Whether the key held this before. */
  boolean held(String name, byte[] value) {
    return before.getOrDefault(name, List.of()).stream().anyMatch(old -> Arrays.equals(old, value));
  }

  void put(String name, byte[] value, Optional<Duration> ttl, Span span) {
    Entry entry = entries.get(name);
    if (entry != null) {
      before.computeIfAbsent(name, none -> new ArrayList<>()).add(entry.value);
    }
    long millis = ttl.map(TimeToLive::toMillis).orElse(NEVER);
    entries.put(name, new Entry(value, end(span.start, millis), end(span.end, millis)));
  }

  /** Gives a key a new TTL, if it is there. */
  void expire(String name, Duration ttl, Span span) {
    Entry entry = entries.get(name);
    if (entry != null && life(name, span) == Life.THERE) {
      long millis = TimeToLive.toMillis(ttl);
      entries.put(name, new Entry(entry.value, end(span.start, millis), end(span.end, millis)));
    }
  }

  void remove(String name) {
    Entry entry = entries.remove(name);
    if (entry != null) {
      before.computeIfAbsent(name, none -> new ArrayList<>()).add(entry.value);
    }
  }

  /** All keys of which anything is known. */
  Set<String> names() {
    return new TreeSet<>(entries.keySet());
  }

  /** Whether a TTL that was seen can be the one that a key has. */
  boolean allows(String name, TimeToLive seen, Span span) {
    Entry entry = entries.get(name);
    if (entry == null) {
      return seen instanceof TimeToLive.Missing;
    }
    if (entry.earliestEnd == NEVER) {
      return seen instanceof TimeToLive.Unlimited;
    }
    if (seen instanceof TimeToLive.Remaining left) {
      long micros = toMicros(left.duration());
      return micros >= entry.earliestEnd - span.end - SKEW
          && micros <= entry.latestEnd - span.start + SKEW;
    }
    return false;
  }

  boolean isUnlimited(String name) {
    Entry entry = entries.get(name);
    return entry != null && entry.earliestEnd == NEVER;
  }

  /** How much is left of a key's TTL, as text. */
  String left(String name, Span span) {
    Entry entry = entries.get(name);
    if (entry == null) {
      return "missing";
    }
    return entry.earliestEnd == NEVER
        ? "without a TTL"
        : "a TTL of " + (entry.latestEnd - span.start) / 1_000 + " ms";
  }

  /** The shortest that can be left of a key's TTL is at least this; empty where that is unsure. */
  Optional<Boolean> leftAtLeast(String name, Duration least, Span span) {
    Entry entry = entries.get(name);
    if (entry == null || entry.earliestEnd == NEVER) {
      return Optional.of(false);
    }
    long micros = toMicros(least);
    if (entry.earliestEnd - span.end - SKEW > micros) {
      return Optional.of(true);
    }
    return entry.latestEnd - span.start + SKEW < micros ? Optional.of(false) : Optional.empty();
  }

  private static long end(long now, long millis) {
    return millis == NEVER ? NEVER : now + 1_000 * millis;
  }

  private static long toMicros(Duration duration) {
    return duration.toSeconds() * 1_000_000 + duration.toNanosPart() / 1_000;
  }
}
