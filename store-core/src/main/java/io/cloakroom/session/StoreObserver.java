package io.cloakroom.session;

/**
 * Is told of what goes on in a {@link RedisSessionStore} and shows nowhere else, to be counted.
 * Each method does nothing unless overridden. They are called by the threads that complete the
 * store's stages, so they must neither block nor throw.
 *
 * @see RedisSessionStoreBuilder#observer
 * @see io.cloakroom.metrics.StoreMetrics
 */
public interface StoreObserver {

  /** Another request has changed a session since it was loaded; its save is tried again. */
  default void conflict() {}

  /** A save was given up, because others were faster each time; nothing was written. */
  default void conflictUnresolved() {}

  /** A record could not be read. */
  default void unreadableRecord() {}
}
