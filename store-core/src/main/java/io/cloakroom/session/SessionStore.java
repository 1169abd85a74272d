package io.cloakroom.session;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Keeps sessions. This is the asynchronous form, for event loops and engines; {@link #blocking}
 * gives the other. {@link RedisSessionStore} is the implementation.
 *
 * <p>Three verbs save a session. {@link #create} is for a new one and never replaces another.
 * {@link #update} is for one that was loaded: it keeps what other requests changed meanwhile, and
 * never brings back a session that was destroyed. {@link #set} overwrites whatever is there.
 *
 * <p>Every stage may fail with a {@link io.cloakroom.redis.RedisCommandException}, whose three
 * kinds say what is the matter with Redis. An argument that is null is an {@link
 * IllegalArgumentException}, thrown at once, before any command.
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
   * Reads a session and begins its TTL anew, in one command as long as its TTL is the one to be
   * assumed: that of {@code maxAge}, or of the {@code ttl} option. A session that turns out to live
   * for longer or shorter costs a second command, which sets that right; so does a {@code ttl} that
   * is a function of the session. With {@code disableTouch} or {@code disableTtl} it is {@link
   * #get}.
   *
   * @param maxAge what the cookies of the application's sessions usually have as their maxAge; null
   *     where they usually have none
   * @return as {@link #get}
   */
  CompletionStage<Optional<Session>> getAndTouch(SessionId id, @Nullable Duration maxAge);

  /**
   * Stores a new session. One command; none where its time is up before it begins.
   *
   * @return false where its time is up, or its id is in use already; nothing is written then, and
   *     what is there stays
   * @throws io.cloakroom.serializer.UnstorableAttributeException in the stage, if a value can't be
   *     stored; nothing is written then
   */
  CompletionStage<Boolean> create(Session session);

  /**
   * Saves a session that was loaded or created before. One command, and one more for each time that
   * another request was faster: then the changes made to {@code session} are made again to what
   * that request stored, and {@code session} has the attributes of both (with {@link
   * OnConflict#OVERWRITE} one command in any case, and what the other request stored is lost).
   *
   * @return false where the session is gone: it was destroyed or has expired since it was loaded.
   *     Nothing is written then
   * @throws IllegalArgumentException at once, if the session is new
   * @throws SessionConflictException in the stage, if others were faster again and again
   * @throws io.cloakroom.serializer.UnstorableAttributeException in the stage, if a value can't be
   *     stored; the session as it was stored before is still there then
   * @throws io.cloakroom.serializer.UnreadableRecordException in the stage, if somebody has put
   *     something else in its place
   */
  CompletionStage<Boolean> update(Session session);

  /**
   * Stores a session over whatever is there, as connect-redis does: what others changed meanwhile
   * is lost, and a destroyed session comes back. One command.
   *
   * @throws io.cloakroom.serializer.UnstorableAttributeException in the stage, if a value can't be
   *     stored; nothing is written then
   */
  CompletionStage<Void> set(Session session);

  /**
   * Begins a session's TTL anew, without writing its content. One command; with {@code
   * disableTouch} or {@code disableTtl} none.
   *
   * @return false where there is no such session, or where its time is up. Nothing is created and
   *     nothing removed
   */
  CompletionStage<Boolean> touch(Session session);

  /**
   * Puts a session under another id. The new one is there before the old one goes; what other
   * requests stored under the old id meanwhile moves along. Two commands, and two more for each
   * time that another request was faster.
   *
   * <p>Of two that do this with one session at the same time, the first has it, and to the other it
   * is gone. Where Redis fails meanwhile, the session is still under its old id; only where the
   * answer to the very last command was lost it may be under the new one instead.
   *
   * @param newId an id that is not in use
   * @return the session under its new id; empty where the old one is gone, and then there is no new
   *     one either
   * @throws IllegalStateException in the stage, if the new id is in use
   * @throws SessionConflictException in the stage, if others were faster again and again
   */
  CompletionStage<Optional<Session>> regenerate(Session session, SessionId newId);

  /**
   * Removes a session. One command.
   *
   * @return false where there was none
   */
  CompletionStage<Boolean> destroy(SessionId id);

  /**
   * The sessions of a user that are alive, in no order: by the option {@code userIndex}, and only
   * those whose records say the same. Two commands, and one more for each further hundred.
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
   * <p>What requests under way still save of an ended session changes nothing, and a session that
   * gets a new id meanwhile is ended under whichever it has. A log-in that has not been saved when
   * this begins may stay: it counts as one that came after.
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
   * The ids of all sessions, each once, in no order. Those that come or go meanwhile may be there
   * or not.
   *
   * @throws UnsupportedOperationException at once, if the prefix is empty
   */
  Batches<SessionId> ids();

  /**
   * All sessions, each once, in no order. What can't be read is logged and passed over. Those that
   * come or go meanwhile may be there or not.
   *
   * @throws UnsupportedOperationException at once, if the prefix is empty, or ids are hashed
   */
  Batches<Session> all();

  /** The same store for threads that may wait. */
  default BlockingSessionStore blocking() {
    return new BlockingSessionStore(this);
  }
}
