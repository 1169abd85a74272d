package io.cloakroom.jedis;

import io.cloakroom.redis.RedisUnreachableException;
import java.util.List;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisSentinelClient;

/** The master that Sentinel names at the moment. */
record SentinelMaster(RedisSentinelClient client) implements Masters {

  @Override
  public List<HostAndPort> now() {
    return List.of(client.getCurrentMaster());
  }

  /** Looks at the very connection that is used, because a failover can come in between. */
  @Override
  public <T> T run(HostAndPort master, CommandObject<T> command) {
    return client.executeCommand(
        command.withPreProcessHook(connection -> requireTo(master, connection)));
  }

  private static void requireTo(HostAndPort master, Connection connection) {
    if (!master.equals(connection.getHostAndPort())) {
      throw new RedisUnreachableException(
          "The master is no longer " + master + ", but " + connection.getHostAndPort(), null);
    }
  }
}
