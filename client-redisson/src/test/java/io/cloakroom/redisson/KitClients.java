package io.cloakroom.redisson;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.RedisSentinels;
import io.cloakroom.tck.TlsFiles;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;
import org.redisson.config.NameMapper;
import org.redisson.config.ReadMode;
import org.redisson.config.TransportMode;

/** The clients that the kit has opened, each to be shut down along with the port over it. */
final class KitClients {

  /** How often Redisson looks whether the masters are still the same. */
  private static final int SCAN_MILLIS = 1000;

  /** Connections of a pool: as many as Redisson opens by itself, and fewer where each is costly. */
  private static final int MANY = 64;

  private static final int FEW = 8;

  private final int timeoutMillis;
  private final Map<RedisCommands, RedissonClient> open = new HashMap<>();

  KitClients(Duration timeout) {
    this.timeoutMillis = (int) timeout.toMillis();
  }

  RedissonClient open(URI redis, NameMapper names) {
    Config config = config(names);
    if (redis.getScheme().equals("rediss")) {
      useTls(config);
    }
    if (redis.getScheme().equals("redis-socket")) {
      config.setTransportMode(TransportMode.EPOLL);
    }
    config
        .useSingleServer()
        .setAddress(redis.toString().replace("redis-socket:", "redis+uds:"))
        .setConnectionMinimumIdleSize(1)
        .setConnectionPoolSize(redis.getScheme().equals("rediss") ? FEW : MANY)
        .setTimeout(timeoutMillis);
    return Redisson.create(config);
  }

  RedissonClient openCluster(URI node, NameMapper names) {
    Config config = config(names);
    config
        .useClusterServers()
        .addNodeAddress(node.toString())
        .setScanInterval(SCAN_MILLIS)
        .setMasterConnectionMinimumIdleSize(1)
        .setSlaveConnectionMinimumIdleSize(1)
        .setTimeout(timeoutMillis);
    return Redisson.create(config);
  }

  RedissonClient openSentinels(List<URI> sentinels, NameMapper names) {
    Config config = config(names);
    config
        .useSentinelServers()
        .setMasterName(RedisSentinels.NAME)
        .addSentinelAddress(sentinels.stream().map(URI::toString).toArray(String[]::new))
        .setScanInterval(SCAN_MILLIS)
        .setMasterConnectionMinimumIdleSize(1)
        .setSlaveConnectionMinimumIdleSize(1)
        .setTimeout(timeoutMillis);
    return Redisson.create(config);
  }

  /** A client that asks both servers for their roles, and was told to read from the replica. */
  RedissonClient openReplicated(List<URI> servers) {
    Config config = config(NameMapper.direct());
    config
        .useReplicatedServers()
        .addNodeAddress(servers.stream().map(URI::toString).toArray(String[]::new))
        .setReadMode(ReadMode.SLAVE)
        .setScanInterval(SCAN_MILLIS)
        .setMasterConnectionMinimumIdleSize(1)
        .setSlaveConnectionMinimumIdleSize(1)
        .setTimeout(timeoutMillis);
    return Redisson.create(config);
  }

  private static Config config(NameMapper names) {
    return new Config().setNettyThreads(2).setThreads(2).setNameMapper(names);
  }

  private static void useTls(Config config) {
    trust(config);
    config
        .setSslKeystore(url(TlsFiles.shared().clientKeyStore()))
        .setSslKeystorePassword(TlsFiles.PASSWORD);
  }

  /** TLS for a client that trusts the kit's servers, and has no certificate of its own. */
  static void trust(Config config) {
    config
        .setSslKeystoreType("PKCS12")
        .setSslTruststore(url(TlsFiles.shared().trustStore()))
        .setSslTruststorePassword(TlsFiles.PASSWORD);
  }

  private static URL url(Path file) {
    try {
      return file.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  RedisCommands commands(RedissonClient client) {
    RedisCommands commands = RedissonCommands.of(client);
    open.put(commands, client);
    return commands;
  }

  void close(RedisCommands commands) {
    shutDown(open.remove(commands));
  }

  static void shutDown(RedissonClient client) {
    client.shutdown(0, 2, TimeUnit.SECONDS);
  }
}
