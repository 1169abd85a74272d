package io.cloakroom.tck.store.model;

import io.cloakroom.record.CookiePriority;
import io.cloakroom.record.SameSite;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.HashedSessionId;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.tck.client.LikeIds;
import io.cloakroom.tck.client.StageResults;
import io.cloakroom.tck.store.fixture.StoreForm;
import io.cloakroom.tck.store.fixture.StoreForm.Option;
import io.cloakroom.tck.store.fixture.StoreUnderTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Two servers over one Redis, a third that looks on, and what Redis must hold. */
final class StoreModelWorld {

  /** How many sessions there are at most. */
  static final int SESSIONS = 4;

  /** What every cookie of a session says, apart from its end. */
  static final SessionCookie COOKIE =
      new SessionCookie(
          null,
          null,
          true,
          false,
          "example.test",
          "/app",
          SameSite.NONE,
          true,
          CookiePriority.HIGH);

  /** What no store that encrypts may show. */
  static final String SECRET = "secret-of-the-model";

  final Map<Integer, ModelSession> model = new TreeMap<>();

  private final StoreUnderTest kit;
  private final StoreForm form;
  private final RecordWatch watch;
  private final String prefix;
  private final Map<Integer, SessionId> ids = new ConcurrentHashMap<>();
  private final Set<Integer> replaced = new HashSet<>();
  private final Set<Integer> withoutTtl = new HashSet<>();

  /** Those that were saved since the key was rotated. */
  private final Set<Integer> underNewestKey = new HashSet<>();

  private int rotations;
  private long stepBegan = System.nanoTime();
  private Instant stepBeganAt = Instant.now();
  private int versions;
  private BlockingSessionStore[] servers;
  private BlockingSessionStore onlooker;

  StoreModelWorld(StoreUnderTest kit, StoreForm form) {
    this.kit = kit;
    this.form = form;
    this.watch = new RecordWatch(kit.client());
    this.prefix = kit.prefix() + LikeIds.next().value() + ":";
    if (form.has(Option.ENCRYPTED)) {
      watch.hide(SECRET);
    }
    this.servers = new BlockingSessionStore[] {open(), open()};
    this.onlooker = open();
  }

  StoreUnderTest kit() {
    return kit;
  }

  StoreForm form() {
    return form;
  }

  RecordWatch watch() {
    return watch;
  }

  BlockingSessionStore open() {
    return kit.store(watch, options -> form.applyTo(options.prefix(prefix), rotations));
  }

  BlockingSessionStore store(int holder) {
    return servers[holder % servers.length];
  }

  String prefix() {
    return prefix;
  }

  int rotations() {
    return rotations;
  }

  SessionId id(int number) {
    return ids.computeIfAbsent(
        number,
        none -> {
          SessionId id = LikeIds.next();
          if (form.has(Option.HASHED)) {
            watch.hide(id.value());
          }
          return id;
        });
  }

  String key(int number) {
    return prefix
        + (form.has(Option.HASHED) ? HashedSessionId.of(id(number)).value() : id(number).value());
  }

  /** Every server is started again with a new key, and with all former ones as retired ones. */
  void rotate() {
    if (form.has(Option.ENCRYPTED) && rotations < StoreForm.rotations()) {
      rotations++;
      underNewestKey.clear();
      servers = new BlockingSessionStore[] {open(), open()};
      onlooker = open();
    }
  }

  /** Notes that a step begins: whatever TTL it gives begins no earlier. */
  void beginStep() {
    stepBegan = System.nanoTime();
    stepBeganAt = Instant.now();
  }

  /** When the step that is carried out began. */
  long stepBegan() {
    return stepBegan;
  }

  boolean isStale(ModelHolder holder) {
    ModelSession there = model.get(holder.number());
    return !holder.isNew() && (there == null || there.version() != holder.version());
  }

  /** Notes what a holder has written. */
  void write(ModelHolder holder, int number) {
    ModelSession stored = holder.stored(++versions, stepBegan);
    model.put(number, stored);
    withoutTtl.remove(number);
    underNewestKey.add(number);
    holder.written(number, stored);
  }

  void retire(int number) {
    model.remove(number);
    replaced.add(number);
  }

  /** Notes when a session began as soon as it can be known. */
  ModelSession learnCreation(int number, Session session) {
    ModelSession there = model.get(number);
    if (there == null) {
      throw new IllegalStateException("There is no session " + number);
    }
    if (session.creationTime() == null) {
      throw Violations.of("S45", "session %s does not say when it began".formatted(number));
    }
    if (there.created() == null) {
      there = there.createdAt(session.creationTime());
      model.put(number, there);
    } else if (!there.created().equals(session.creationTime())) {
      throw Violations.of(
          "S45",
          "session %s began at %s, and now says %s"
              .formatted(number, there.created(), session.creationTime()));
    }
    return there;
  }

  /** A session that begins again is as old as one that begins. */
  void requireThatItBeganNow(Session session) {
    Instant began = session.creationTime();
    if (began == null || began.isBefore(stepBeganAt.truncatedTo(ChronoUnit.MILLIS))) {
      throw Violations.of(
          "S26", "a session that was begun again at %s began at %s".formatted(stepBeganAt, began));
    }
  }

  void forgetTtl(int number) {
    withoutTtl.add(number);
  }

  void knowTtl(int number) {
    withoutTtl.remove(number);
  }

  boolean hasNoKnownTtl(int number) {
    return withoutTtl.contains(number);
  }

  boolean isUnderNewestKey(int number) {
    return underNewestKey.contains(number);
  }

  /** A server that has done nothing. */
  BlockingSessionStore onlooker() {
    return onlooker;
  }

  void expire(int number, Duration ttl) {
    StageResults.answer(kit.client().expire(key(number), ttl), kit.timeout());
    withoutTtl.remove(number);
  }

  void pass(Duration time) {
    kit.redis().letPass(time);
  }

  void require(String clause, SaveOutcome expected, @Nullable SaveOutcome seen) {
    if (expected != seen) {
      throw Violations.of(clause, "the outcome is %s, not %s".formatted(seen, expected));
    }
  }

  byte[] raw(int number) {
    return StageResults.answer(kit.client().get(key(number)), kit.timeout())
        .orElseThrow(() -> Violations.of("S50", "the record of a session is gone"));
  }

  /** Whether a session was given another id. */
  Set<Integer> replaced() {
    return Set.copyOf(replaced);
  }

  void close() {
    kit.redis().clear(prefix);
  }
}
