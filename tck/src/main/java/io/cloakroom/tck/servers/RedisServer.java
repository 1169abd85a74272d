package io.cloakroom.tck.servers;

import java.net.URI;

/**
 * A Redis or Valkey server to test against. Started ones stop when they are closed, at the latest
 * when the JVM ends.
 *
 * <p>A server that was only found, by its URI, cannot be killed or paused: those methods throw
 * {@link UnsupportedOperationException}. {@link RedisServers#start} gives one that can.
 */
public interface RedisServer extends AutoCloseable {

  /** Where it listens, with the password that it was started with, if any; stays over restarts. */
  URI uri();

  /** What it calls itself, and how it was found, for reports. */
  String description();

  /** Ends it at once, as a power cut does: what was not saved is lost. */
  void kill();

  /** Ends it after it has saved its data, which the next {@link #start} finds again. */
  void shutDown();

  /** Starts it again after {@link #kill} or {@link #shutDown}, on the same port. */
  void start();

  /** Stops it from answering; it still accepts connections, as a server that hangs does. */
  void pause();

  /** Ends a {@link #pause}. */
  void resume();

  /** Ends it, if it was started here, and removes its data. */
  @Override
  void close();

  /** Opens a connection of the kit's own. */
  default RawRedis raw() {
    return RawRedis.connect(uri());
  }
}
