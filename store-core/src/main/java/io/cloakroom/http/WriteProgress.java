package io.cloakroom.http;

import io.cloakroom.http.CurrentSession.Begun;
import io.cloakroom.http.CurrentSession.None;
import io.cloakroom.http.CurrentSession.Replaced;
import io.cloakroom.http.CurrentSession.Stored;
import io.cloakroom.http.CurrentSession.Unreadable;
import io.cloakroom.http.WriteAction.Ending;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.StageFailure;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What there is to write of a request's session, and what has become of what was written. */
final class WriteProgress {

  private final SessionState state;
  private final ResponseCookies cookies;
  private final WriteDecision pending;

  /** What the action that is under way began with; there is one at a time. */
  private CurrentSession before = None.AT_ALL;

  private boolean doOthersEnd;

  WriteProgress(SessionState state) {
    this.state = state;
    this.cookies = state.cookies;
    this.pending = state.pending;
  }

  /**
   * Takes what there is to write now. A session that begins counts as being stored from then on.
   *
   * @param forced whether the session is to be written even if nothing in it was changed
   */
  WriteAction take(boolean forced) {
    synchronized (state) {
      CurrentSession current = begin();
      state.drafts();
      if (state.isSettled() && current instanceof Stored) {
        return new WriteAction.Nothing(true);
      }
      doOthersEnd = pending.doOthersEnd();
      boolean told = state.response.reachesClient(); // by the cookie that written() issues
      state.stored().ifPresent(session -> session.renewCookie(told));
      WriteAction action = pending.in(current, forced);
      if (action instanceof WriteAction.Create create) {
        before = new Stored(create.session(), null);
        state.is(before);
      }
      return action;
    }
  }

  /** Begins with an action on the session as it is now. */
  CurrentSession begin() {
    synchronized (state) {
      before = state.current();
      doOthersEnd = false;
      return before;
    }
  }

  /**
   * The session is in Redis as it is now.
   *
   * @param newToClient whether the client has no cookie with its id yet
   */
  void written(Session session, boolean newToClient) {
    synchronized (state) {
      turnsInto(new Stored(session, null));
      pending.written();
      if (newToClient || session.cookie().expires() != null) {
        cookies.issue();
      }
    }
  }

  /** The cookie was not to be renewed after all. */
  void notRenewed() {
    synchronized (state) {
      pending.found(false);
      cookies.leave();
    }
  }

  /** Returns whether the cookie is issued although this request has not written the session. */
  boolean isUnconfirmed() {
    synchronized (state) {
      return cookies.isDue() && !pending.isSaved() && !state.response.headersHaveLeft();
    }
  }

  /**
   * The session has ended by what a handler set in it.
   *
   * @param issued the cookie that the client has
   */
  void ended(SessionId id, SessionCookie issued) {
    synchronized (state) {
      gone(id);
      cookies.revoke(issued);
    }
  }

  /** The session was read again, and its record can't be read. */
  void unreadable(SessionId id) {
    turnsInto(new Unreadable(id, state.scratch()));
  }

  void removed(Ending ended) {
    synchronized (state) {
      pending.hasEnded(ended);
      state.hasEnded(ended.id());
      cookies.revoke(ended.cookie());
    }
  }

  /** The session that was to begin was not stored, and what handlers wrote to it is dropped. */
  void notBegun(Session session) {
    notBegun(session, None.AT_ALL, None.AT_ALL);
  }

  /** No session was to begin, because one that the client brought has got another id. */
  void replaced(Session session) {
    CurrentSession replaced = new Replaced(state.scratch());
    notBegun(session, replaced, replaced);
  }

  /** Storing the session that was to begin has failed; what handlers wrote to it is still there. */
  void failed(WriteAction.Create action, Throwable failure) {
    synchronized (state) {
      if (!(StageFailure.cause(failure) instanceof RedisCommandException)) {
        pending.isNotStored(action.session());
      }
      notBegun(action.session(), None.AT_ALL, new Begun(action.session(), action.byNewId()));
    }
  }

  /**
   * Notes that the session that was to begin is not in Redis.
   *
   * @param now the state in Redis
   * @param left the state of the request's session, unless a handler has changed it meanwhile
   */
  private void notBegun(Session session, CurrentSession now, CurrentSession left) {
    synchronized (state) {
      CurrentSession made = state.current();
      if (turnsInto(now)) {
        state.becomes(left);
      } else if (made instanceof Stored stored
          && stored.session() == session
          && stored.newId() != null) {
        state.becomes(Begun.by(stored.newId(), session.cookie(), session));
      }
    }
  }

  private boolean turnsInto(CurrentSession now) {
    synchronized (state) {
      boolean left = state.turnsInto(now, before);
      before = now;
      return left;
    }
  }

  /** The session was gone when it was to be written or read again. */
  void gone(SessionId id) {
    synchronized (state) {
      CurrentSession was = before;
      if (turnsInto(None.AT_ALL) && was instanceof Stored stored && stored.newId() != null) {
        state.becomes(new None(stored.newId(), true));
      }
      pending.missing(List.of(id));
    }
  }

  /** The session as it was read again; an id that a handler asked for is still to come. */
  void reloaded(Session session) {
    synchronized (state) {
      CurrentSession was = before;
      state.readsAgain(session);
      if (turnsInto(new Stored(session, null))) {
        cookies.unchoose();
        if (was instanceof Stored stored && stored.newId() != null) {
          session.setCookie(cookies.fresh());
          state.becomes(new Stored(session, stored.newId()));
        }
      }
    }
  }

  /** Returns whether other sessions of the user are to end with what is being written. */
  boolean doOthersEnd() {
    synchronized (state) {
      return doOthersEnd;
    }
  }

  /**
   * Returns whose other sessions are to end now that this one was written: those of the user whose
   * session the client has, or, if it has none any more, of the user who has just logged out.
   */
  Optional<OthersOf> others() {
    synchronized (state) {
      if (!doOthersEnd) {
        return Optional.empty();
      }
      Session now = state.stored().orElse(null);
      Session before = pending.ended();
      String user = now == null ? null : state.engine.store.userOf(now);
      if (user == null && before != null) {
        user = state.engine.store.userOf(before);
      }
      if (user == null) {
        user = pending.othersOf(); // the session has expired, or somebody else has ended it
      }
      if (user == null) {
        state.engine.warnOfNobody(now == null ? Set.of() : now.names());
        return Optional.empty();
      }
      return Optional.of(new OthersOf(user, now == null ? List.of() : List.of(now.id())));
    }
  }

  void othersEnded() {
    synchronized (state) {
      pending.othersEnded();
    }
  }

  /**
   * The other sessions of a user.
   *
   * @param kept those that don't count among them
   */
  record OthersOf(String user, List<SessionId> kept) {}
}
