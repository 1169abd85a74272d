package io.cloakroom.lettuce;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.servers.TlsFiles;
import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ReadFrom;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SslOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.masterreplica.MasterReplica;
import io.lettuce.core.masterreplica.StatefulRedisMasterReplicaConnection;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The clients that the kit has opened, each to be shut down along with the port over it. */
final class KitClients {

  private static final RedisCodec<String, byte[]> CODEC =
      RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

  private final Duration timeout;
  private final Map<RedisCommands, AbstractRedisClient> open = new HashMap<>();

  KitClients(Duration timeout) {
    this.timeout = timeout;
  }

  /** A client of one server, or of the one that the Sentinels in the URI watch. */
  RedisClient open(URI redis) {
    return open(redis, timeout);
  }

  private RedisClient open(URI redis, Duration own) {
    RedisURI address = address(redis);
    address.setTimeout(own);
    RedisClient client = RedisClient.create(address);
    if (redis.getScheme().equals("rediss")) {
      client.setOptions(ClientOptions.builder().sslOptions(tls()).build());
    }
    return client;
  }

  /** A client that looks for the cluster's masters again when it hears of a change. */
  RedisClusterClient openCluster(URI node) {
    RedisClusterClient client = RedisClusterClient.create(address(node));
    client.setOptions(
        ClusterClientOptions.builder()
            .topologyRefreshOptions(
                ClusterTopologyRefreshOptions.builder()
                    .enableAllAdaptiveRefreshTriggers()
                    .adaptiveRefreshTriggersTimeout(Duration.ofMillis(500))
                    .build())
            .build());
    return client;
  }

  RedisCommands commands(URI redis, Function<RedisClient, LettuceCommands> adapter) {
    RedisClient client = open(redis);
    return remember(adapter.apply(client), client);
  }

  /** Over a client with a timeout of its own, which Lettuce from 6.4 on keeps to as well. */
  RedisCommands commands(URI redis, Duration own, Function<RedisClient, LettuceCommands> adapter) {
    RedisClient client = open(redis, own);
    return remember(adapter.apply(client), client);
  }

  RedisCommands clusterCommands(URI node, Function<RedisClusterClient, LettuceCommands> adapter) {
    RedisClusterClient client = openCluster(node);
    return remember(adapter.apply(client), client);
  }

  /** Over a connection to a primary and its replica that was told to read from the replica. */
  RedisCommands commandsPreferringReplicas(List<URI> servers) {
    RedisClient client = RedisClient.create();
    StatefulRedisMasterReplicaConnection<String, byte[]> connection =
        MasterReplica.connect(client, CODEC, servers.stream().map(this::address).toList());
    connection.setReadFrom(ReadFrom.REPLICA);
    return remember(LettuceCommands.of(connection, CODEC, timeout), client);
  }

  void close(RedisCommands commands) {
    shutDown(open.remove(commands));
  }

  /** Waits no longer than that: a client that looks for a cluster's masters may never be done. */
  static void shutDown(AbstractRedisClient client) {
    client.shutdownAsync(0, 2, SECONDS).completeOnTimeout(null, 5, SECONDS).join();
  }

  private static SslOptions tls() {
    return trust()
        .keystore(TlsFiles.shared().clientKeyStore().toFile(), TlsFiles.PASSWORD.toCharArray())
        .build();
  }

  /** TLS for a client that trusts the kit's servers, and has no certificate of its own. */
  static SslOptions.Builder trust() {
    return SslOptions.builder()
        .jdkSslProvider()
        .keyStoreType("PKCS12")
        .truststore(TlsFiles.shared().trustStore().toFile(), TlsFiles.PASSWORD);
  }

  private RedisCommands remember(RedisCommands commands, AbstractRedisClient client) {
    open.put(commands, client);
    return commands;
  }

  private RedisURI address(URI redis) {
    RedisURI address = RedisURI.create(redis);
    address.setTimeout(timeout);
    return address;
  }
}
