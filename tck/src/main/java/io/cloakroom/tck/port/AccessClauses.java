package io.cloakroom.tck.port;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.tck.client.Capability;
import io.cloakroom.tck.client.PoolStateCheck;
import io.cloakroom.tck.fault.FaultyProxy;
import io.cloakroom.tck.report.NotClaimed;
import io.cloakroom.tck.servers.AccessSetup;
import io.cloakroom.tck.servers.AccessedServer;
import io.cloakroom.tck.servers.RawRedis;
import io.cloakroom.tck.servers.RedisAccess;
import io.cloakroom.tck.servers.RedisServer;
import io.cloakroom.tck.servers.TlsFiles;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** P18, P19 and P21 over a way that can fail in ways of its own. */
interface AccessClauses extends PortClauses {

  byte[] SMALL = "value".getBytes(UTF_8);

  /** The way to the server. */
  RedisAccess access();

  @Test
  default void P19_aServerThatIsKilledIsFoundAgainByTheSameWay() throws Exception {
    onOwnServer(
        (server, commands) -> {
          server.kill();
          // a client may send this one before it notices
          port().failureInTime(commands, AccessClauses::write);
          assertThat(port().failureInTime(commands, AccessClauses::write))
              .isInstanceOf(RedisUnreachableException.class);
          server.start();
          PoolStateCheck.await(commands, port().timeout());
        });
  }

  @Test
  default void P18_aServerThatHangsOverThisWayIsATimeout() throws Exception {
    onOwnServer(
        (server, commands) -> {
          server.pause();
          try {
            assertThat(port().failureInTime(commands, AccessClauses::write))
                .isInstanceOf(RedisTimeoutException.class);
          } finally {
            server.resume();
          }
          PoolStateCheck.await(commands, port().timeout());
        });
  }

  /** The write may have happened; a client that repeats it finds its own, and must not say no. */
  @Test
  default void P21_aWriteWhoseEncryptedReplyIsCutIsNeverReportedAsSecond() throws Exception {
    needs(access().isEncrypted());
    try (AccessedServer server = access().start();
        FaultyProxy proxy = FaultyProxy.before(server.uri())) {
      RedisCommands commands = port().client().connect(proxy.uri());
      try {
        port().answer(commands.get(port().key("warm-up")));
        proxy.cutOnceAfter(5);
        assertThat(trueUnlessUnknown(commands.set("key", SMALL, SetOptions.ifAbsent()))).isTrue();
        PoolStateCheck.await(commands, port().timeout());
        assertThat(port().answer(commands.get("key"))).contains(SMALL);
      } finally {
        port().client().disconnect(commands);
      }
    }
  }

  @Test
  default void P18_aServerWhoseCertificateIsNotTrustedIsUnreachable() throws Exception {
    needs(access().isEncrypted());
    onOwnServer(
        (server, commands) -> {
          showing(TlsFiles.STRANGER, server);
          // one that finds its connection dead may come before
          port().failureInTime(commands, AccessClauses::write);
          Throwable failure = port().failureInTime(commands, AccessClauses::write);
          assertThat(failure).isInstanceOf(RedisUnreachableException.class);
          if (port().client().claims(Capability.REFUSED_LOG_IN)) {
            assertThat(failure).hasMessageMatching("(?is).*(certificat|PKIX).*");
          }
          showing(TlsFiles.OWN, server);
          PoolStateCheck.await(commands, port().timeout());
        });
  }

  @Test
  default void P18_theRefusalOfAUserNamesTheMissingRight() throws Exception {
    needs(access() == RedisAccess.ACL_USER);
    String key = port().key("key");
    // neither getex nor mget: without them a script or GET answers, as P10 and P26 have it
    Map<String, Function<RedisCommands, CompletionStage<?>>> byRight =
        Map.of(
            "get", commands -> commands.get(key),
            "set", commands -> commands.set(key, SMALL, SetOptions.always()),
            "pexpire", commands -> commands.expire(key, Duration.ofSeconds(9)),
            "del", commands -> commands.delete(List.of(key)));
    onOwnServer(
        (server, commands) -> {
          for (var each : byRight.entrySet()) {
            rights(server, "-" + each.getKey());
            assertThat(port().failureInTime(commands, each.getValue()))
                .isInstanceOfSatisfying(
                    RedisRefusedException.class,
                    refused -> assertThat(refused.code()).isEqualTo("NOPERM"))
                .hasMessageContaining("'" + each.getKey() + "'");
            rights(server, "+" + each.getKey());
            port().answer(each.getValue().apply(commands));
          }
        });
  }

  /** Something to do on a server of a test's own. */
  interface AccessTest {
    void run(AccessedServer server, RedisCommands commands) throws Exception;
  }

  private void onOwnServer(AccessTest test) throws Exception {
    try (AccessedServer server = access().start()) {
      RedisCommands own = port().client().connect(server.uri());
      try {
        port().answer(own.get(port().key("warm-up")));
        test.run(server, own);
      } finally {
        port().client().disconnect(own);
      }
    }
  }

  private static void needs(boolean way) {
    if (!way) {
      throw new NotClaimed("it is about another way in");
    }
  }

  private static CompletionStage<Boolean> write(RedisCommands commands) {
    return commands.set("whole", SMALL, SetOptions.always());
  }

  private boolean trueUnlessUnknown(CompletionStage<Boolean> stage) {
    try {
      return port().answer(stage);
    } catch (RedisUnreachableException | RedisTimeoutException unknown) {
      return true;
    }
  }

  /** Starts the server again, with another certificate. */
  private static void showing(String certificate, AccessedServer server) {
    server.kill();
    server.replace(TlsFiles.SERVER, certificate);
    server.start();
  }

  private static void rights(RedisServer server, String change) {
    try (RawRedis raw = server.raw()) {
      raw.call("ACL", "SETUSER", AccessSetup.USER, change);
    }
  }
}
