package io.cloakroom.session;

import io.cloakroom.record.SessionCookie;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stores sessions. This is the asynchronous form, for event loops and engines; {@link #blocking}
 * returns the other. {@link RedisSessionStore} is the implementation.
 *
 * <p>Three verbs save a session. {@link #create} is for a new one and never replaces another.
 * {@link #update} is for one that was loaded: it keeps what other requests changed meanwhile, and
 * never brings back a session that was destroyed. {@link #set} overwrites whatever is there.
 *
 * <p><b>Errors.</b> An argument that is null or wrong is an {@link IllegalArgumentException}, an
 * option that does not allow the call an {@link IllegalStateException} or {@link
 * UnsupportedOperationException}: thrown at once, before any command. Everything else fails the
 * stage: a {@link io.cloakroom.redis.RedisCommandException}, whose three kinds say what happened to
 * Redis; an {@link io.cloakroom.record.UnstorableAttributeException} for a value that can't be
 * stored; an {@link IllegalStateException} that names the option whose function threw. Whatever
 * fails, no change is forgotten: the next save writes it.
 *
 * <p><b>One session at a time.</b> Several calls with one session may be under way; the store
 * carries them out one after another, also those with several {@link Session} objects of one id.
 */
public interface SessionStore {

  /**
   * Reads a session and leaves its TTL as it is. One command.
   *
   * @return empty where there is no such session, or where its record can't be read and the policy
   *     is {@link OnUnreadable#DISCARD}
   */
  CompletionStage<Optional<Session>> get(SessionId id);

  /**
   * Reads a session and resets its TTL, in one command if it has the usual TTL: that of {@code
   * maxAge}, or of the {@code ttl} option. A session with another TTL costs a second command, which
   * corrects it; so does a {@code ttl} that is a function of the session. With {@code disableTouch}
   * or {@code disableTtl} it does the same as {@link #get}.
   *
   * @param maxAge what the cookies of the application's sessions usually have as their maxAge; null
   *     where they usually have none
   * @return what is there. The stage fails for a record that can't be read where the policy is
   *     {@link OnUnreadable#FAIL}
   */
  CompletionStage<Lookup> lookUp(SessionId id, @Nullable Duration maxAge);

  /**
   * Does as {@link #lookUp}, and calculates from the remaining TTL when the session was last used
   * ({@link Session#lastAccessTime}). It is still one command, but a script. If the server runs no
   * scripts, or the store must not use them ({@link OnConflict#OVERWRITE}), that is not known.
   */
  default CompletionStage<Lookup> lookUpWithLastAccess(SessionId id, @Nullable Duration maxAge) {
    return lookUp(id, maxAge);
  }

  /**
   * Reads a session and leaves its TTL as it is, as {@link #get} does, and says why there is none.
   * One command.
   *
   * @return as {@link #lookUp(SessionId, Duration)}
   */
  default CompletionStage<Lookup> lookUp(SessionId id) {
    return get(id)
        .thenApply(found -> found.<Lookup>map(Lookup.Found::new).orElseGet(Lookup.Missing::new));
  }

  /**
   * Does as {@link #lookUp(SessionId, Duration)}, for those who need not know why there is no
   * session.
   */
  default CompletionStage<Optional<Session>> getAndTouch(SessionId id, @Nullable Duration maxAge) {
    return lookUp(id, maxAge).thenApply(Lookup::found);
  }

  /**
   * Tells whether the session that had an id was given another one within the last minute, or
   * another one was put in its place ({@link #regenerate}, {@link #retire}). A request with the old
   * id may then be under way still; a session that it began would take the place of the one that
   * its user has. One command.
   */
  CompletionStage<Boolean> wasReplaced(SessionId id);

  /**
   * Stores a new session. One command; none where its time is up before it begins.
   *
   * @return {@link SaveOutcome#SAVED}, {@link SaveOutcome#ENDED} or {@link SaveOutcome#ID_IN_USE}
   */
  CompletionStage<SaveOutcome> create(Session session);

  /**
   * Saves what was changed in a session that was loaded or created before. One command; none where
   * nothing was changed; and one more for each time that another request was faster: then the
   * changes made to {@code session} are made to what that request stored, and {@code session} has
   * the attributes of both. With {@link OnConflict#OVERWRITE} it is one command in any case, and
   * what the other request stored is lost.
   *
   * @return {@link SaveOutcome#SAVED}, {@link SaveOutcome#UNCHANGED}, {@link SaveOutcome#GONE},
   *     {@link SaveOutcome#ENDED} or {@link SaveOutcome#EXPIRED}
   * @throws IllegalArgumentException at once, if the session is new
   * @throws SessionConflictException in the stage, if others were faster again and again
   * @throws io.cloakroom.record.UnreadableRecordException in the stage, if somebody has put
   *     something else in its place
   */
  CompletionStage<SaveOutcome> update(Session session);

  /** Does as {@link #update}, and writes the session although nothing was changed. */
  CompletionStage<SaveOutcome> resave(Session session);

  /**
   * Stores a session over whatever is there, as connect-redis does: what others changed meanwhile
   * is lost, and a destroyed session comes back. One command.
   *
   * @return {@link SaveOutcome#SAVED}, {@link SaveOutcome#ENDED} or {@link SaveOutcome#EXPIRED}
   */
  CompletionStage<SaveOutcome> set(Session session);

  /**
   * Resets a session's TTL, without writing its content. One command; with {@code disableTouch} or
   * {@code disableTtl} none.
   *
   * @return false where there is no such session, or where its time is up. Nothing is created and
   *     nothing removed
   */
  CompletionStage<Boolean> touch(Session session);

  /**
   * Gives a session another id, and saves what was changed in it. The record under the new id is
   * there before the old one goes; what other requests stored under the old id meanwhile moves
   * along. Two commands, and two more for each time that another request was faster. For a minute
   * {@link #wasReplaced} is true of the old id.
   *
   * <p>If two requests do this with one session at the same time, the first succeeds, and for the
   * other the session is gone. If Redis fails meanwhile, the session keeps its old id; only if the
   * reply to the last command was lost, it may have the new one instead.
   *
   * @param session has the new id afterwards. A session that is new is stored under it
   * @param newId an id that is not in use
   * @return {@link SaveOutcome#SAVED}; {@link SaveOutcome#GONE} where the old record is gone, and
   *     then there is no new one either; {@link SaveOutcome#ENDED}, {@link SaveOutcome#EXPIRED} or
   *     {@link SaveOutcome#ID_IN_USE}
   * @throws SessionConflictException in the stage, if others were faster again and again
   */
  CompletionStage<SaveOutcome> regenerate(Session session, SessionId newId);

  /**
   * Stores what was set in a session that is gone, and nothing else of it, as a new session: for a
   * user who needs a session all the same. Functions are applied as if there were no attribute. One
   * command.
   *
   * @param session is the new session afterwards
   * @param cookie the new session's cookie, unless it was set in {@code session}
   * @return as {@link #create}; {@link SaveOutcome#GONE} where nothing was set, and nothing stored
   */
  CompletionStage<SaveOutcome> recreate(Session session, SessionId newId, SessionCookie cookie);

  /**
   * Removes a session. One command; one more where the option {@code userIndex} has entered it.
   *
   * @return false where there was none
   */
  CompletionStage<Boolean> destroy(SessionId id);

  /**
   * Removes a session whose client is given another one in its place, as by a log-in that drops
   * what was there before. For a minute {@link #wasReplaced} is true of its id, even if there was
   * no such session any more. One command; two with {@link OnConflict#OVERWRITE}; one more where
   * the option {@code userIndex} has entered it.
   *
   * <p>Where the client is given no other session, as at a log-out, {@link #destroy} is the verb: a
   * client that still has the id then begins another one whenever it likes.
   *
   * @return false where there was none
   */
  CompletionStage<Boolean> retire(SessionId id);

  /**
   * Returns the user of a session, by the option {@code userIndex}.
   *
   * @return null if it has none
   * @throws IllegalStateException if the option {@code userIndex} is not set, or its function has
   *     thrown
   */
  @Nullable String userOf(Session session);

  /**
   * Returns the sessions of a user that are alive, in no order: by the option {@code userIndex},
   * and only those whose records say the same. Two commands, and one more for each further hundred.
   *
   * @throws IllegalStateException at once, if the option {@code userIndex} is not set
   * @throws IllegalArgumentException at once, if the user is null or blank
   * @throws UnsupportedOperationException at once, if ids are hashed
   */
  CompletionStage<List<Session>> findByUser(String user);

  /**
   * Ends the sessions of a user, such as "log out everywhere else".
   *
   * <pre>{@code
   * store.destroyAll("ada", session.id());
   * }</pre>
   *
   * <p>Requests under way cannot bring back an ended session by saving it, and a session that gets
   * a new id meanwhile is ended, too. A log-in that has not been saved when this begins may stay:
   * it counts as a later one.
   *
   * <p>A session that the index names as the user's, and whose record can't be read here or does
   * not tell here whose it is, is ended too: another server may be able to read it.
   *
   * @param except the sessions that stay
   * @return how many were ended
   * @throws IllegalStateException at once, if the option {@code userIndex} is not set
   * @throws IllegalArgumentException at once, if the user is null or blank, or an id is null
   */
  CompletionStage<Long> destroyAll(String user, SessionId... except);

  /**
   * Removes all sessions of this store, a batch at a time, and nothing else.
   *
   * @return how many there were
   * @throws UnsupportedOperationException at once, if the prefix is empty
   */
  CompletionStage<Long> clear();

  /**
   * Counts the sessions of this store, by walking over all of its keys.
   *
   * @throws UnsupportedOperationException at once, if the prefix is empty
   */
  CompletionStage<Long> length();

  /**
   * Returns the ids of all sessions, each once, in no order. Those that come or go meanwhile may be
   * there or not.
   *
   * @throws UnsupportedOperationException at once, if the prefix is empty
   */
  Batches<SessionId> ids();

  /**
   * Returns all sessions, each once, in no order. What can't be read is logged and passed over.
   * Those that come or go meanwhile may be there or not.
   *
   * @throws UnsupportedOperationException at once, if the prefix is empty, or ids are hashed
   */
  Batches<Session> all();

  /**
   * Returns what finds sessions that have expired and reports them, not started yet: with the
   * option {@code expiredEvents}. {@link io.cloakroom.http.SessionEngine} does so by itself.
   *
   * @param listener is called on the thread that looks
   * @return empty without that option
   */
  default Optional<ExpiredSessions> expiredSessions(Consumer<ExpiredSession> listener) {
    return Optional.empty();
  }

  /** Returns the observer that is called when something worth counting happens. */
  default StoreObserver observer() {
    return StoreObserver.NONE;
  }

  /** Returns the tracer that follows what is done for one request. */
  default SessionTracer tracer() {
    return SessionTracer.NONE;
  }

  /**
   * Returns whether the calling thread may wait for a stage of this store: true unless the Redis
   * client receives answers by it.
   */
  default boolean mayWait() {
    return true;
  }

  /** Returns the same store for threads that may wait. */
  default BlockingSessionStore blocking() {
    return new BlockingSessionStore(this);
  }
}
