package io.cloakroom.tck.client;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.servers.RedisServer;
import io.cloakroom.tck.servers.RedisServers;
import io.cloakroom.tck.servers.RedisUnderTest;
import java.net.URI;
import java.time.Duration;

/** What a test class says about the client that it brings. For the kit's own use. */
public final class ClientUnderTest {

  private final ClientTck hooks;

  ClientUnderTest(ClientTck hooks) {
    this.hooks = hooks;
  }

  /** Opens the port under test. */
  public RedisCommands connect(URI redis) {
    return hooks.connect(redis);
  }

  /** Releases a port. */
  public void disconnect(RedisCommands commands) throws Exception {
    hooks.disconnect(commands);
  }

  /** Returns the client's timeout. */
  public Duration timeout() {
    return hooks.timeout();
  }

  /** Returns what stands behind the port. */
  public RedisUnderTest redis() {
    return hooks.redisUnderTest();
  }

  /** Whether the client has something that a clause is about. */
  public boolean claims(Capability capability) {
    return !hooks.notClaimed().contains(capability);
  }

  /** Aborts the test where the client lacks what it needs. */
  public void needs(Capability capability) {
    if (!claims(capability)) {
      throw capability.notClaimed();
    }
  }

  /** Aborts the test where no further server can be started for it. */
  public void needsServerOfItsOwn(RedisUnderTest redis) {
    needs(Capability.SERVER);
    if (redis.server().isEmpty()) {
      throw Capability.SERVER_OF_ITS_OWN.notClaimed();
    }
  }

  /** Runs a test on a server that it may pause or stop, through a port of its own. */
  public void onServer(ServerTest test, String... arguments) throws Exception {
    try (RedisServer server = RedisServers.start(arguments)) {
      RedisCommands own = hooks.connect(server.uri());
      try {
        test.run(server, own);
      } finally {
        hooks.disconnect(own);
      }
    }
  }
}
