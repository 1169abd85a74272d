package io.cloakroom.tck.servers;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Several servers that stand for one Redis, with replicas that take over from masters that die:
 * {@link RedisCluster}, {@link RedisSentinels} or {@link RedisReplicas}. They run on free loopback
 * ports, from the program that {@link RedisServers} finds; where that is an image, from the one on
 * the PATH or the embedded one.
 */
public sealed interface RedisTopology extends AutoCloseable
    permits RedisCluster, RedisSentinels, RedisReplicas {

  /** Where clients begin. */
  URI uri();

  /** The masters that together hold all keys, as the servers see it now. */
  List<RedisServer> masters();

  /** The masters of keys, as the servers see it now. */
  Map<RedisServer, List<String>> byMaster(Collection<String> keys);

  /** The master of a key, as the servers see it now. */
  default RedisServer masterOf(String key) {
    return byMaster(List.of(key)).keySet().iterator().next();
  }

  /** Which keys a master has, as the servers see it now: the answer is the same later. */
  Predicate<String> keysOf(RedisServer master);

  /** The replica of a master, as the servers see it now. */
  RedisServer replicaOf(RedisServer master);

  /** Returns when the replicas have everything that their masters have been told. */
  void awaitReplication();

  /** Makes the replica of a key's master its master, and returns when that has happened. */
  void failOver(String key);

  /**
   * Does what somebody has to do when a master has died, so that its replica takes over: nothing,
   * where the servers see to that themselves.
   */
  default void replaceDead() {}

  /**
   * Starts again what was killed, and returns when every master has its replica: as a topology has
   * to be left by a test, if others share it.
   */
  void heal();

  /** Ends all servers. */
  @Override
  void close();

  /** The kit's view behind a port over these servers. */
  default RedisUnderTest underTest() {
    return new TopologyUnderTest(this);
  }
}
