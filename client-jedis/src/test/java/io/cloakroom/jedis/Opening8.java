package io.cloakroom.jedis;

import java.util.List;
import java.util.Set;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.UnifiedJedis;

/** The clients of Jedis since 7.2. */
final class Opening8 implements Opening {

  @Override
  public UnifiedJedis single(
      HostAndPort server, JedisClientConfig config, ConnectionPoolConfig pool) {
    return RedisClient.builder().hostAndPort(server).clientConfig(config).poolConfig(pool).build();
  }

  @Override
  public UnifiedJedis cluster(
      HostAndPort node, JedisClientConfig config, ConnectionPoolConfig pool, int attempts) {
    return RedisClusterClient.builder()
        .maxAttempts(attempts)
        .nodes(Set.of(node))
        .clientConfig(config)
        .poolConfig(pool)
        .build();
  }

  @Override
  public UnifiedJedis sentinels(
      String master,
      List<HostAndPort> sentinels,
      JedisClientConfig config,
      ConnectionPoolConfig pool) {
    return RedisSentinelClient.builder()
        .masterName(master)
        .sentinels(Set.copyOf(sentinels))
        .clientConfig(config)
        .poolConfig(pool)
        .build();
  }
}
