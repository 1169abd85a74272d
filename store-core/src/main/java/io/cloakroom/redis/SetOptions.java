package io.cloakroom.redis;

import io.cloakroom.annotation.CheckReturnValue;
import java.time.Duration;
import java.util.Optional;

/**
 * Under which condition, and for how long, a value is written. Without a TTL the key lives until it
 * is deleted, whatever TTL it had before.
 *
 * <pre>{@code
 * commands.set(key, value, SetOptions.ifAbsent().expiringAfter(Duration.ofHours(1)));
 * }</pre>
 *
 * @param condition what must hold of the key for the write to happen
 * @param ttl the remaining time that the key gets with this write; empty: no expiry
 */
@CheckReturnValue
public record SetOptions(Condition condition, Optional<Duration> ttl) {

  /** What must hold of the key. */
  public enum Condition {
    /** Nothing: the write always happens. */
    ALWAYS,
    /** The key must not exist ({@code NX}). */
    IF_ABSENT,
    /** The key must exist ({@code XX}). */
    IF_PRESENT
  }

  private static final SetOptions ALWAYS = new SetOptions(Condition.ALWAYS, Optional.empty());
  private static final SetOptions IF_ABSENT = new SetOptions(Condition.IF_ABSENT, Optional.empty());
  private static final SetOptions IF_PRESENT =
      new SetOptions(Condition.IF_PRESENT, Optional.empty());

  /**
   * @throws IllegalArgumentException if the TTL is not one that {@link TimeToLive#toMillis} accepts
   */
  public SetOptions {
    ttl.ifPresent(TimeToLive::toMillis);
  }

  /** Writes whether or not the key exists; without a TTL. */
  public static SetOptions always() {
    return ALWAYS;
  }

  /** Writes only where the key does not exist; without a TTL. */
  public static SetOptions ifAbsent() {
    return IF_ABSENT;
  }

  /** Writes only where the key exists; without a TTL. */
  public static SetOptions ifPresent() {
    return IF_PRESENT;
  }

  /**
   * Sets the same condition, with a TTL.
   *
   * @throws IllegalArgumentException if the TTL is zero, negative or too long
   */
  public SetOptions expiringAfter(Duration newTtl) {
    return new SetOptions(condition, Optional.of(newTtl));
  }
}
