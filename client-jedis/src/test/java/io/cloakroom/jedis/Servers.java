package io.cloakroom.jedis;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.embedded.RedisInstance;
import redis.embedded.RedisSentinel;
import redis.embedded.RedisServer;
import redis.embedded.core.RedisSentinelBuilder;
import redis.embedded.core.RedisServerBuilder;

/** Servers on free ports of the loopback interface: the given program, else the embedded one. */
final class Servers implements AutoCloseable {

  private static final String PROGRAM = System.getProperty("cloakroom.redis.server");
  private static final int SLOTS = 16_384;

  private final List<RedisInstance> running = new ArrayList<>();

  static HostAndPort address(RedisInstance server) {
    return new HostAndPort("127.0.0.1", server.ports().get(0));
  }

  RedisServer start(String... settings) {
    try {
      RedisServerBuilder builder =
          RedisServer.newRedisServer().bind("127.0.0.1").port(freePort()).setting("save \"\"");
      if (PROGRAM != null) {
        builder.executableProvider(() -> new File(PROGRAM));
      }
      List.of(settings).forEach(builder::setting);
      return run(builder.build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A Sentinel that watches a master of the name {@code main}, once it knows the replica too. */
  HostAndPort startSentinel(RedisServer master, RedisServer replica) {
    HostAndPort watched = address(master);
    RedisSentinelBuilder builder =
        RedisSentinel.newRedisSentinel()
            .bind("127.0.0.1")
            .port(freePort())
            .masterName("main")
            .masterPort(watched.getPort())
            .quorumSize(1)
            .downAfterMilliseconds(1000);
    if (PROGRAM != null) {
      builder.executableProvider(() -> new File(PROGRAM));
    }
    RedisSentinel sentinel = run(builder.build());
    HostAndPort address = address(sentinel);
    try (Jedis admin = new Jedis(address)) {
      String port = String.valueOf(address(replica).getPort());
      await(
          () ->
              admin.sentinelReplicas("main").stream()
                  .anyMatch(
                      known ->
                          port.equals(known.get("port"))
                              && "ok".equals(known.get("master-link-status"))));
    }
    return address;
  }

  private <T extends RedisInstance> T run(T instance) {
    try {
      instance.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    running.add(instance);
    return instance;
  }

  /** Masters that share the slots evenly and know each other. */
  List<RedisServer> startCluster(int masters, Path directory) {
    List<RedisServer> cluster =
        IntStream.range(0, masters)
            .mapToObj(
                i ->
                    start(
                        "cluster-enabled yes",
                        "cluster-node-timeout 2000",
                        "dir " + directory,
                        "cluster-config-file nodes-" + i + ".conf"))
            .toList();
    for (int i = 0; i < masters; i++) {
      try (Jedis node = new Jedis(address(cluster.get(i)))) {
        HostAndPort first = address(cluster.get(0));
        node.clusterMeet(first.getHost(), first.getPort());
        node.clusterAddSlots(
            IntStream.range(SLOTS * i / masters, SLOTS * (i + 1) / masters).toArray());
      }
    }
    cluster.forEach(server -> await(() -> knowsAll(server, masters)));
    return cluster;
  }

  private static boolean knowsAll(RedisServer server, int masters) {
    try (Jedis node = new Jedis(address(server))) {
      String info = node.clusterInfo();
      return info.contains("cluster_state:ok")
          && info.contains("cluster_known_nodes:" + masters)
          && info.contains("cluster_size:" + masters);
    }
  }

  static void await(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > Duration.ofSeconds(20).toNanos()) {
        throw new AssertionError("Waited 20 s in vain");
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  /** A port that leaves room for a cluster's second one, which is 10 000 above it. */
  private static int freePort() {
    return ThreadLocalRandom.current()
        .ints(10_000, 30_000)
        .filter(port -> isFree(port) && isFree(port + 10_000))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  @Override
  public void close() {
    for (RedisInstance server : running) {
      try {
        server.stop();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
