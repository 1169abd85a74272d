package io.cloakroom.mock;

/**
 * The commands on one key, with arguments by which they meet, and answers that can be compared.
 * What a command writes is named after it.
 */
public interface OneKey {

  /** The value, or "none". */
  String get();

  /** The value, or "none". */
  String getAndExpire();

  boolean set();

  boolean setIfAbsent();

  boolean setIfPresent();

  /** What kind of {@link io.cloakroom.redis.TimeToLive} it is. */
  String timeToLive();

  long delete();

  /** Replaces what {@link #set} wrote; answers Missing, Applied, or what was found instead. */
  String compareAndSet();

  /** Removes what {@link #set} wrote; answers as {@link #compareAndSet} does. */
  String compareAndDelete();
}
