package io.cloakroom.tck.model;

import io.cloakroom.redis.SetOptions.Condition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One call of a sequence. Keys are names, to which each run gives a prefix of its own, so that a
 * sequence can be run again.
 */
public sealed interface Call {

  /** {@code get}. */
  record Get(String name) implements Call {}

  /** {@code getAndExpire}. */
  record GetAndExpire(String name, Duration ttl) implements Call {}

  /** {@code multiGet}. */
  record MultiGet(List<String> names) implements Call {
    public MultiGet {
      names = List.copyOf(names);
    }

    @Override
    public String toString() {
      return "MultiGet" + briefly(names);
    }
  }

  /** {@code set}. */
  record Put(String name, SampleBytes value, Condition condition, Optional<Duration> ttl)
      implements Call {}

  /** {@code expire}. */
  record Expire(String name, Duration ttl) implements Call {}

  /** {@code timeToLive}. */
  record Left(String name) implements Call {}

  /** {@code delete}. */
  record Delete(List<String> names) implements Call {
    public Delete {
      names = List.copyOf(names);
    }

    @Override
    public String toString() {
      return "Delete" + briefly(names);
    }
  }

  /** Which value a comparison expects. */
  enum Expected {
    /** The one that is there. */
    RIGHT,
    ANOTHER,
    EMPTY,
    /** The one that is there, but for its last byte. */
    LAST_BYTE,
    /** The one that is there, but for its first byte. */
    FIRST_BYTE,
    /** The one that is there, but for a byte in its middle. */
    MIDDLE_BYTE,
    /** Another of the same {@link java.util.Arrays#hashCode(byte[])}. */
    SAME_HASH,
    /** The same bytes in another order. */
    REORDERED,
    /** Another that differs as an upper case letter does from a lower case one. */
    OTHER_CASE,
    SHORTER,
    LONGER
  }

  /**
   * Replaces a value that is the expected one.
   *
   * @param value empty: by the same
   * @param byScript whether by the script, or as the port does it
   */
  record Replace(
      String name,
      Expected expected,
      Optional<SampleBytes> value,
      Optional<Duration> ttl,
      boolean byScript)
      implements Call {}

  /** Removes a value that is the expected one, by the script or as the port does it. */
  record Remove(String name, Expected expected, boolean byScript) implements Call {}

  /**
   * The scripts that remove a value and set another key to the empty string.
   *
   * @param comparing whether only a value that is the expected one is removed
   */
  record RemoveAndMark(String name, String marker, boolean comparing, Duration ttl)
      implements Call {}

  /** The script by which a value is read, and its TTL prolonged if less than some is left. */
  record Prolong(String name, Duration least, Duration ttl) implements Call {}

  /**
   * All pages of a scan of the sequence's keys that begin with a name.
   *
   * @param together how many such scans go on at a time, taking turns
   */
  record Scan(String name, int count, int together) implements Call {}

  /** The server forgets its scripts, as after a restart. */
  record ForgetScripts() implements Call {}

  /** Time goes by. */
  record Wait(Duration time) implements Call {}

  private static String briefly(List<String> names) {
    return names.size() <= 6
        ? names.toString()
        : "["
            + names.size()
            + " names, of them "
            + names.stream().distinct().count()
            + " different]";
  }
}
