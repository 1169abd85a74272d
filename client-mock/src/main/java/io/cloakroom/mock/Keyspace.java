package io.cloakroom.mock;

import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.TimeToLive;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The keys and their entries, sorted, without the expired ones. Guarded by its user. */
final class Keyspace {

  private final TreeMap<String, Entry> entries = new TreeMap<>();
  private final InstantSource clock;

  Keyspace(InstantSource clock) {
    this.clock = clock;
  }

  Optional<Entry> find(String key) {
    Entry entry = entries.get(key);
    if (entry != null && entry.isExpired(now())) {
      entries.remove(key);
      return Optional.empty();
    }
    return Optional.ofNullable(entry);
  }

  /**
   * The value under a key, or empty where there is none.
   *
   * @throws RedisRefusedException if what stands there is no string
   */
  Optional<byte[]> string(String key) {
    return find(key)
        .map(
            entry ->
                entry
                    .string()
                    .orElseThrow(
                        () ->
                            new RedisRefusedException(
                                "WRONGTYPE Operation against a key holding the wrong kind of value",
                                null)));
  }

  void put(String key, byte[] value, Optional<Duration> ttl) {
    entries.put(key, new Entry(Optional.of(value.clone()), ttl.map(this::after)));
  }

  void putForeign(String key) {
    entries.put(key, new Entry(Optional.empty(), Optional.empty()));
  }

  boolean expire(String key, Duration ttl) {
    Instant end = after(ttl);
    Optional<Entry> found = find(key);
    found.ifPresent(entry -> entries.put(key, entry.expiringAt(end)));
    return found.isPresent();
  }

  TimeToLive timeToLive(String key) {
    return find(key)
        .<TimeToLive>map(
            entry ->
                entry
                    .expiry()
                    .<TimeToLive>map(end -> new TimeToLive.Remaining(Duration.between(now(), end)))
                    .orElseGet(TimeToLive.Unlimited::new))
        .orElseGet(TimeToLive.Missing::new);
  }

  boolean remove(String key) {
    boolean existed = find(key).isPresent();
    entries.remove(key);
    return existed;
  }

  /** The key that follows another one in order, the first one for null; null after the last. */
  @Nullable String keyAfter(@Nullable String key) {
    Map.Entry<String, Entry> next = key == null ? entries.firstEntry() : entries.higherEntry(key);
    return next == null ? null : next.getKey();
  }

  private Instant after(Duration ttl) {
    return now().plusMillis(TimeToLive.toMillis(ttl));
  }

  /** Redis's time is in milliseconds. */
  private Instant now() {
    return Instant.ofEpochMilli(clock.millis());
  }
}
