package io.cloakroom.jedis;

import java.util.List;
import java.util.Set;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisCluster;
import redis.clients.jedis.JedisPooled;
import redis.clients.jedis.JedisSentineled;
import redis.clients.jedis.UnifiedJedis;

/** The clients of Jedis 5 to 7.1. */
@SuppressWarnings("deprecation") // in later versions
final class Opening7 implements Opening {

  @Override
  public UnifiedJedis single(
      HostAndPort server, JedisClientConfig config, ConnectionPoolConfig pool) {
    return new JedisPooled(pool, server, config);
  }

  @Override
  public UnifiedJedis cluster(
      HostAndPort node, JedisClientConfig config, ConnectionPoolConfig pool, int attempts) {
    return new JedisCluster(Set.of(node), config, attempts, pool);
  }

  @Override
  public UnifiedJedis sentinels(
      String master,
      List<HostAndPort> sentinels,
      JedisClientConfig config,
      ConnectionPoolConfig pool) {
    return new JedisSentineled(
        master, config, pool, Set.copyOf(sentinels), DefaultJedisClientConfig.builder().build());
  }
}
