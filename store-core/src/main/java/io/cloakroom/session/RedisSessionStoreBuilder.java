package io.cloakroom.session;

import io.cloakroom.crypto.KeyRing;
import io.cloakroom.crypto.KrupteinReader;
import io.cloakroom.crypto.RecordCipher;
import io.cloakroom.crypto.RecordCompression;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.Resilience;
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

  private final RedisCommands commands;
  private Resilience resilience = Resilience.DEFAULT;
  String prefix = "sess:";
  Duration ttl = Duration.ofDays(1);
  @Nullable Function<Session, Duration> ttlFunction;
  Duration touchAfter = Duration.ZERO;
  private @Nullable Duration maxLifetime;
  @Nullable Function<Session, @Nullable String> user;
  boolean touchDisabled;
  boolean ttlDisabled;
  int scanCount = 100;
  private SessionSerializer serializer = JsonSessionSerializer.create();
  private RecordCompression compression = RecordCompression.OFF;
  private @Nullable RecordCipher cipher;
  private OnPlainRecord onPlainRecord = OnPlainRecord.REJECT;
  private @Nullable KrupteinReader kruptein;
  private OnKrupteinRecord onKrupteinRecord = OnKrupteinRecord.REWRITE;
  private boolean sharedWithExpress;
  boolean idHashing;
  OnUnreadable onUnreadable = OnUnreadable.DISCARD;
  OnConflict onConflict = OnConflict.MERGE;
  StoreObserver observer = new StoreObserver() {};
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
    this.ttl = requireTtl(newTtl, "ttl", ". For sessions that never expire say disableTtl()");
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

  /**
   * How much of a session's TTL is used up before using the session begins it anew, so that of many
   * requests in a row only the first writes to Redis. For that, this is added to each TTL that is
   * written: whoever uses a session has it for the whole TTL from then, and one that nobody uses
   * ends up to {@code touchAfter} later. A cookie's fixed end stays where it is; what a function
   * given as {@code ttl} says counts from each use.
   *
   * <p>Reading with a touch is still one command; {@link SessionStore#touch} is a second one when
   * the TTL is written. With {@link OnConflict#OVERWRITE}, that is without scripts, a read is two
   * commands, and three when the TTL is written. Default: zero, each use begins the TTL anew.
   *
   * @param newTouchAfter zero or more, such as a minute for a TTL of a day
   */
  public RedisSessionStoreBuilder touchAfter(Duration newTouchAfter) {
    require(newTouchAfter, "touchAfter", "a duration");
    if (newTouchAfter.isNegative() || newTouchAfter.compareTo(TimeToLive.MAXIMUM) > 0) {
      throw new IllegalArgumentException(
          "Option touchAfter must be zero or more and at most "
              + TimeToLive.MAXIMUM.toDays()
              + " days, but is "
              + newTouchAfter);
    }
    this.touchAfter = newTouchAfter;
    return this;
  }

  /**
   * How long a session lives at most, counted from its creation, however often it is used, saved
   * and given new ids: whoever got hold of one has it no longer than that. The cookie's expiry, if
   * it has one, is no later either. The time of creation stands in the record, so that it holds
   * with every serializer; {@link Session#creationTime} gives it.
   *
   * <p>Sessions from before this was set, and those that Express begins, count from when they are
   * first saved or {@linkplain SessionStore#getAndTouch read with a touch}, which saves them once.
   * When less than the TTL is left to a session, reading it costs a second command, since the first
   * can't know. Servers that share sessions should have clocks that agree. Default: no limit.
   *
   * @param newMaxLifetime more than zero
   */
  public RedisSessionStoreBuilder maxLifetime(Duration newMaxLifetime) {
    require(newMaxLifetime, "maxLifetime", "a duration");
    this.maxLifetime = requireTtl(newMaxLifetime, "maxLifetime", "");
    return this;
  }

  /**
   * Lets sessions be {@linkplain SessionStore#findByUser found} and {@linkplain
   * SessionStore#destroyAll ended} by user: the one that an attribute names, as text. Default:
   * none.
   *
   * @param attribute the attribute's name; sessions without it are nobody's
   */
  public RedisSessionStoreBuilder userIndex(String attribute) {
    if (require(attribute, "userIndex", "an attribute's name").isBlank()) {
      throw new IllegalArgumentException("Option userIndex must name an attribute, but is blank");
    }
    return userIndex(
        session -> {
          Object value = session.get(attribute);
          return value == null ? null : value.toString();
        });
  }

  /**
   * Lets sessions be found and ended by user, whom a function tells. The index is a sorted set for
   * each user under {@code prefix + "users:"} and the SHA-256 of the user's name. It expires by
   * itself, and is kept up by whoever saves or touches a session: one more command for each of a
   * user's sessions, server and five minutes. Needs a server that lets the client run scripts.
   * Default: none.
   *
   * @param newUser gives the user of a session; null or blank: nobody's. It must not change the
   *     session, and not keep a value of it that can be changed
   */
  public RedisSessionStoreBuilder userIndex(Function<Session, @Nullable String> newUser) {
    this.user = require(newUser, "userIndex", "a function");
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

  /**
   * What becomes of what other requests saved since a session was loaded. Default: {@link
   * OnConflict#MERGE}.
   */
  public RedisSessionStoreBuilder onConflict(OnConflict policy) {
    this.onConflict = require(policy, "onConflict", "MERGE or OVERWRITE");
    return this;
  }

  /**
   * Who is told of conflicts and of records that can't be read, such as a {@link
   * io.cloakroom.metrics.StoreMetrics}. Default: nobody.
   */
  public RedisSessionStoreBuilder observer(StoreObserver newObserver) {
    this.observer = require(newObserver, "observer", "a StoreObserver");
    return this;
  }

  /**
   * Encrypts records with XAES-256-GCM under the newest key of a ring, each bound to its session.
   * Those under a retired key are read, and written under the newest when they are next saved.
   * Default: records are not encrypted.
   */
  public RedisSessionStoreBuilder encryption(KeyRing keys) {
    this.cipher = new RecordCipher(require(keys, "encryption", "a KeyRing"));
    return this;
  }

  /**
   * What a store that encrypts does with a record that is not encrypted. Default: {@link
   * OnPlainRecord#REJECT}.
   */
  public RedisSessionStoreBuilder onPlainRecord(OnPlainRecord policy) {
    this.onPlainRecord = require(policy, "onPlainRecord", "ACCEPT or REJECT");
    return this;
  }

  /**
   * Compresses records above a size, before they are encrypted. What was compressed is read in any
   * case. Default: {@link RecordCompression#OFF}.
   */
  public RedisSessionStoreBuilder compression(RecordCompression newCompression) {
    this.compression = require(newCompression, "compression", "a RecordCompression");
    return this;
  }

  /**
   * Reads the records that connect-redis-crypto encrypted with its option {@code secret}, too; what
   * becomes of one that is saved says {@link #onKrupteinRecord}. Default: they are unreadable.
   */
  public RedisSessionStoreBuilder kruptein(KrupteinReader reader) {
    this.kruptein = require(reader, "kruptein", "a KrupteinReader");
    return this;
  }

  /**
   * What becomes of a record of connect-redis-crypto's when its session is saved. Default: {@link
   * OnKrupteinRecord#REWRITE}.
   */
  public RedisSessionStoreBuilder onKrupteinRecord(OnKrupteinRecord policy) {
    this.onKrupteinRecord = require(policy, "onKrupteinRecord", "REWRITE or LEAVE");
    return this;
  }

  /**
   * For sessions that Express servers use, too, through express-session and connect-redis: sets the
   * prefix that connect-redis has by default, {@code sess:}, and refuses whatever Express could not
   * read or would lose. That is, when the store is built, another serializer than JSON, encryption,
   * compression and hashed ids; when a session is saved, attributes whose names Express's session
   * object has itself (such as {@code id} or {@code save}), and a cookie with a fixed end. Default:
   * off.
   *
   * <p>The cookie's half of it is {@link io.cloakroom.http.SessionEngineBuilder#sharedWithExpress}.
   */
  public RedisSessionStoreBuilder sharedWithExpress() {
    this.sharedWithExpress = true;
    return prefix("sess:");
  }

  /**
   * Puts the SHA-256 of each id into Redis instead of the id, so that whoever can read Redis can't
   * use the sessions. {@code ids} and {@code all} are refused then; {@link
   * RedisSessionStore#hashedIds} and {@link RedisSessionStore#allHashed} take their places.
   * Default: off, as sessions that are shared with Express need it.
   */
  public RedisSessionStoreBuilder idHashing() {
    this.idHashing = true;
    return this;
  }

  /**
   * How a Redis that is away is met: with retries where these are safe, and without asking it again
   * and again. Default: {@link Resilience#DEFAULT}.
   */
  public RedisSessionStoreBuilder resilience(Resilience newResilience) {
    this.resilience = require(newResilience, "resilience", "a Resilience");
    return this;
  }

  /** Where the time comes from, for tests. Default: the system's clock. */
  public RedisSessionStoreBuilder clock(InstantSource newClock) {
    this.clock = require(newClock, "clock", "an InstantSource");
    return this;
  }

  /**
   * Builds the store. No command is sent.
   *
   * @throws IllegalArgumentException if options are at odds
   */
  public RedisSessionStore build() {
    if (sharedWithExpress) {
      checkReadableByExpress();
    }
    if (!touchAfter.isZero() && (touchDisabled || ttlDisabled)) {
      throw new IllegalArgumentException(
          "Option touchAfter can't go with "
              + (touchDisabled ? "disableTouch" : "disableTtl")
              + ": nothing is touched then");
    }
    if (maxLifetime != null && ttlDisabled) {
      throw new IllegalArgumentException(
          "Option maxLifetime can't go with disableTtl: a session would never expire, and end");
    }
    if (user != null && ttlDisabled) {
      throw new IllegalArgumentException(
          "Option userIndex can't go with disableTtl: what is in the index goes by its TTL");
    }
    return new RedisSessionStore(this);
  }

  RedisCommands commands() {
    return resilience.around(commands);
  }

  private void checkReadableByExpress() {
    String unreadable = null;
    if (cipher != null) {
      unreadable = "encryption";
    } else if (compression != RecordCompression.OFF) {
      unreadable = "compression";
    } else if (idHashing) {
      unreadable = "idHashing";
    } else if (!(serializer instanceof JsonSessionSerializer)) {
      unreadable = "serializer (other than JsonSessionSerializer)";
    }
    if (unreadable != null) {
      throw new IllegalArgumentException(
          "Option " + unreadable + " can't go with sharedWithExpress: Express could not read that");
    }
  }

  Lifetime lifetime() {
    return new Lifetime(maxLifetime);
  }

  SessionTtl sessionTtl(Lifetime lifetime) {
    return new SessionTtl(ttl, ttlFunction, ttlDisabled, touchAfter, lifetime);
  }

  RecordFormat format() {
    return new RecordFormat(
        serializer,
        compression,
        cipher,
        onPlainRecord,
        kruptein,
        onKrupteinRecord,
        sharedWithExpress);
  }

  private static Duration requireTtl(Duration value, String option, String advice) {
    if (value.isZero() || value.isNegative() || value.compareTo(TimeToLive.MAXIMUM) > 0) {
      throw new IllegalArgumentException(
          "Option %s must be more than zero and at most %d days, but is %s%s"
              .formatted(option, TimeToLive.MAXIMUM.toDays(), value, advice));
    }
    return value;
  }

  private static <T> T require(@Nullable T value, String option, String what) {
    if (value == null) {
      throw new IllegalArgumentException("Option " + option + " must be " + what + ", not null");
    }
    return value;
  }
}
