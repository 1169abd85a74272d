package io.cloakroom.jedis;

import io.cloakroom.redis.RedisUnreachableException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import redis.clients.jedis.BuilderFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisClusterClient;

/** The masters of a cluster, as the client sees them. */
record ClusterMasters(RedisClusterClient client) implements Masters {

  /**
   * The client hands out its nodes without their roles, but sends a command to all masters; so they
   * are the nodes that such a command reaches.
   */
  @Override
  public List<HostAndPort> now() {
    Set<HostAndPort> reached = ConcurrentHashMap.newKeySet();
    client.broadcastCommand(
        new CommandObject<>(new CommandArguments(Command.PING), BuilderFactory.STRING)
            .withPreProcessHook(connection -> reached.add(connection.getHostAndPort())));
    return List.copyOf(reached);
  }

  @Override
  public <T> T run(HostAndPort master, CommandObject<T> command) {
    ConnectionPool pool = client.getClusterNodes().get(master.toString());
    if (pool == null) {
      throw new RedisUnreachableException("The cluster no longer has a node " + master, null);
    }
    try (Connection connection = pool.getResource()) {
      return connection.executeCommand(command);
    }
  }
}
