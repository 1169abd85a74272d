package io.cloakroom.jedis;

import java.util.List;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.UnifiedJedis;

/** Opens clients as users of one generation of Jedis do. */
interface Opening {

  UnifiedJedis single(HostAndPort server, JedisClientConfig config, ConnectionPoolConfig pool);

  UnifiedJedis cluster(
      HostAndPort node, JedisClientConfig config, ConnectionPoolConfig pool, int attempts);

  UnifiedJedis sentinels(
      String master,
      List<HostAndPort> sentinels,
      JedisClientConfig config,
      ConnectionPoolConfig pool);
}
