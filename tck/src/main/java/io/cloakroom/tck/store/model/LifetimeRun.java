package io.cloakroom.tck.store.model;

import io.cloakroom.record.SessionCookie;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tck.model.SequenceRun;
import io.cloakroom.tck.store.fixture.LookingRead;
import io.cloakroom.tck.store.fixture.StoreUnderTest;
import io.cloakroom.tck.store.fixture.TouchingRead;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The life of one session under any options, as it is used, changed by two servers, moved and
 * ended. After each step its key's TTL and its attributes are what the options promise.
 */
public final class LifetimeRun implements SequenceRun<LifetimeStep> {

  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private final StoreUnderTest kit;
  private final LifetimeOptions options;
  private final SessionStore asynchronous;
  private final BlockingSessionStore store;
  private final BlockingSessionStore other;
  private final ExpectedTtl ttl;
  private final ExpectedEntry entry;
  private Instant now = START;
  private Session session;
  private int count;
  private int reads;

  /** Whether the holder's session has changes that no save has taken. */
  private boolean isChanged;

  /** What the holder's session was loaded with; a save sends what differs. */
  private Map<String, String> base = new HashMap<>();

  /** What Redis must hold; null: nothing. */
  private @Nullable Map<String, String> stored;

  public LifetimeRun(StoreUnderTest kit, LifetimeOptions options) {
    this.kit = kit;
    this.options = options;
    this.ttl = new ExpectedTtl(options);
    this.entry = new ExpectedEntry(kit, options.indexes());
    this.asynchronous = open();
    this.store = asynchronous.blocking();
    this.other = open().blocking();
    this.session = Session.create(SessionId.random(), SessionCookie.PLAIN);
    begin();
  }

  private SessionStore open() {
    return kit.asynchronous(
        entry.commands(),
        builder -> {
          options.applyTo(builder.clock(() -> now));
          entry.applyTo(builder);
        });
  }

  @Override
  public void step(LifetimeStep step) {
    switch (step) {
      case BEGIN -> begin();
      case LOAD -> load(LookingRead.of(++reads).of(asynchronous, session.id()));
      case LOAD_TOUCHING -> {
        load(TouchingRead.of(++reads).of(store, session.id(), null));
        touched();
      }
      case TOUCH -> {
        if (store.touch(session) != (stored != null || options.noTouch() || options.noTtl())) {
          throw Violations.of("S17", "touch of a session that is " + stored);
        }
        touched();
      }
      case CHANGE -> {
        session.set("mine", "value " + ++count);
        isChanged = true;
        save(store.update(session), "value " + count);
      }
      case SAVE_UNCHANGED -> {
        if (!isChanged && !ttl.isOver(now) && store.update(session) != SaveOutcome.UNCHANGED) {
          throw Violations.of("S36", "an unchanged session was saved");
        }
      }
      case RESAVE -> save(store.resave(session), base.get("mine"));
      case SET -> {
        session.set("mine", "value " + ++count);
        if (ttl.isOver(now)) {
          Violations.requireGone(store.set(session));
          return;
        }
        Violations.requireOutcome(SaveOutcome.SAVED, store.set(session));
        Map<String, String> whole = new HashMap<>(base);
        whole.put("mine", "value " + count);
        written(whole);
      }
      case CREATE_AGAIN -> {
        if (stored != null) {
          Violations.requireOutcome(SaveOutcome.ID_IN_USE, store.create(session));
        }
      }
      case RENAME -> rename();
      case LONG_AGE -> age(Duration.ofHours(3));
      case SHORT_AGE -> age(Duration.ofMinutes(7));
      case NO_AGE -> age(null);
      case LEAVE_LITTLE -> leave(Duration.ofMinutes(1).plus(ExpectedTtl.SLACK));
      case LEAVE_MOST -> {
        Duration left = ttl.left();
        if (left != null && left.compareTo(Duration.ofMinutes(4)) > 0) {
          leave(left.minusMinutes(2));
        }
      }
      case LEAVE_MORE -> leave(ExpectedTtl.MORE);
      case LEAVE_FOR_EVER -> leave(null);
      case TIME_PASSES -> pass(Duration.ofMinutes(25));
      case MOMENTS_PASS -> pass(Duration.ofMinutes(4));
      case OTHER_CHANGES -> otherChanges();
      case OTHER_ENDS -> {
        if (other.destroy(session.id()) != (stored != null)) {
          throw Violations.of("S25", "destroy of a session that is " + stored);
        }
        stored = null;
      }
    }
    compare(step);
  }

  private void begin() {
    if (stored != null) {
      return;
    }
    session = Session.create(SessionId.random(), SessionCookie.PLAIN);
    session.set("mine", "value " + ++count);
    ttl.begin(now);
    entry.begin();
    Violations.requireOutcome(SaveOutcome.SAVED, store.create(session));
    written(Map.of("mine", "value " + count));
  }

  private void load(Optional<Session> found) {
    if (found.isPresent() != (stored != null)) {
      throw Violations.of("S50", "a session is found: %s, stored: %s".formatted(found, stored));
    }
    if (stored != null) {
      session = found.orElseThrow();
      isChanged = false;
      base = new HashMap<>(stored);
      if (!Objects.equals(session.cookie().maxAge(), ttl.maxAge())) {
        throw Violations.of(
            "S5", "the maxAge is not %s: %s".formatted(ttl.maxAge(), session.cookie()));
      }
    }
  }

  private void save(SaveOutcome outcome, @Nullable String mine) {
    if (stored == null) {
      Violations.requireGone(outcome);
      return;
    }
    Violations.requireOutcome(SaveOutcome.SAVED, outcome);
    Map<String, String> whole = new HashMap<>(options.overwrites() ? base : stored);
    if (mine != null) {
      whole.put("mine", mine);
    }
    written(whole);
  }

  private void rename() {
    SessionId before = session.id();
    SaveOutcome outcome = store.regenerate(session, SessionId.random());
    if (stored == null) {
      Violations.requireGone(outcome);
      return;
    }
    Violations.requireOutcome(SaveOutcome.SAVED, outcome);
    if (!(kit.redis().timeToLive(kit.keyOf(before)) instanceof TimeToLive.Missing)) {
      throw Violations.of("S24", "the record stays under the old id");
    }
    written(options.overwrites() ? base : stored);
  }

  private void age(@Nullable Duration newMaxAge) {
    if (stored == null) {
      return;
    }
    load(store.get(session.id()));
    if (Objects.equals(newMaxAge, ttl.maxAge())) {
      return;
    }
    isChanged = true;
    session.setCookie(session.cookie().withMaxAge(newMaxAge));
    ttl.maxAge(newMaxAge);
    save(store.update(session), stored.get("mine"));
  }

  private void otherChanges() {
    if (stored == null) {
      return;
    }
    Session theirs =
        other.get(session.id()).orElseThrow(() -> Violations.of("S50", "a session is not found"));
    theirs.set("theirs", "value " + ++count);
    Violations.requireOutcome(SaveOutcome.SAVED, other.update(theirs));
    Map<String, String> whole = new HashMap<>(stored);
    whole.put("theirs", "value " + count);
    stored = whole;
    ttl.written(whole.get("mine"), now);
    entry.lastsFor(ttl.left());
  }

  /** The holder has written. */
  private void written(Map<String, String> whole) {
    if (!session.attributes().equals(whole)) {
      throw Violations.of(
          "S11", "whoever saved a session sees %s, not %s".formatted(session.attributes(), whole));
    }
    stored = new HashMap<>(whole);
    base = new HashMap<>(whole);
    isChanged = false;
    ttl.written(whole.get("mine"), now);
    entry.lastsFor(ttl.left());
  }

  private void touched() {
    if (stored != null && ttl.used(stored.get("mine"), now)) {
      entry.lastsFor(ttl.left());
    }
  }

  private void leave(@Nullable Duration rest) {
    if (stored != null) {
      kit.setTtl(session.id(), rest);
      ttl.left(rest);
    }
  }

  /**
   * It is later, for the store and for the key. The key has a little more left than the store
   * expects: near a fixed end, a server whose clock is behind leaves as much.
   */
  private void pass(Duration time) {
    now = now.plus(time).plusNanos(300_001);
    entry.pass(time);
    Duration left = ttl.left();
    if (stored == null || (left == null && !ttl.isOver(now))) {
      return;
    }
    Duration more = ExpectedTtl.CLOCKS_DIFFER.minusMillis(100).minus(time);
    Duration rest = left == null ? Duration.ZERO : left.plus(more);
    if (!ttl.isOver(now) && rest.compareTo(ExpectedTtl.SLACK) > 0) {
      leave(rest);
    } else {
      kit.redis().clear(kit.keyOf(session.id()));
      stored = null;
    }
  }

  private void compare(LifetimeStep step) {
    BlockingSessionStore reader = open().blocking();
    Optional<Session> found = reader.get(session.id());
    entry.compare(reader, stored == null ? Optional.empty() : found, step);
    if (found.isPresent() != (stored != null)) {
      throw Violations.of("S10", "after %s a session is there: %s".formatted(step, found));
    }
    if (stored == null) {
      return;
    }
    Map<String, Object> seen = found.orElseThrow().attributes();
    if (!seen.equals(stored)) {
      throw Violations.of(
          "S11", "after %s a session holds %s, not %s".formatted(step, seen, stored));
    }
    TimeToLive seenTtl = kit.redis().timeToLive(kit.keyOf(session.id()));
    if (!ttl.isRight(seenTtl)) {
      throw Violations.of(
          options.clauseOfTtl(),
          "after %s a session has %s, not %s".formatted(step, seenTtl, ttl.left()));
    }
  }

  @Override
  public void close() {
    kit.redis().clear(kit.prefix());
  }
}
