package io.cloakroom.mock;

import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.TimeToLive;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
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
    return find(key).map(entry -> entry.string().orElseThrow(Keyspace::wrongType));
  }

  private static RedisRefusedException wrongType() {
    return new RedisRefusedException(
        "WRONGTYPE Operation against a key holding the wrong kind of value", null);
  }

  /**
   * Until when each member of an index is in it.
   *
   * @throws RedisRefusedException if what stands there is no index
   */
  Map<String, Instant> index(String key) {
    Map<String, Instant> members = new TreeMap<>();
    find(key)
        .ifPresent(
            entry -> {
              if (entry.index().isEmpty()) {
                throw wrongType();
              }
              members.putAll(entry.index());
            });
    members.values().removeIf(end -> !end.isAfter(now()));
    return members;
  }

  /** Enters a member into an index, for so long at least. */
  void enter(String key, String member, Duration ttl) {
    Map<String, Instant> members = index(key);
    members.merge(member, after(ttl), (one, other) -> one.isAfter(other) ? one : other);
    entries.put(
        key, new Entry(Optional.empty(), members, Optional.of(Collections.max(members.values()))));
  }

  void put(String key, byte[] value, Optional<Duration> ttl) {
    entries.put(key, new Entry(Optional.of(value.clone()), Map.of(), ttl.map(this::after)));
  }

  void putForeign(String key) {
    entries.put(key, new Entry(Optional.empty(), Map.of(), Optional.empty()));
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
