package io.cloakroom.tck.servers;

import io.cloakroom.redis.TimeToLive;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the kit sees and does on the other side of the port, without the client under test. A Redis
 * server is looked at through a {@link RawRedis}; something that stands in for Redis brings its
 * own.
 */
public interface RedisUnderTest {

  /** Puts something other than a string under a key. */
  void putForeign(String key);

  /** What the key has left to live. */
  TimeToLive timeToLive(String key);

  /**
   * Writes strings without a TTL under the prefix followed by 0, 1, 2 and so on.
   *
   * @param count how many, up to 100 000
   */
  void fill(String prefix, int count);

  /** Returns when at least this much time has gone by for the keys. */
  void letPass(Duration duration);

  /** The server, where there is exactly one. */
  Optional<RedisServer> server();

  /** The servers that hold the keys now; none, where something stands in for Redis. */
  default List<RedisServer> servers() {
    return server().stream().toList();
  }

  /** Where a client finds it. */
  default URI uri() {
    return server().map(RedisServer::uri).orElse(URI.create("redis:none"));
  }

  /** Removes all keys with a prefix, after a test. */
  void clear(String prefix);

  /** What it is, for the report. */
  String description();

  /**
   * Where it differs from Redis by design, for the report: a sentence by the id of the clause that
   * it concerns.
   */
  default Map<String, String> differences() {
    return Map.of();
  }
}
