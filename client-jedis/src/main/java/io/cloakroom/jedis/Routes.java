package io.cloakroom.jedis;

import java.util.Optional;
import redis.clients.jedis.JedisCluster;
import redis.clients.jedis.UnifiedJedis;

/**
 * Finds the way to the servers behind a client. Jedis has changed its client classes, so a class
 * that only some versions have is used only where it exists.
 */
final class Routes {

  private static final String THE_SERVER = "server";

  private static final boolean HAS_CLIENTS_OF_7 = isThere("redis.clients.jedis.JedisPooled");
  private static final boolean HAS_CLIENTS_OF_8 = isThere("redis.clients.jedis.RedisClient");

  private Routes() {}

  @SuppressWarnings("deprecation") // JedisCluster is what users of Jedis 5 to 7 have
  static JedisRoute of(UnifiedJedis client) {
    if (client instanceof JedisCluster cluster) {
      return new ClusterRoute(client, cluster::getClusterNodes, cluster::getConnectionFromSlot);
    }
    Optional<JedisRoute> route = HAS_CLIENTS_OF_8 ? Clients8.routeOf(client) : Optional.empty();
    if (route.isEmpty() && HAS_CLIENTS_OF_7) {
      route = Clients7.routeOf(client);
    }
    return route.orElseGet(() -> new ClientRoute(client, () -> THE_SERVER));
  }

  private static boolean isThere(String type) {
    try {
      Class.forName(type, false, UnifiedJedis.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
