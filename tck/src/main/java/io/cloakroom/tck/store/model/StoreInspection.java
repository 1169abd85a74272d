package io.cloakroom.tck.store.model;

import io.cloakroom.crypto.KeyRing;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.session.Session;
import io.cloakroom.tck.client.StageResults;
import io.cloakroom.tck.store.fixture.StoreForm.Option;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Compares what holders show and what Redis holds with the model. */
final class StoreInspection {

  private final StoreModelWorld world;

  StoreInspection(StoreModelWorld world) {
    this.world = world;
  }

  /** For clocks that run at slightly different speeds. */
  private static final Duration SLACK = Duration.ofMillis(200);

  /** Compares what a holder shows. */
  void compareHeld(ModelHolder holder) {
    Map<String, @Nullable Object> shown = holder.session().attributes();
    if (!shown.equals(holder.attributes())) {
      throw Violations.of(
          "S11",
          "whoever holds session %s sees %s, not %s"
              .formatted(holder.number(), shown, holder.attributes()));
    }
    compareCookie(holder.session());
    if (!Optional.ofNullable(holder.session().cookie().maxAge()).equals(holder.facts().maxAge())) {
      throw Violations.of(
          "S5",
          "whoever holds session %s sees the maxAge of %s, not of %s"
              .formatted(holder.number(), holder.session().cookie(), holder.facts()));
    }
    if (!holder.session().id().equals(world.id(holder.number()))) {
      throw Violations.of(
          "S24", "whoever holds session %s has another id".formatted(holder.number()));
    }
  }

  /** Compares all of Redis, through a server that has done nothing and past it. */
  void compare() {
    world
        .watch()
        .violation()
        .ifPresent(
            seen -> {
              throw Violations.of("S46", seen);
            });
    IntStream.range(0, StoreModelWorld.SESSIONS).forEach(this::compare);
  }

  private void compare(int number) {
    ModelSession there = world.model.get(number);
    compareTtl(number, there);
    Optional<Session> found = world.onlooker().get(world.id(number));
    if (there == null || !there.isReadable()) {
      if (found.isPresent()) {
        throw Violations.of(
            there == null ? "S10" : "S33",
            "session %s must not be found, but is".formatted(number));
      }
      return;
    }
    Session session =
        found.orElseThrow(() -> Violations.of("S50", "session " + number + " is not found"));
    if (!session.attributes().equals(there.attributes())) {
      throw Violations.of(
          "S50",
          "session %s holds %s, not %s"
              .formatted(number, session.attributes(), there.attributes()));
    }
    if (!Optional.ofNullable(session.cookie().maxAge()).equals(there.facts().maxAge())
        || !Optional.ofNullable(session.idleInterval()).equals(there.facts().idle())) {
      throw Violations.of(
          "S5",
          "session %s lives for %s and %s, not for %s"
              .formatted(number, session.cookie().maxAge(), session.idleInterval(), there.facts()));
    }
    world.learnCreation(number, session);
    compareCookie(session);
    compareRecord(number);
  }

  /** A holder's cookie, a walk's and a reader's are the one that the session was begun with. */
  static void compareCookie(Session session) {
    SessionCookie seen = session.cookie().withMaxAge(null);
    if (!seen.equals(StoreModelWorld.COOKIE)) {
      throw Violations.of(
          "S50", "the cookie of a session is %s, not %s".formatted(seen, StoreModelWorld.COOKIE));
    }
  }

  private void compareTtl(int number, @Nullable ModelSession there) {
    TimeToLive left = world.kit().redis().timeToLive(world.key(number));
    if (there == null) {
      if (!(left instanceof TimeToLive.Missing)) {
        throw Violations.of("S10", "session %s is gone, but its key is there".formatted(number));
      }
      return;
    }
    if (world.hasNoKnownTtl(number)) {
      return;
    }
    Duration least = there.ttl().minusNanos(System.nanoTime() - there.at()).minus(SLACK);
    if (!(left instanceof TimeToLive.Remaining remaining)
        || remaining.duration().compareTo(least) < 0
        || remaining.duration().compareTo(there.ttl()) > 0) {
      throw Violations.of(
          "S5",
          "session %s must have a TTL of %s, but has %s".formatted(number, there.ttl(), left));
    }
  }

  /** What stands in Redis must be encrypted, under the newest key where it was saved with it. */
  private void compareRecord(int number) {
    if (!world.form().has(Option.ENCRYPTED)) {
      return;
    }
    if (!KeyRing.isEncrypted(world.raw(number))) {
      throw Violations.of("S46", "the record of session %s is not encrypted".formatted(number));
    }
    if (world.rotations() > 0 && world.isUnderNewestKey(number)) {
      Optional<Session> found =
          world
              .kit()
              .store(
                  options ->
                      world
                          .form()
                          .applyNewestKeyTo(options.prefix(world.prefix()), world.rotations()))
              .get(world.id(number));
      if (found.isEmpty()) {
        throw Violations.of(
            "S23", "session %s was saved, but not under the newest key".formatted(number));
      }
    }
  }

  /** Whatever the store has written has a TTL, indexes and notes of replaced ids as well. */
  void requireThatAllEnd() {
    Optional<ScanCursor> at = Optional.of(ScanCursor.START);
    while (at.isPresent()) {
      ScanPage page =
          StageResults.answer(
              world.kit().client().scan(world.prefix(), at.get(), 100), world.kit().timeout());
      for (String key : page.keys()) {
        if (world.kit().redis().timeToLive(key) instanceof TimeToLive.Unlimited) {
          throw Violations.of("S18", "a key of the store has no TTL, such as a replaced id's");
        }
      }
      at = page.next();
    }
  }
}
