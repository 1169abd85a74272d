package io.cloakroom.tck.servers;

import java.util.List;

/** Where servers come from. */
interface ServerSource {

  /**
   * Starts a server on a free loopback port, and returns when it takes commands.
   *
   * @param arguments for the server's command line
   */
  RedisServer start(List<String> arguments);
}
