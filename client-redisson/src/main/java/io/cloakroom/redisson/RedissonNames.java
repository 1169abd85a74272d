package io.cloakroom.redisson;

import org.redisson.RedissonObject;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;

/**
 * The names of keys on the server, which the client's {@code NameMapper} may change. Its type
 * differs between Redisson 3 and 4, so an object of the client is asked for the name; that sends
 * nothing.
 */
record RedissonNames(RedissonClient client) {

  String onServer(String key) {
    return ((RedissonObject) client.getBucket(key, ByteArrayCodec.INSTANCE)).getRawName();
  }
}
