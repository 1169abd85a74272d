package io.cloakroom.lettuce;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.tck.servers.RedisAccess;
import io.cloakroom.tck.servers.RedisServer;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** What users see who let their client in by the wrong door, and by the right one. */
class LettuceWrongAccessTest {

  /** Long, because a busy machine takes its time over a handshake. */
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  @Test
  void P18_clientsThatTrustTheServerConnectOverTls() {
    KitClients clients = new KitClients(TIMEOUT);
    try (RedisServer server = RedisAccess.TLS.start()) {
      RedisCommands commands = clients.commands(server.uri(), LettuceCommands::of);

      assertThat(commands.set("k", new byte[] {1}, SetOptions.always()))
          .succeedsWithin(TIMEOUT)
          .isEqualTo(true);
      clients.close(commands);
    }
  }

  @Test
  void P18_aServerThatIsNotTrustedIsUnreachableByItsCertificate() {
    try (RedisServer server = RedisAccess.TLS.start()) {
      assertThat(failure(server.uri().toString()))
          .isInstanceOf(RedisUnreachableException.class)
          .hasMessageContaining("unable to find valid certification path");
    }
  }

  @Test
  void P18_aServerThatWantsTlsIsUnreachableWithoutIt() {
    try (RedisServer server = RedisAccess.TLS.start()) {
      assertThat(failure("redis://" + host(server) + "?timeout=2s"))
          .isInstanceOf(RedisUnreachableException.class);
    }
  }

  /** With TLS 1.3 the server says no after the handshake, in place of a reply. */
  @Test
  void P18_aClientWithoutACertificateIsUnreachableWhereOneIsWanted() {
    try (RedisServer server = RedisAccess.MUTUAL_TLS.start()) {
      RedisClient client = RedisClient.create(server.uri() + "?timeout=20s");
      client.setOptions(ClientOptions.builder().sslOptions(KitClients.trust().build()).build());
      long start = System.nanoTime();

      assertThat(failure(client))
          .isInstanceOf(RedisUnreachableException.class)
          .hasMessageContaining("certificate_required");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TIMEOUT);
    }
  }

  @Test
  void P18_aWrongPasswordIsRefused() {
    try (RedisServer server = RedisAccess.ACL_USER.start()) {
      assertThat(failure("redis://sessions:wrong@" + host(server)))
          .isInstanceOfSatisfying(
              RedisRefusedException.class,
              refused -> assertThat(refused.code()).isEqualTo("WRONGPASS"));
    }
  }

  private static String host(RedisServer server) {
    return server.uri().getHost() + ":" + server.uri().getPort();
  }

  private static RedisCommandException failure(String uri) {
    return failure(RedisClient.create(uri));
  }

  private static RedisCommandException failure(RedisClient client) {
    try (LettuceCommands commands = LettuceCommands.of(client, TIMEOUT)) {
      throw new AssertionError(commands.get("k").toCompletableFuture().join());
    } catch (CompletionException e) {
      return (RedisCommandException) e.getCause();
    } finally {
      KitClients.shutDown(client);
    }
  }
}
