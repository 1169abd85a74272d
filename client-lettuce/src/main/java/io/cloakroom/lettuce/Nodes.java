package io.cloakroom.lettuce;

import io.cloakroom.redis.adapter.RawCommand;
import io.lettuce.core.api.StatefulConnection;
import java.util.List;

/** The servers that hold the keys, behind one connection object of Lettuce. */
interface Nodes {

  /** Returns the connection that commands are sent over. */
  StatefulConnection<byte[], byte[]> connection();

  /** Returns the id of every master that holds keys; it does not change while it is a master. */
  List<String> masters();

  /** Sends a command to the master of its key. */
  void send(SentCommand sent, RawCommand command);

  /**
   * Sends a command to one master.
   *
   * @throws io.lettuce.core.RedisException if it is gone, or is a master no longer
   */
  void send(SentCommand sent, String master);

  /**
   * Checks that the answers so far came from this master.
   *
   * @throws io.lettuce.core.RedisException if it is gone, or is a master no longer
   */
  void requireStill(String master);

  /** Returns how often the connection to the one server was lost; 0 in a cluster. */
  long lostConnections();

  /** Returns whether another connection should be opened instead of waiting for this one. */
  boolean isLost();

  /**
   * Closes the connection to a command's server if nothing was received since it was sent.
   *
   * @return whether it was closed for that reason while the command was under way, now or earlier
   */
  boolean leaveIfSilent(SentCommand sent, RawCommand command);
}
