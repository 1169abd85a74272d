package io.cloakroom.jedis;

import static java.util.stream.Collectors.toSet;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.RedisSentinels;
import io.cloakroom.tck.TlsFiles;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.UnifiedJedis;

/**
 * The clients that the kit has opened, each to be closed along with the port over it. A command
 * that opens a connection waits twice, for the handshake and for its own reply, so each gets half
 * of the time; over TLS a quarter, because closing a connection waits for the server, too.
 */
final class KitClients {

  private final Duration timeout;
  private final Map<RedisCommands, UnifiedJedis> open = new HashMap<>();

  KitClients(Duration timeout) {
    this.timeout = timeout;
  }

  RedisClient open(URI redis, Consumer<DefaultJedisClientConfig.Builder> settings) {
    return RedisClient.builder()
        .hostAndPort(address(redis))
        .clientConfig(config(redis, settings))
        .poolConfig(pool())
        .build();
  }

  RedisClusterClient openCluster(URI node, Consumer<DefaultJedisClientConfig.Builder> settings) {
    return openCluster(node, settings, RedisClusterClient.DEFAULT_MAX_ATTEMPTS);
  }

  /** A command that is sent on through the cluster has to end within its time as a whole. */
  RedisClusterClient openCluster(
      URI node, Consumer<DefaultJedisClientConfig.Builder> settings, int attempts) {
    return RedisClusterClient.builder()
        .maxAttempts(attempts)
        .nodes(Set.of(address(node)))
        .clientConfig(config(node, settings))
        .poolConfig(pool())
        .maxTotalRetriesDuration(timeout)
        .build();
  }

  RedisSentinelClient openSentinels(
      List<URI> sentinels, Consumer<DefaultJedisClientConfig.Builder> settings) {
    return RedisSentinelClient.builder()
        .masterName(RedisSentinels.NAME)
        .sentinels(sentinels.stream().map(KitClients::address).collect(toSet()))
        .clientConfig(config(sentinels.get(0), settings))
        .poolConfig(pool())
        .build();
  }

  RedisCommands commands(UnifiedJedis client) {
    return commands(client, sound -> sound);
  }

  /** The port over a client, changed. */
  RedisCommands commands(UnifiedJedis client, UnaryOperator<RedisCommands> change) {
    RedisCommands commands = change.apply(JedisCommands.of(client));
    open.put(commands, client);
    return commands;
  }

  void close(RedisCommands commands) {
    open.remove(commands).close();
  }

  private DefaultJedisClientConfig config(
      URI redis, Consumer<DefaultJedisClientConfig.Builder> settings) {
    DefaultJedisClientConfig.Builder config =
        DefaultJedisClientConfig.builder(redis).timeoutMillis((int) timeout.toMillis() / 2);
    if (redis.getScheme().equals("rediss")) {
      config.sslOptions(tls()).timeoutMillis((int) timeout.toMillis() / 4);
    }
    settings.accept(config);
    return config.build();
  }

  private static SslOptions tls() {
    return trust()
        .keyStoreType("PKCS12")
        .keystore(TlsFiles.shared().clientKeyStore().toFile(), TlsFiles.PASSWORD.toCharArray())
        .build();
  }

  /** TLS for a client that trusts the kit's servers, and has no certificate of its own. */
  static SslOptions.Builder trust() {
    return SslOptions.builder()
        .trustStoreType("PKCS12")
        .truststore(TlsFiles.shared().trustStore().toFile(), TlsFiles.PASSWORD.toCharArray());
  }

  private ConnectionPoolConfig pool() {
    ConnectionPoolConfig pool = new ConnectionPoolConfig();
    pool.setMaxWait(timeout);
    pool.setFairness(true); // of a hundred threads that wait for a connection, none is passed over
    return pool;
  }

  private static HostAndPort address(URI redis) {
    return new HostAndPort(redis.getHost(), redis.getPort());
  }
}
