package io.cloakroom.session;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.serializer.JsonSessionSerializer;
import io.cloakroom.serializer.SessionSerializer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The options of a {@link RedisSessionStore}. A value that can't be right is an {@link
 * IllegalArgumentException} that names the option, thrown where it is given.
 */
public final class RedisSessionStoreBuilder {

  final RedisCommands commands;
  String prefix = "sess:";
  Duration ttl = Duration.ofDays(1);
  @Nullable Function<Session, Duration> ttlFunction;
  boolean touchDisabled;
  boolean ttlDisabled;
  int scanCount = 100;
  SessionSerializer serializer = JsonSessionSerializer.create();
  OnUnreadable onUnreadable = OnUnreadable.DISCARD;
  InstantSource clock = InstantSource.system();

  RedisSessionStoreBuilder(RedisCommands commands) {
    this.commands = require(commands, "commands", "a client adapter, such as JedisCommands.of(…)");
  }

  /**
   * What the key of each session begins with, before its id. Default: {@code sess:}.
   *
   * @param newPrefix any text, taken literally. With an empty one, ids, all, length and clear are
   *     refused, because nothing would tell sessions from other keys
   */
  public RedisSessionStoreBuilder prefix(String newPrefix) {
    this.prefix = require(newPrefix, "prefix", "a text");
    return this;
  }

  /**
   * How long a session lives after it was last saved or touched, if its cookie has no expiry of its
   * own. Part of a second rounds up. Default: 86 400 seconds, a day.
   *
   * @param newTtl more than zero
   */
  public RedisSessionStoreBuilder ttl(Duration newTtl) {
    require(newTtl, "ttl", "a duration");
    if (newTtl.isZero() || newTtl.isNegative() || newTtl.compareTo(TimeToLive.MAXIMUM) > 0) {
      throw new IllegalArgumentException(
          "Option ttl must be more than zero and at most "
              + TimeToLive.MAXIMUM.toDays()
              + " days, but is "
              + newTtl
              + ". For sessions that never expire say disableTtl()");
    }
    this.ttl = newTtl;
    this.ttlFunction = null;
    return this;
  }

  /**
   * How long a session lives after it was last saved or touched, decided for each session and
   * whatever its cookie says. Because the session must be known for it, a read that touches costs
   * two commands then. Default: none.
   *
   * @param newTtl gives the session's TTL; zero or less ends the session; null is an {@link
   *     IllegalStateException} where the session is saved
   */
  public RedisSessionStoreBuilder ttl(Function<Session, Duration> newTtl) {
    this.ttlFunction = require(newTtl, "ttl", "a function");
    return this;
  }

  /** Leaves the TTL as it was when the session was last saved: reading does not prolong it. */
  public RedisSessionStoreBuilder disableTouch() {
    this.touchDisabled = true;
    return this;
  }

  /**
   * Stores sessions that never expire; they are there until they are destroyed. Whatever says
   * otherwise ({@code ttl}, a cookie's expiry) is disregarded in Redis then.
   */
  public RedisSessionStoreBuilder disableTtl() {
    this.ttlDisabled = true;
    return this;
  }

  /**
   * How sessions become bytes. Default: {@link JsonSessionSerializer}, express-session's record.
   */
  public RedisSessionStoreBuilder serializer(SessionSerializer newSerializer) {
    this.serializer = require(newSerializer, "serializer", "a SessionSerializer");
    return this;
  }

  /**
   * How many keys the server looks at for each step of ids, all, length and clear. Default: 100.
   *
   * @param newScanCount at least 1
   */
  public RedisSessionStoreBuilder scanCount(int newScanCount) {
    if (newScanCount < 1) {
      throw new IllegalArgumentException(
          "Option scanCount must be at least 1, but is " + newScanCount);
    }
    this.scanCount = newScanCount;
    return this;
  }

  /**
   * What happens when a session is asked for whose record can't be read. Default: {@link
   * OnUnreadable#DISCARD}.
   */
  public RedisSessionStoreBuilder onUnreadable(OnUnreadable policy) {
    this.onUnreadable = require(policy, "onUnreadable", "DISCARD or FAIL");
    return this;
  }

  /** Where the time comes from, for tests. Default: the system's clock. */
  public RedisSessionStoreBuilder clock(InstantSource newClock) {
    this.clock = require(newClock, "clock", "an InstantSource");
    return this;
  }

  /** Builds the store. No command is sent. */
  public RedisSessionStore build() {
    return new RedisSessionStore(this);
  }

  private static <T> T require(@Nullable T value, String option, String what) {
    if (value == null) {
      throw new IllegalArgumentException("Option " + option + " must be " + what + ", not null");
    }
    return value;
  }
}
