package io.cloakroom.jedis;

import java.util.List;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisCluster;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.UnifiedJedis;

/** The masters that together hold all keys, for what must be asked of each. */
interface Masters {

  /**
   * The masters that a client speaks to.
   *
   * @throws IllegalArgumentException if it is a {@code JedisCluster}, which neither splits commands
   *     over slots nor reaches all its masters
   */
  @SuppressWarnings("deprecation") // JedisCluster must be told apart as long as it exists
  static Masters of(UnifiedJedis client) {
    if (client instanceof JedisCluster) {
      throw new IllegalArgumentException(
          "A JedisCluster cannot be used here: build a RedisClusterClient, which replaces it");
    }
    if (client instanceof RedisClusterClient cluster) {
      return new ClusterMasters(cluster);
    }
    return client instanceof RedisSentinelClient sentinel
        ? new SentinelMaster(sentinel)
        : new SoleMaster(client);
  }

  /** Every master there is now, each of them once. */
  List<HostAndPort> now();

  /**
   * Runs a command on one master.
   *
   * @throws RuntimeException what Jedis throws, or a {@link
   *     io.cloakroom.redis.RedisUnreachableException} if that master is gone
   */
  <T> T run(HostAndPort master, CommandObject<T> command);
}
