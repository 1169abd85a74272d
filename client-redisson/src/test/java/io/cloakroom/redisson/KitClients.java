package io.cloakroom.redisson;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.client.Capability;
import io.cloakroom.tck.servers.RedisSentinels;
import io.cloakroom.tck.servers.TlsFiles;
import java.lang.module.ModuleDescriptor.Version;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.BaseConfig;
import org.redisson.config.Config;
import org.redisson.config.ReadMode;
import org.redisson.config.SingleServerConfig;
import org.redisson.config.TransportMode;

/** The clients that the kit has opened, each to be shut down along with the port over it. */
final class KitClients {

  /** How often Redisson looks whether the masters are still the same. */
  private static final int SCAN_MILLIS = 1000;

  /** Connections of a pool: as many as Redisson opens by itself, and fewer where each is costly. */
  private static final int MANY = 64;

  private static final int FEW = 8;

  /** The first version that was seen to say why a log-in was refused. */
  private static final Version SAYS_WHY = Version.parse("4.7");

  private final int timeoutMillis;
  private final Map<RedisCommands, RedissonClient> open = new HashMap<>();

  KitClients(Duration timeout) {
    this.timeoutMillis = (int) timeout.toMillis();
  }

  RedissonClient open(URI redis) {
    return open(redis, "");
  }

  RedissonClient open(URI redis, String prefix) {
    return open(redis, prefix, 0);
  }

  RedissonClient openDatabase(URI redis, int database) {
    return open(redis, "", database);
  }

  private RedissonClient open(URI redis, String prefix, int database) {
    Config config = config();
    if (redis.getScheme().equals("redis-socket")) {
      config.setTransportMode(TransportMode.EPOLL);
    }
    SingleServerConfig server =
        Prefixing.put(prefix, config.useSingleServer())
            .setAddress(redis.toString().replace("redis-socket:", "redis+uds:"))
            .setDatabase(database)
            .setConnectionMinimumIdleSize(1)
            .setConnectionPoolSize(redis.getScheme().equals("rediss") ? FEW : MANY)
            .setTimeout(timeoutMillis);
    if (redis.getScheme().equals("rediss")) {
      useTls(server);
    }
    return Redisson.create(config);
  }

  RedissonClient openCluster(URI node) {
    return openCluster(node, "");
  }

  RedissonClient openCluster(URI node, String prefix) {
    Config config = config();
    Prefixing.put(prefix, config.useClusterServers())
        .addNodeAddress(node.toString())
        .setScanInterval(SCAN_MILLIS)
        .setMasterConnectionMinimumIdleSize(1)
        .setSlaveConnectionMinimumIdleSize(1)
        .setTimeout(timeoutMillis);
    return Redisson.create(config);
  }

  RedissonClient openSentinels(List<URI> sentinels) {
    return openSentinels(sentinels, "");
  }

  RedissonClient openSentinels(List<URI> sentinels, String prefix) {
    Config config = config();
    Prefixing.put(prefix, config.useSentinelServers())
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
    Config config = config();
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

  private static Config config() {
    return new Config().setNettyThreads(2).setThreads(2);
  }

  private static void useTls(BaseConfig<?> config) {
    trust(config);
    config
        .setSslKeystore(url(TlsFiles.shared().clientKeyStore()))
        .setSslKeystorePassword(TlsFiles.PASSWORD);
  }

  /** TLS for a client that trusts the kit's servers, and has no certificate of its own. */
  static void trust(BaseConfig<?> config) {
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

  /** Redisson 3.45 to 4.3 connect again by themselves, and do not say why they can't log in. */
  static Set<Capability> lacks() {
    Version version = Version.parse(Redisson.class.getPackage().getImplementationVersion());
    return version.compareTo(SAYS_WHY) < 0 ? Set.of(Capability.REFUSED_LOG_IN) : Set.of();
  }

  RedisCommands commands(RedissonClient client) {
    return commands(client, Duration.ofMillis(timeoutMillis));
  }

  RedisCommands commands(RedissonClient client, Duration timeout) {
    RedisCommands commands = RedissonCommands.of(client, timeout);
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
