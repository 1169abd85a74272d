package io.cloakroom.jedis;

import java.util.Optional;
import redis.clients.jedis.JedisPooled;
import redis.clients.jedis.JedisSentineled;
import redis.clients.jedis.UnifiedJedis;

/** The clients of Jedis 5 to 7 that Jedis 8 no longer has. */
@SuppressWarnings("deprecation") // since 7.2
final class Clients7 {

  private Clients7() {}

  static Optional<JedisRoute> routeOf(UnifiedJedis client) {
    if (client instanceof JedisPooled pooled) {
      return Optional.of(new PoolRoute(pooled::getPool));
    }
    return client instanceof JedisSentineled sentineled
        ? Optional.of(new ClientRoute(client, sentineled::getCurrentMaster))
        : Optional.empty();
  }
}
