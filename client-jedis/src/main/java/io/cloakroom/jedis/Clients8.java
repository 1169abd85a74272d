package io.cloakroom.jedis;

import java.util.Optional;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.UnifiedJedis;

/** The clients that came with Jedis 7.2. Jedis 8 has no others. */
final class Clients8 {

  private Clients8() {}

  static Optional<JedisRoute> routeOf(UnifiedJedis client) {
    if (client instanceof RedisClient single) {
      return Optional.of(new PoolRoute(single::getPool));
    }
    if (client instanceof RedisClusterClient cluster) {
      return Optional.of(
          new ClusterRoute(client, cluster::getClusterNodes, cluster::getConnectionFromSlot));
    }
    return client instanceof RedisSentinelClient sentinel
        ? Optional.of(new ClientRoute(client, sentinel::getCurrentMaster))
        : Optional.empty();
  }
}
