package io.cloakroom.redisson;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.tck.servers.RedisAccess;
import io.cloakroom.tck.servers.RedisServer;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;
import org.redisson.config.SingleServerConfig;

/** What users see who let their client in by the wrong door, and by the right one. */
class RedissonWrongAccessTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(4);

  @Test
  void P18_clientsThatTrustTheServerConnectOverTls() {
    KitClients clients = new KitClients(TIMEOUT);
    try (RedisServer server = RedisAccess.TLS.start()) {
      RedisCommands commands = clients.commands(clients.open(server.uri()));

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
      assertThat(failure("redis://" + host(server))).isInstanceOf(RedisUnreachableException.class);
    }
  }

  /** With TLS 1.3 the server says no after the handshake, while Redisson waits for a reply. */
  @Test
  void P18_aClientWithoutACertificateIsUnreachableWhereOneIsWanted() {
    try (RedisServer server = RedisAccess.MUTUAL_TLS.start()) {
      assertThat(failure(server.uri().toString(), KitClients::trust))
          .isInstanceOf(RedisUnreachableException.class);
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

  private static RedisCommandException failure(String address) {
    return failure(address, trustingWhatThePlatformDoes -> {});
  }

  private static RedisCommandException failure(
      String address, Consumer<SingleServerConfig> settings) {
    Config config = new Config().setNettyThreads(2).setThreads(2).setLazyInitialization(true);
    SingleServerConfig server = config.useSingleServer();
    settings.accept(server);
    server.setAddress(address).setConnectionMinimumIdleSize(1).setRetryAttempts(0).setTimeout(2000);
    RedissonClient client = Redisson.create(config);
    RedisCommands commands = RedissonCommands.of(client);
    long start = System.nanoTime(); // opening and closing Redisson is no part of the call
    try {
      throw new AssertionError(commands.get("k").toCompletableFuture().join());
    } catch (CompletionException e) {
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TIMEOUT);
      return (RedisCommandException) e.getCause();
    } finally {
      KitClients.shutDown(client);
    }
  }
}
