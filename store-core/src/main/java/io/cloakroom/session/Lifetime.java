package io.cloakroom.session;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The most time that a session has from its creation on, whatever is done with it.
 *
 * @param most null: there is no such limit
 */
record Lifetime(@Nullable Duration most) {

  /** Gives a session that has none its time of creation, if that is needed. */
  void begin(Session session, Instant now) {
    if (isUnknownOf(session)) {
      session.createdAt(now.truncatedTo(ChronoUnit.MILLIS));
    }
  }

  /** Whether a session is to have an end, and nobody knows which: it is older than the limit. */
  boolean isUnknownOf(Session session) {
    return most != null && session.creationTime() == null;
  }

  /** When a session ends at the latest; null where nothing says. */
  @Nullable Instant endOf(Session session) {
    return endOf(session.creationTime());
  }

  private @Nullable Instant endOf(@Nullable Instant created) {
    return most == null || created == null ? null : created.plus(most);
  }

  /** Whether the time of a session that began then is up. */
  boolean isOver(@Nullable Instant created, Instant now) {
    Instant end = endOf(created);
    return end != null && !now.isBefore(end);
  }

  /** A TTL that does not go beyond the session's end. */
  TtlWindow limit(TtlWindow ttl, Session session, Instant now) {
    Instant end = endOf(session);
    return end == null ? ttl : ttl.within(Duration.between(now, end));
  }

  /** A TTL that no session goes beyond. */
  TtlWindow limit(TtlWindow ttl) {
    return most == null ? ttl : ttl.within(most);
  }
}
