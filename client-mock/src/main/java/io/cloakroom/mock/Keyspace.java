package io.cloakroom.mock;

import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.redis.adapter.KeyText;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The keys and their entries, sorted, without the expired ones. Its user holds the lock. */
final class Keyspace {

  /** What is added to the time of a member that must stay in its index until then. */
  private static final Duration STAYS = Duration.ofNanos(500_000);

  /** How many entries there may be before the first search for expired ones. */
  private static final int FIRST_SWEEP = 1_000;

  private final TreeMap<String, Entry> entries = new TreeMap<>();
  private final InstantSource clock;
  private int sweepAbove = FIRST_SWEEP;

  Keyspace(InstantSource clock) {
    this.clock = clock;
  }

  Optional<Entry> find(String key) {
    Entry entry = entries.get(KeyText.checked(key));
    if (entry != null && entry.isExpired(now())) {
      entries.remove(key);
      return Optional.empty();
    }
    return Optional.ofNullable(entry);
  }

  /**
   * Returns the value of a key; empty where there is none.
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
   * Returns until when each member of an index is in it.
   *
   * @throws RedisRefusedException if what stands there is no index
   */
  Map<String, Instant> index(String key) {
    Map<String, Instant> members = scores(key);
    members.values().removeIf(end -> !end.isAfter(now()));
    return members;
  }

  /**
   * Returns the members of a sorted set and their times, as a copy.
   *
   * @throws RedisRefusedException if what stands there is no sorted set
   */
  Map<String, Instant> scores(String key) {
    return new TreeMap<>(find(key).map(entry -> notEmpty(entry.index())).orElse(Map.of()));
  }

  /**
   * Returns the fields of a hash, as a copy.
   *
   * @throws RedisRefusedException if what stands there is no hash
   */
  Map<String, byte[]> fields(String key) {
    return new HashMap<>(find(key).map(entry -> notEmpty(entry.hash())).orElse(Map.of()));
  }

  private static <T> Map<String, T> notEmpty(Map<String, T> found) {
    if (found.isEmpty()) {
      throw wrongType();
    }
    return found;
  }

  /** Writes an entry, or removes the key if the entry is empty. */
  void put(String key, Entry entry, boolean empty) {
    if (empty) {
      entries.remove(key);
    } else {
      entries.put(key, entry);
    }
  }

  /**
   * Enters a member into an index, for so long at least.
   *
   * @param beginning whether its session is about to be written as a new one
   */
  void enter(String key, String member, Duration ttl, boolean beginning) {
    Map<String, Instant> members = index(key);
    Instant before = members.get(member);
    boolean stays = before != null && (beginning || stays(before));
    Instant end = after(ttl).truncatedTo(ChronoUnit.MILLIS).plus(stays ? STAYS : Duration.ZERO);
    members.merge(member, end, (one, other) -> one.isAfter(other) ? one : other);
    entries.put(key, Entry.index(members, Collections.max(members.values())));
  }

  /** Removes members from an index, except those that stay until their time. */
  void leave(String key, Collection<String> members) {
    Map<String, Instant> left = index(key);
    left.entrySet().removeIf(it -> members.contains(it.getKey()) && !stays(it.getValue()));
    find(key)
        .flatMap(Entry::expiry)
        .ifPresent(expiry -> put(key, Entry.index(left, expiry), left.isEmpty()));
  }

  private static boolean stays(Instant end) {
    return !end.equals(end.truncatedTo(ChronoUnit.MILLIS));
  }

  void put(String key, byte[] value, Optional<Duration> ttl) {
    forgetExpired();
    entries.put(KeyText.checked(key), Entry.string(value.clone(), ttl.map(this::after)));
  }

  /** Removes expired keys whenever the keys have doubled, since most are never read again. */
  private void forgetExpired() {
    if (entries.size() >= sweepAbove) {
      Instant now = now();
      entries.values().removeIf(entry -> entry.isExpired(now));
      sweepAbove = Math.max(FIRST_SWEEP, 2 * entries.size());
    }
  }

  /** Returns the number of entries, including expired ones that were not removed yet. */
  int size() {
    return entries.size();
  }

  void putForeign(String key) {
    entries.put(key, Entry.foreign());
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
  Instant now() {
    return Instant.ofEpochMilli(clock.millis());
  }
}
