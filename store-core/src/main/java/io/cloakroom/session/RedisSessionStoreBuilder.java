package io.cloakroom.session;

import static io.cloakroom.callback.Arguments.requireDuration;
import static io.cloakroom.callback.Arguments.requireOption;

import io.cloakroom.callback.OptionFunction;
import io.cloakroom.crypto.KeyRing;
import io.cloakroom.crypto.OnPlainRecord;
import io.cloakroom.crypto.RecordCompression;
import io.cloakroom.record.ForeignRecords;
import io.cloakroom.record.OnForeignRecord;
import io.cloakroom.record.RecordPeer;
import io.cloakroom.record.SessionSerializer;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.redis.resilience.Resilience;
import io.cloakroom.serializer.json.JsonSessionSerializer;
import io.cloakroom.session.keys.KeyScan;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The options of a {@link RedisSessionStore}. A wrong value is an {@link IllegalArgumentException}
 * that names the option, thrown where it is given.
 */
public final class RedisSessionStoreBuilder {

  private static final String DEFAULT_PREFIX = "sess:";

  /** Half of the keys that {@link KeyScan} remembers. */
  private static final int MAXIMUM_SCAN_COUNT = 10_000;

  final RedisCommands commands;
  Resilience resilience = Resilience.DEFAULT;
  @Nullable String prefix;
  Duration ttl = Duration.ofDays(1);
  @Nullable OptionFunction<Session, Duration> ttlFunction;
  Duration touchAfter = Duration.ZERO;
  @Nullable Duration maxLifetime;
  @Nullable OptionFunction<Session, Object> user;
  boolean expiredEvents;
  Duration sweepInterval = Duration.ofMinutes(1);
  boolean touchDisabled;
  boolean ttlDisabled;
  int scanCount = 100;
  // made only where no other is given, so that Kryo's users need no Jackson
  @Nullable SessionSerializer serializer;
  RecordCompression compression = RecordCompression.OFF;
  @Nullable KeyRing encryption;
  OnPlainRecord onPlainRecord = OnPlainRecord.REJECT;
  @Nullable ForeignRecords foreignRecords;
  OnForeignRecord onForeignRecord = OnForeignRecord.REWRITE;
  @Nullable RecordPeer peer;
  boolean ttlChosen;
  boolean idHashing;
  OnUnreadableAttribute onUnreadableAttribute = OnUnreadableAttribute.HIDE;
  OnUnreadable onUnreadable = OnUnreadable.DISCARD;
  OnConflict onConflict = OnConflict.MERGE;
  List<StoreObserver> observers = List.of();
  SessionTracer tracer = SessionTracer.NONE;
  InstantSource clock = InstantSource.system();

  RedisSessionStoreBuilder(RedisCommands commands) {
    this.commands =
        requireOption(commands, "commands", "a client adapter, such as JedisCommands.of(…)");
  }

  /**
   * Sets what the key of each session begins with, before its id. Default: {@code sess:}, or what
   * the peer of {@link #sharedWith} has.
   *
   * <p>The id follows percent-encoded: {@code A–Z a–z 0–9 - _ . ~ + / =} as they are, and each
   * other byte of its UTF-8 as {@code %} and two digits. With {@link #sharedWith} it follows as it
   * is, because the peer has it so, and with {@link #idHashing} its hash does.
   *
   * @param newPrefix taken literally; it must end with a character that an encoded id never has,
   *     such as a colon, so that no key of one prefix looks like a session of another. With an
   *     empty prefix, ids, all, length and clear are refused, because nothing would tell sessions
   *     from other keys. A store that is {@linkplain #sharedWith shared} accepts any prefix of the
   *     peer, and refuses these methods for a prefix without such an end
   */
  public RedisSessionStoreBuilder prefix(String newPrefix) {
    this.prefix = requireOption(newPrefix, "prefix", "a text");
    return this;
  }

  /**
   * Sets how long a session lives after it was last saved or touched, if its cookie has no expiry
   * of its own. Part of a second rounds up. Default: 86 400 seconds, a day.
   *
   * @param newTtl more than zero
   */
  public RedisSessionStoreBuilder ttl(Duration newTtl) {
    requireOption(newTtl, "ttl", "a duration");
    this.ttl =
        requireDuration(
            newTtl,
            TimeToLive.MAXIMUM,
            "Option ttl",
            ". For sessions that never expire use disableTtl(true)");
    this.ttlChosen = true;
    return this;
  }

  /**
   * Sets how long a session lives after it was last saved or touched, decided for each session and
   * whatever its cookie says. The session must be read first for that, so a read that touches costs
   * two commands. Default: none.
   *
   * @param newTtl gives the session's TTL; zero or less ends the session; null is an {@link
   *     IllegalStateException} where the session is saved
   */
  public RedisSessionStoreBuilder ttl(Function<Session, Duration> newTtl) {
    this.ttlFunction = new OptionFunction<>("ttl", requireOption(newTtl, "ttl", "a function"));
    return this;
  }

  /**
   * Sets how old a session's TTL must be before using the session renews it, so that of many
   * requests in a row only the first writes to Redis. For that, this is added to each TTL that is
   * written: after each use a session lives for the whole TTL at least, and up to {@code
   * touchAfter} longer. A cookie's fixed end stays where it is; what a function given as {@code
   * ttl} says counts from each use. A session whose own TTL (by such a function, its cookie's
   * {@code maxAge} or its idle interval) is shorter than {@code touchAfter} ends on time: each use
   * resets that TTL.
   *
   * <p>Reading with a touch is still one command; {@link SessionStore#touch} is a second one when
   * the TTL is written. With {@link OnConflict#OVERWRITE}, that is without scripts, a read is two
   * commands, and three when the TTL is written. Default: zero, each use resets the TTL.
   *
   * @param newTouchAfter zero or more, such as a minute for a TTL of a day; not longer than {@code
   *     ttl}
   */
  public RedisSessionStoreBuilder touchAfter(Duration newTouchAfter) {
    requireOption(newTouchAfter, "touchAfter", "a duration");
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
   * Sets how long a session lives at most, counted from its creation, however often it is used,
   * saved and given new ids: a stolen session, too, ends by then. The cookie's expiry, if it has
   * one, is no later either. The time of creation stands in the record, so that it holds with every
   * serializer; {@link Session#creationTime} gives it.
   *
   * <p>Sessions from before this was set, and those that Express begins, count from when they are
   * first saved or {@linkplain SessionStore#getAndTouch read with a touch}, which saves them once.
   * Reading a session that has less than the TTL left costs a second command: the first sets the
   * whole TTL. Servers that share sessions should have clocks that agree. Default: no limit.
   *
   * @param newMaxLifetime more than zero
   */
  public RedisSessionStoreBuilder maxLifetime(Duration newMaxLifetime) {
    requireOption(newMaxLifetime, "maxLifetime", "a duration");
    this.maxLifetime =
        requireDuration(newMaxLifetime, TimeToLive.MAXIMUM, "Option maxLifetime", "");
    return this;
  }

  /**
   * Lets sessions be {@linkplain SessionStore#findByUser found} and {@linkplain
   * SessionStore#destroyAll ended} by user: the one that an attribute names, as text. Default:
   * none.
   *
   * @param attribute the attribute's name; sessions without it have no user. Saving a session fails
   *     where its value is of a class without a {@code toString} of its own
   */
  public RedisSessionStoreBuilder userIndex(String attribute) {
    if (requireOption(attribute, "userIndex", "an attribute's name").isBlank()) {
      throw new IllegalArgumentException("Option userIndex must name an attribute, but is blank");
    }
    this.user = new OptionFunction<>("userIndex", session -> session.get(attribute));
    return this;
  }

  /**
   * Lets sessions be found and ended by user, whom a function returns. The index is a sorted set
   * for each user under {@code prefix + "users:"} and the SHA-256 of the user's name. It expires by
   * itself, and saving or touching a session renews it: each server sends one more command for a
   * session, at most every five minutes. Needs a server that lets the client run scripts. Default:
   * none.
   *
   * @param newUser returns the user of a session; null or blank: it has none. It must not change
   *     the session, nor keep a mutable value of it
   */
  public RedisSessionStoreBuilder userIndex(Function<Session, @Nullable String> newUser) {
    requireOption(newUser, "userIndex", "a function");
    this.user = new OptionFunction<>("userIndex", newUser::apply);
    return this;
  }

  /**
   * Sets whether the engine over this store, or {@link SessionStore#expiredSessions}, finds
   * sessions that have expired and reports them. For that an index of all sessions is kept, as
   * sorted sets and hashes under {@code prefix + "ends:"} and {@code prefix + "facts:"}: one more
   * command when a session begins, gets a new id, ends, or is saved for another user. Reading and
   * touching cost nothing more. It holds what the event says, encrypted if records are.
   *
   * <p>Sessions that began before this was on, or on a server without it, are not reported unless
   * they get a new id. Needs a server that lets the client run scripts. Default: false.
   */
  public RedisSessionStoreBuilder expiredEvents(boolean on) {
    this.expiredEvents = on;
    return this;
  }

  /**
   * Sets how often each server looks for sessions that have expired, with {@link #expiredEvents}.
   * It costs 16 commands each time, and two for each session that began one TTL before. Default: a
   * minute.
   *
   * @param newInterval at least a second
   */
  public RedisSessionStoreBuilder sweepInterval(Duration newInterval) {
    requireOption(newInterval, "sweepInterval", "a duration");
    if (newInterval.compareTo(Duration.ofSeconds(1)) < 0
        || newInterval.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException(
          "Option sweepInterval must be at least a second and at most a day, but is "
              + newInterval);
    }
    this.sweepInterval = newInterval;
    return this;
  }

  /**
   * Sets whether the TTL stays as it was when the session was last saved, so that reading does not
   * prolong it. Default: false.
   */
  public RedisSessionStoreBuilder disableTouch(boolean disabled) {
    this.touchDisabled = disabled;
    return this;
  }

  /**
   * Sets whether sessions never expire, so that they stay in Redis until they are destroyed. The
   * option {@code ttl} and a cookie's expiry then have no effect in Redis. Default: false.
   */
  public RedisSessionStoreBuilder disableTtl(boolean disabled) {
    this.ttlDisabled = disabled;
    return this;
  }

  /**
   * Sets how sessions become bytes. Default: {@link JsonSessionSerializer}, express-session's
   * record.
   */
  public RedisSessionStoreBuilder serializer(SessionSerializer newSerializer) {
    this.serializer = requireOption(newSerializer, "serializer", "a SessionSerializer");
    return this;
  }

  /**
   * Sets how many keys the server looks at for each step of ids, all, length and clear. Default:
   * 100. In a cluster, each step goes over up to four masters.
   *
   * @param newScanCount from 1 to 10 000, since the server does nothing else during a step
   */
  public RedisSessionStoreBuilder scanCount(int newScanCount) {
    if (newScanCount < 1 || newScanCount > MAXIMUM_SCAN_COUNT) {
      throw new IllegalArgumentException(
          "Option scanCount must be at least 1 and at most %s, but is %s"
              .formatted(MAXIMUM_SCAN_COUNT, newScanCount));
    }
    this.scanCount = newScanCount;
    return this;
  }

  /**
   * Sets what happens when a session is asked for whose record can't be read. Default: {@link
   * OnUnreadable#DISCARD}.
   */
  public RedisSessionStoreBuilder onUnreadable(OnUnreadable policy) {
    this.onUnreadable = requireOption(policy, "onUnreadable", "DISCARD or FAIL");
    return this;
  }

  /**
   * Sets what happens when a session is asked for an attribute that can't be restored here.
   * Default: {@link OnUnreadableAttribute#HIDE}.
   */
  public RedisSessionStoreBuilder onUnreadableAttribute(OnUnreadableAttribute policy) {
    this.onUnreadableAttribute = requireOption(policy, "onUnreadableAttribute", "HIDE or FAIL");
    return this;
  }

  /**
   * Sets whether changes that other requests saved since a session was loaded are kept. Default:
   * {@link OnConflict#MERGE}.
   */
  public RedisSessionStoreBuilder onConflict(OnConflict policy) {
    this.onConflict = requireOption(policy, "onConflict", "MERGE or OVERWRITE");
    return this;
  }

  /**
   * Sets the observers that are called when something worth counting happens, such as a {@link
   * io.cloakroom.metrics.SessionMetrics}. The engine over this store calls them, too. Default:
   * none.
   */
  public RedisSessionStoreBuilder observer(StoreObserver... newObservers) {
    this.observers = List.of(requireOption(newObservers, "observer", "a StoreObserver"));
    return this;
  }

  /**
   * Sets the tracer that follows the commands of a request, such as a {@link
   * io.cloakroom.metrics.SessionTraces}. Default: none.
   */
  public RedisSessionStoreBuilder tracer(SessionTracer newTracer) {
    this.tracer = requireOption(newTracer, "tracer", "a SessionTracer");
    return this;
  }

  /**
   * Encrypts records with XAES-256-GCM under the newest key of a ring, each bound to its session.
   * Those under a retired key are read, and written under the newest when they are next saved.
   * Default: records are not encrypted.
   */
  public RedisSessionStoreBuilder encryption(KeyRing keys) {
    this.encryption = requireOption(keys, "encryption", "a KeyRing");
    return this;
  }

  /**
   * Sets what a store that encrypts does with a record that is not encrypted. Default: {@link
   * OnPlainRecord#REJECT}.
   */
  public RedisSessionStoreBuilder onPlainRecord(OnPlainRecord policy) {
    this.onPlainRecord = requireOption(policy, "onPlainRecord", "ACCEPT or REJECT");
    return this;
  }

  /**
   * Compresses records above a size, before they are encrypted. What was compressed is read in any
   * case. Default: {@link RecordCompression#OFF}.
   */
  public RedisSessionStoreBuilder compression(RecordCompression newCompression) {
    this.compression = requireOption(newCompression, "compression", "a RecordCompression");
    return this;
  }

  /**
   * Also reads the records that another program wrote in a form of its own, such as those of
   * connect-redis-crypto with a {@link io.cloakroom.express.KrupteinReader}. {@link
   * #onForeignRecord} decides what happens when such a session is saved. Default: they are
   * unreadable.
   */
  public RedisSessionStoreBuilder foreignRecords(ForeignRecords reader) {
    this.foreignRecords = requireOption(reader, "foreignRecords", "a ForeignRecords");
    return this;
  }

  /**
   * Sets what happens when a session is saved whose record another program wrote. Default: {@link
   * OnForeignRecord#REWRITE}.
   */
  public RedisSessionStoreBuilder onForeignRecord(OnForeignRecord policy) {
    this.onForeignRecord = requireOption(policy, "onForeignRecord", "REWRITE or LEAVE");
    return this;
  }

  /**
   * Shares the sessions with another platform, such as Express servers with {@link
   * io.cloakroom.express.Express#peer}, and refuses whatever it could not read or would lose. The
   * store is not built with another serializer than JSON, encryption, compression or hashed ids.
   * With Express, a session is not saved if an attribute has a name of Express's session object
   * (such as {@code id} or {@code save}), or the cookie a fixed end. The keys have the peer's
   * prefix unless {@link #prefix} sets another. Default: sessions are not shared.
   *
   * <p>Ids are whatever the peer's are, such as {@code user42:abc}. Those with other characters
   * than the ones that {@link #prefix} names are found by their cookies and by user, but not by
   * ids, all, length and clear: their keys could be those of a longer prefix.
   *
   * <p>The engine needs {@link io.cloakroom.http.SessionEngineBuilder#sharedWithExpress} as well.
   */
  public RedisSessionStoreBuilder sharedWith(RecordPeer newPeer) {
    this.peer = requireOption(newPeer, "sharedWith", "a RecordPeer, such as Express.peer()");
    return this;
  }

  /**
   * Sets whether Redis holds the SHA-256 of each id instead of the id, so that nobody can use the
   * sessions by reading Redis. {@code ids} and {@code all} are then refused; use {@link
   * RedisSessionStore#hashedIds} and {@link RedisSessionStore#allHashed} instead. Default: false;
   * sessions that are shared with Express cannot be hashed.
   */
  public RedisSessionStoreBuilder idHashing(boolean on) {
    this.idHashing = on;
    return this;
  }

  /**
   * Sets retries and the circuit breaker for times when Redis is unreachable. Default: {@link
   * Resilience#DEFAULT}.
   */
  public RedisSessionStoreBuilder resilience(Resilience newResilience) {
    this.resilience = requireOption(newResilience, "resilience", "a Resilience");
    return this;
  }

  /** Sets where the time comes from, for tests. Default: the system's clock. */
  public RedisSessionStoreBuilder clock(InstantSource newClock) {
    this.clock = requireOption(newClock, "clock", "an InstantSource");
    return this;
  }

  /**
   * Builds the store. No command is sent.
   *
   * @throws IllegalArgumentException if options contradict one another
   */
  public RedisSessionStore build() {
    OptionChecks.check(this);
    RedisSessionStore store = new RedisSessionStore(new StoreAssembly(this));
    store.observer().storeBuilt(store);
    return store;
  }

  String prefix() {
    if (prefix != null) {
      return prefix;
    }
    return peer == null ? DEFAULT_PREFIX : peer.prefix();
  }
}
