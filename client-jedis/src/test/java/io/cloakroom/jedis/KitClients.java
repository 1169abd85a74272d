package io.cloakroom.jedis;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.servers.RedisSentinels;
import io.cloakroom.tck.servers.TlsFiles;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.UnifiedJedis;

/**
 * The clients that the kit has opened, of whichever version of Jedis there is, each to be closed
 * along with the port over it. A command that opens a connection waits twice, for the handshake and
 * for its own reply, so each gets half of the time; over TLS a quarter, because closing a
 * connection waits for the server, too.
 */
final class KitClients {

  private static final int MAX_ATTEMPTS = 5;

  private final Duration timeout;
  private final Opening opening = isThere("RedisClient") ? new Opening8() : new Opening7();
  private final Map<RedisCommands, UnifiedJedis> open = new HashMap<>();

  KitClients(Duration timeout) {
    this.timeout = timeout;
  }

  private static boolean isThere(String type) {
    try {
      Class.forName("redis.clients.jedis." + type);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  UnifiedJedis open(URI redis, Consumer<DefaultJedisClientConfig.Builder> settings) {
    return opening.single(address(redis), config(redis, settings), pool());
  }

  UnifiedJedis openCluster(URI node, Consumer<DefaultJedisClientConfig.Builder> settings) {
    return openCluster(node, settings, MAX_ATTEMPTS);
  }

  UnifiedJedis openCluster(
      URI node,
      Consumer<DefaultJedisClientConfig.Builder> settings,
      Consumer<ConnectionPoolConfig> pools) {
    ConnectionPoolConfig pool = pool();
    pools.accept(pool);
    return opening.cluster(address(node), config(node, settings), pool, MAX_ATTEMPTS);
  }

  UnifiedJedis openCluster(
      URI node, Consumer<DefaultJedisClientConfig.Builder> settings, int attempts) {
    return opening.cluster(address(node), config(node, settings), pool(), attempts);
  }

  UnifiedJedis openSentinels(
      List<URI> sentinels, Consumer<DefaultJedisClientConfig.Builder> settings) {
    return opening.sentinels(
        RedisSentinels.NAME,
        sentinels.stream().map(KitClients::address).toList(),
        config(sentinels.get(0), settings),
        pool());
  }

  /** The port over a client that puts a prefix before each key, where this version of Jedis can. */
  Optional<RedisCommands> prefixing(UnifiedJedis client, String prefix) {
    if (!isThere("util.PrefixedKeyArgumentPreProcessor")) {
      client.close();
      return Optional.empty();
    }
    Prefixing.put(prefix, client);
    return Optional.of(commands(client));
  }

  RedisCommands commands(UnifiedJedis client) {
    return commands(client, sound -> sound);
  }

  /** The port over a client, changed. */
  RedisCommands commands(UnifiedJedis client, UnaryOperator<RedisCommands> change) {
    RedisCommands commands = change.apply(JedisCommands.of(client, timeout));
    open.put(commands, client);
    return commands;
  }

  /** The port over a client, on an executor, with a timeout of its own. */
  RedisCommands commands(UnifiedJedis client, Duration own, Executor executor) {
    RedisCommands commands = JedisCommands.of(client, own, executor);
    open.put(commands, client);
    return commands;
  }

  void close(RedisCommands commands) {
    open.remove(commands).close();
  }

  @SuppressWarnings("deprecation") // ssl, for which Jedis 5 has nothing else
  private DefaultJedisClientConfig config(
      URI redis, Consumer<DefaultJedisClientConfig.Builder> settings) {
    DefaultJedisClientConfig.Builder config =
        DefaultJedisClientConfig.builder().timeoutMillis((int) timeout.toMillis() / 2);
    if (redis.getUserInfo() != null) {
      String[] account = redis.getUserInfo().split(":", 2);
      config.user(account[0].isEmpty() ? null : account[0]).password(account[1]);
    }
    if (redis.getScheme().equals("rediss")) {
      config.ssl(true).sslOptions(tls()).timeoutMillis((int) timeout.toMillis() / 4);
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
