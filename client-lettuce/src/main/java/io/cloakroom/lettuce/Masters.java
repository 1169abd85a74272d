package io.cloakroom.lettuce;

import java.util.List;

/** Which servers hold the keys. */
interface Masters {

  /** Every master that holds keys, by an id that stays its own while it is one. */
  List<String> ids();

  /**
   * Sends a command that names no key to one master.
   *
   * @throws io.lettuce.core.RedisException if it is gone, or is a master no longer
   */
  void dispatch(TimedCommand<?> command, String id);

  /**
   * Sees that what has been answered was answered by this master.
   *
   * @throws io.lettuce.core.RedisException if it is gone, or is a master no longer
   */
  void requireStill(String id);

  /** Keys with the same slot may be named in one command. */
  int slotOf(String key);
}
