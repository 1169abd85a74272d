package io.cloakroom.session.writing;

import io.cloakroom.session.content.SessionContent;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The longest time that a session lives from its creation on, whatever is done with it.
 *
 * @param most null: there is no such limit
 * @param noted whether the records of all new sessions say when they began
 */
public record Lifetime(@Nullable Duration most, boolean noted) {

  /** Notes when a session begins, if it is new, or if that has to be known and is not. */
  public void begin(SessionContent session, Instant now) {
    if (isUnknownOf(session) || (noted && session.stored() == null)) {
      session.beginAt(now);
    }
  }

  /** Returns whether a session needs an end that is not known: it is older than the limit. */
  public boolean isUnknownOf(SessionContent session) {
    return most != null && session.creationTime() == null;
  }

  /** Returns when a session ends at the latest; null where nothing says. */
  public @Nullable Instant endOf(SessionContent session) {
    Instant created = most == null ? null : session.creationTime();
    return most == null || created == null ? null : created.plus(most);
  }

  /** Returns whether the time of a session is up. */
  public boolean isOver(SessionContent session, Instant now) {
    Instant end = endOf(session);
    return end != null && !now.isBefore(end);
  }

  /** Returns a TTL that does not go beyond the session's end. */
  public TtlRange limit(TtlRange ttl, SessionContent session, Instant now) {
    Instant end = endOf(session);
    return end == null ? ttl : ttl.within(Duration.between(now, end));
  }

  /** Returns a TTL that no session goes beyond. */
  public TtlRange limit(TtlRange ttl) {
    return most == null ? ttl : ttl.within(most);
  }
}
