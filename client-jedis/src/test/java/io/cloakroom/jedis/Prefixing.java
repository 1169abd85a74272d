package io.cloakroom.jedis;

import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.util.PrefixedKeyArgumentPreProcessor;

/** What Jedis can since 5.2. */
final class Prefixing {

  private Prefixing() {}

  static void put(String prefix, UnifiedJedis client) {
    client.setKeyArgumentPreProcessor(new PrefixedKeyArgumentPreProcessor(prefix));
  }
}
