package io.cloakroom.jedis;

import java.util.List;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.UnifiedJedis;

/** The one server of a client that knows no other, so that its address does not matter. */
record SoleMaster(UnifiedJedis client) implements Masters {

  private static final HostAndPort THE_SERVER = new HostAndPort("server", 0);

  @Override
  public List<HostAndPort> now() {
    return List.of(THE_SERVER);
  }

  @Override
  public <T> T run(HostAndPort master, CommandObject<T> command) {
    return client.executeCommand(command);
  }
}
