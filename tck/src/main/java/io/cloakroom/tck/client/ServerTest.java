package io.cloakroom.tck.client;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.servers.RedisServer;

/** Something to do on a server of a test's own. */
public interface ServerTest {

  void run(RedisServer server, RedisCommands commands) throws Exception;
}
