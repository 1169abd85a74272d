/** The port to Redis over Redisson. */
module io.cloakroom.redisson {
  requires transitive io.cloakroom.core;
  requires transitive redisson;
  requires io.netty.buffer;

  exports io.cloakroom.redisson;

  provides io.cloakroom.redis.RedisClientAdapter with
      io.cloakroom.redisson.RedissonAdapter;
}
