package io.cloakroom.jedis;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.tck.servers.RedisAccess;
import io.cloakroom.tck.servers.RedisServer;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;

/** What users see who let their client in by the wrong door, and by the right one. */
class JedisWrongAccessTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(4);

  @Test
  void P18_clientsThatTrustTheServerConnectOverTls() {
    try (RedisServer server = RedisAccess.TLS.start();
        UnifiedJedis client = new KitClients(TIMEOUT).open(server.uri(), config -> {})) {
      RedisCommands commands = JedisCommands.of(client);

      assertThat(commands.set("k", new byte[] {1}, SetOptions.always())).isCompletedWithValue(true);
    }
  }

  @Test
  void P18_aServerThatIsNotTrustedIsUnreachableByItsCertificate() {
    try (RedisServer server = RedisAccess.TLS.start();
        RedisClient client = RedisClient.create(server.uri().toString())) {
      assertThat(failure(client))
          .isInstanceOf(RedisUnreachableException.class)
          .hasMessageContaining("unable to find valid certification path");
    }
  }

  @Test
  void P18_aServerThatWantsTlsIsUnreachableWithoutIt() {
    try (RedisServer server = RedisAccess.TLS.start();
        RedisClient client = RedisClient.create("localhost", server.uri().getPort())) {
      assertThat(failure(client)).isInstanceOf(RedisUnreachableException.class);
    }
  }

  /** With TLS 1.3 the server says no after the handshake, while Jedis writes already. */
  @Test
  void P18_aClientWithoutACertificateIsUnreachableWhereOneIsWanted() {
    try (RedisServer server = RedisAccess.MUTUAL_TLS.start();
        UnifiedJedis client =
            new KitClients(TIMEOUT)
                .open(server.uri(), config -> config.sslOptions(KitClients.trust().build()))) {
      long start = System.nanoTime();

      assertThat(failure(client)).isInstanceOf(RedisUnreachableException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TIMEOUT);
    }
  }

  @Test
  void P18_aWrongPasswordIsRefused() {
    try (RedisServer server = RedisAccess.ACL_USER.start();
        RedisClient client =
            RedisClient.create(URI.create("redis://sessions:wrong@" + host(server)))) {
      assertThat(failure(client))
          .isInstanceOfSatisfying(
              RedisRefusedException.class,
              refused -> assertThat(refused.code()).isEqualTo("WRONGPASS"));
    }
  }

  private static String host(RedisServer server) {
    return server.uri().getHost() + ":" + server.uri().getPort();
  }

  private static RedisCommandException failure(UnifiedJedis client) {
    try {
      throw new AssertionError(JedisCommands.of(client).get("k").toCompletableFuture().join());
    } catch (CompletionException e) {
      return (RedisCommandException) e.getCause();
    }
  }
}
