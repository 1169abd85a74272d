package io.cloakroom.http;

import io.cloakroom.record.SessionCookie;
import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The state of a request's session. */
sealed interface CurrentSession {

  /** Returns the session that handlers read; empty where there is nothing to read. */
  Optional<Session> readable();

  /**
   * Returns what a request has after it has unset its session.
   *
   * @param empty makes a session that nobody stores
   */
  default CurrentSession letGo(Supplier<Session> empty) {
    return None.AT_ALL;
  }

  /** Returns whether it is a session in Redis that has an id. */
  default boolean hasId(SessionId id) {
    return false;
  }

  /** Whether the client is to get an id that it does not have yet, because a handler said so. */
  default boolean isByNewId() {
    return false;
  }

  /**
   * No session: the first write begins one.
   *
   * @param id the id that it would get; null as long as nobody has asked for it
   * @param isByNewId as in {@link Begun}
   */
  record None(@Nullable SessionId id, boolean isByNewId) implements CurrentSession {

    static final None AT_ALL = new None(null, false);

    /** A handler has ended the session; what it writes next belongs to another one. */
    static final None ENDED = new None(null, true);

    @Override
    public Optional<Session> readable() {
      return Optional.empty();
    }
  }

  /**
   * A session that begins with this request.
   *
   * @param isByNewId whether a handler asked for a new id, as a log-in does, or ended the session
   *     before: it then begins even if the id that the client brought was replaced
   */
  record Begun(Session session, boolean isByNewId) implements CurrentSession {

    /** Returns what handlers wrote to a session that nobody stores, under an id that they chose. */
    static Begun by(SessionId newId, SessionCookie cookie, Session written) {
      Session session = Session.create(newId, cookie);
      session.setIdleInterval(written.idleInterval());
      written.attributes().forEach(session::set);
      return new Begun(session, true);
    }

    @Override
    public Optional<Session> readable() {
      return Optional.of(session);
    }
  }

  /**
   * A session that is in Redis or is being stored; further actions wait until it is.
   *
   * @param newId the id that it is to get; null where it keeps its own
   */
  record Stored(Session session, @Nullable SessionId newId) implements CurrentSession {

    @Override
    public boolean isByNewId() {
      return newId != null;
    }

    @Override
    public boolean hasId(SessionId id) {
      return session.id().equals(id);
    }

    @Override
    public Optional<Session> readable() {
      return Optional.of(session);
    }
  }

  /**
   * The client may have a session that this request must not use. What handlers write stays within
   * the request and is lost with it: no other session may begin, because its cookie would replace
   * the client's.
   */
  sealed interface Withheld extends CurrentSession {

    /** Returns what handlers write to, and nobody stores. */
    Session scratch();

    @Override
    default Optional<Session> readable() {
      return Optional.of(scratch());
    }
  }

  /** The session got another id moments ago, which another response has told the client. */
  record Replaced(Session scratch) implements Withheld {
    @Override
    public CurrentSession letGo(Supplier<Session> empty) {
      return new Replaced(empty.get());
    }
  }

  /** The session's record is there and can't be read. */
  record Unreadable(SessionId id, Session scratch) implements Withheld {
    @Override
    public boolean hasId(SessionId other) {
      return id.equals(other);
    }

    @Override
    public CurrentSession letGo(Supplier<Session> empty) {
      return new Unreadable(id, empty.get());
    }
  }

  /** Redis could not be asked, and the request goes on all the same. */
  record Unavailable(RedisCommandException failure, Session scratch) implements Withheld {
    @Override
    public CurrentSession letGo(Supplier<Session> empty) {
      return new Unavailable(failure, empty.get());
    }
  }
}
