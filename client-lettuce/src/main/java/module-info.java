/** Cloakroom's port to Redis over the Lettuce client. */
module io.cloakroom.lettuce {
  requires transitive io.cloakroom.core;
  requires transitive lettuce.core;
  requires io.netty.buffer;
  requires io.netty.common;

  exports io.cloakroom.lettuce;

  provides io.cloakroom.redis.RedisClientAdapter with
      io.cloakroom.lettuce.LettuceAdapter;
}
