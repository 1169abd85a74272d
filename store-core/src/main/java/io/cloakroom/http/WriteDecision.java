package io.cloakroom.http;

import io.cloakroom.http.CurrentSession.Begun;
import io.cloakroom.http.CurrentSession.Stored;
import io.cloakroom.http.WriteAction.Ending;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides what there is to write for a request. For one thread at a time. */
final class WriteDecision {

  private final SessionEngine engine;
  private final ResponseCookies cookies;
  private final ResponseProgress response;
  private final List<SessionId> brought = new ArrayList<>();
  private final List<Ending> endings = new ArrayList<>();
  private @Nullable Session ended;
  private boolean othersEnd;
  private @Nullable String othersOf;
  private boolean saved;
  private boolean renewalDue;

  WriteDecision(SessionEngine engine, ResponseCookies cookies, ResponseProgress response) {
    this.engine = engine;
    this.cookies = cookies;
    this.response = response;
  }

  /** Notes whether a session that was found is to have its cookie renewed. */
  void found(boolean renewal) {
    renewalDue = renewal;
  }

  /** Notes ids that the client brought and that no session has. */
  void missing(List<SessionId> ids) {
    brought.addAll(ids);
  }

  /** Notes a session that is to end. */
  void end(Ending session) {
    endings.add(session);
    ended = session.session();
  }

  /**
   * Notes that the user's other sessions are to end.
   *
   * @param user whose session it is when this is asked for; null where it is nobody's yet
   */
  void endOthers(@Nullable String user) {
    othersEnd = true;
    othersOf = user;
  }

  /** Returns who asked for the end of the others. */
  @Nullable String othersOf() {
    return othersOf;
  }

  /** Returns whether the user's other sessions are to end. */
  boolean doOthersEnd() {
    return othersEnd;
  }

  void othersEnded() {
    othersEnd = false;
  }

  /** The session that was to end last; null where none was, or its record could not be read. */
  @Nullable Session ended() {
    return ended;
  }

  /** Notes that the session was written. */
  void written() {
    saved = true;
    renewalDue = false;
  }

  /** Returns whether the session was written. */
  boolean isSaved() {
    return saved;
  }

  /** Notes that a session that was to end has ended. */
  void hasEnded(Ending session) {
    endings.remove(session);
  }

  /** Notes that a session is not in Redis, so that there is nothing to end. */
  void isNotStored(Session session) {
    endings.removeIf(ending -> ending.session() == session);
  }

  /** Forgets what was to end. */
  void revert() {
    endings.clear();
    ended = null;
    othersEnd = false;
  }

  /** Returns whether a response may ignore that the write has failed. */
  boolean isNegligible(CurrentSession current) {
    return endings.isEmpty() && !othersEnd && !current.isByNewId();
  }

  /**
   * Returns what there is to write now.
   *
   * @param forced whether the session is to be written even if nothing in it was changed
   */
  WriteAction in(CurrentSession current, boolean forced) {
    List<Ending> ending = List.copyOf(endings);
    if (current instanceof Stored stored) {
      WriteAction action =
          stored.newId() == null
              ? ofStored(stored.session(), forced)
              : new WriteAction.Rename(stored.session(), stored.newId());
      return ending.isEmpty() ? action : new WriteAction.Replace(ending, action);
    }
    if (current instanceof Begun begun && isWorthStoring(begun.session(), forced)) {
      return new WriteAction.Create(
          begun.session(), List.copyOf(brought), begun.isByNewId(), ending);
    }
    return ending.isEmpty() ? new WriteAction.Nothing(false) : new WriteAction.Remove(ending);
  }

  private WriteAction ofStored(Session session, boolean forced) {
    boolean resaving = engine.resave && !saved && !response.headersHaveLeft();
    if (forced || resaving) {
      return new WriteAction.Resave(session, forced);
    }
    boolean renewing = renewalDue && !response.headersHaveLeft();
    return renewing && !session.isModified()
        ? new WriteAction.Renew(session)
        : new WriteAction.Update(session);
  }

  private boolean isWorthStoring(Session session, boolean forced) {
    boolean wanted = forced || engine.saveUninitialized || session.isModified();
    return wanted && !response.headersHaveLeft() && cookies.canBeSent(session.cookie());
  }
}
