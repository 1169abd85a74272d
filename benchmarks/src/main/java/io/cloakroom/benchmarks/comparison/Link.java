package io.cloakroom.benchmarks.comparison;

import io.cloakroom.tck.fault.FaultyProxy;
import io.cloakroom.tck.servers.RedisAccess;
import io.cloakroom.tck.servers.RedisServer;
import io.cloakroom.tck.servers.RedisServers;
import io.cloakroom.tck.servers.TlsFiles;
import java.net.URI;
import java.time.Duration;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.SslOptions;

/** What lies between the application and Redis. Servers and proxies end with the JVM. */
enum Link {
  PLAIN("none"),
  TLS("TLS"),
  DISTANT("1 ms more for each reply");

  /** As many connections as a usual pool has; more callers wait for one of them. */
  private static final int CONNECTIONS = 64;

  private final String label;

  Link(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  /** Connects to a server that nobody else uses. */
  @SuppressWarnings("deprecation") // ssl, without which Jedis 5 ignores sslOptions
  RedisClient open() {
    DefaultJedisClientConfig.Builder config =
        DefaultJedisClientConfig.builder().timeoutMillis(15_000);
    URI uri =
        switch (this) {
          case PLAIN -> RedisServers.start().uri();
          case TLS -> {
            RedisServer server = RedisAccess.TLS.start();
            config.ssl(true).sslOptions(trust());
            yield server.uri();
          }
          case DISTANT -> {
            FaultyProxy proxy = FaultyProxy.before(RedisServers.start().uri());
            proxy.slow(Duration.ofMillis(1));
            yield proxy.uri();
          }
        };
    ConnectionPoolConfig pool = new ConnectionPoolConfig();
    pool.setMaxTotal(CONNECTIONS);
    pool.setMaxIdle(CONNECTIONS);
    return RedisClient.builder()
        .hostAndPort(uri.getHost(), uri.getPort())
        .clientConfig(config.build())
        .poolConfig(pool)
        .build();
  }

  private static SslOptions trust() {
    return SslOptions.builder()
        .truststore(TlsFiles.shared().trustStore().toFile(), TlsFiles.PASSWORD.toCharArray())
        .trustStoreType("PKCS12")
        .build();
  }
}
