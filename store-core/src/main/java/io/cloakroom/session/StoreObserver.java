package io.cloakroom.session;

import io.cloakroom.redis.CommandOutcome;
import java.time.Duration;
import java.util.Optional;

/**
 * Called when something happens in a {@link RedisSessionStore}, or in the engine above it, that is
 * worth counting. Each method does nothing unless overridden. They are called by the threads that
 * complete the store's stages, so they must neither block nor throw.
 *
 * @see RedisSessionStoreBuilder#observer
 * @see io.cloakroom.metrics.SessionMetrics
 */
public interface StoreObserver {

  /** Observes nothing, and costs nothing. */
  StoreObserver NONE = new StoreObserver() {};

  /** By which verb of {@link SessionStore} a session was saved. */
  enum SaveKind {
    /** A session begins: {@link SessionStore#create}. */
    CREATE,

    /** Changes are written: {@link SessionStore#update} and {@link SessionStore#resave}. */
    UPDATE,

    /** A session gets another id: {@link SessionStore#regenerate}. */
    REGENERATE,

    /** A session is written over whatever is there: {@link SessionStore#set}. */
    SET
  }

  /** Called once, when the store that this observer was given to has been built. */
  default void storeBuilt(RedisSessionStore store) {}

  /**
   * Called when a command has ended; a command that is tried again ends more than once.
   *
   * @param command the method of {@link io.cloakroom.redis.RedisCommands}, or the script of {@link
   *     io.cloakroom.redis.RedisScript}, in lower case with underscores, such as {@code
   *     get_and_expire}
   */
  default void commandEnded(String command, CommandOutcome outcome, Duration took) {}

  /** Called when a session was looked for by its id. */
  default void loaded(LoadOutcome outcome, Duration took) {}

  /**
   * Called when a session was saved, or could not be.
   *
   * @param outcome empty: the save failed
   */
  default void saved(SaveKind kind, Optional<SaveOutcome> outcome, Duration took) {}

  /**
   * Called when another request has changed a session since it was loaded; its save is tried again.
   */
  default void conflict() {}

  /** Called when a save was given up, because others were faster each time; nothing was written. */
  default void conflictUnresolved() {}

  /**
   * Called when a record was read.
   *
   * @param bytes its size in Redis
   */
  default void recordRead(int bytes) {}

  /**
   * Called when a record is about to be written.
   *
   * @param bytes its size in Redis
   */
  default void recordWritten(int bytes) {}

  /** Called when a record could not be read. */
  default void unreadableRecord() {}

  /** Called when an attribute of a session that can otherwise be read could not be restored. */
  default void unreadableAttribute() {}

  /**
   * Called when a record is about to be written with attributes that could not be restored here and
   * stay in it as they were.
   *
   * @param attributes how many; at least 1
   */
  default void carriedAttributes(int attributes) {}

  /** Called when a request brought a session cookie whose signature is wrong. */
  default void wrongSignature() {}

  /** Called when a session was stored for the first time. */
  default void sessionBegun() {}

  /**
   * Called when sessions were removed before they expired.
   *
   * @param sessions how many; at least 1
   */
  default void sessionsDestroyed(long sessions) {}

  /** Called when a session was found to have expired, with the option {@code expiredEvents}. */
  default void sessionExpired() {}
}
