/** The port to Redis over Jedis. */
module io.cloakroom.jedis {
  requires transitive io.cloakroom.core;
  requires transitive redis.clients.jedis;

  exports io.cloakroom.jedis;

  provides io.cloakroom.redis.RedisClientAdapter with
      io.cloakroom.jedis.JedisAdapter;
}
