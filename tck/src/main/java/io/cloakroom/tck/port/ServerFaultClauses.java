package io.cloakroom.tck.port;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.tck.client.Capability;
import io.cloakroom.tck.client.ConcurrentTasks;
import io.cloakroom.tck.client.PoolStateCheck;
import io.cloakroom.tck.servers.RawRedis;
import io.cloakroom.tck.servers.RedisServer;
import io.cloakroom.tck.servers.RedisServers;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** P17 to P19 and P22, where the server is sick: what is seen, and that it passes. */
interface ServerFaultClauses extends PortClauses {

  byte[] VALUE = "value".getBytes(UTF_8);

  /** More than a pool usually has connections. */
  int AT_ONCE = 16;

  Function<RedisCommands, CompletionStage<?>> WRITE =
      commands -> commands.set("key", VALUE, SetOptions.always());

  @Test
  default void P17_thePoolIsWholeAfterScriptsWereForgotten() throws Exception {
    port().needs(Capability.SCRIPTS);
    port().needs(Capability.SERVER);
    String key = port().key("key");
    port().answer(port().commands().set(key, VALUE, SetOptions.always()));
    for (int again = 0; again < 3; again++) {
      for (RedisServer server : port().redis().servers()) {
        tell(server, "SCRIPT", "FLUSH");
      }
      assertThat(byMany(commands -> compareAndSet(commands, key)))
          .allSatisfy(answer -> assertThat(answer).isInstanceOf(CompareAndSet.Applied.class));
    }
    PoolStateCheck.await(port().commands(), port().key("whole"), port().timeout());
  }

  @Test
  default void P18_thePoolIsWholeAfterKeysOfAnotherType() throws Exception {
    String key = port().key("list");
    port().redis().putForeign(key);
    for (int again = 0; again < 3; again++) {
      assertThat(byMany(commands -> commands.get(key)))
          .allSatisfy(answer -> assertThat(answer).isInstanceOf(RedisRefusedException.class));
    }
    PoolStateCheck.await(port().commands(), port().key("whole"), port().timeout());
  }

  @Test
  default void P19_aServerThatIsKilledAndStartedAgainIsFoundAgain() throws Exception {
    port()
        .onOwnServer(
            (server, commands) -> {
              for (int again = 0; again < 2; again++) {
                PoolStateCheck.await(commands, port().timeout());
                server.kill();
                assertThat(port().failureInTime(commands, WRITE))
                    .isInstanceOfAny(RedisUnreachableException.class, RedisTimeoutException.class);
                server.start();
              }
              PoolStateCheck.await(commands, port().timeout());
            });
  }

  @Test
  default void P19_aServerThatWasFullTakesWritesAgain() throws Exception {
    port()
        .onOwnServer(
            (server, commands) -> {
              port().answer(commands.set("key", VALUE, SetOptions.always()));
              tell(server, "CONFIG", "SET", "maxmemory", "1");
              assertThat(port().failureInTime(commands, WRITE))
                  .isInstanceOf(RedisRefusedException.class);
              assertThat(port().answer(commands.get("key"))).contains(VALUE);
              tell(server, "CONFIG", "SET", "maxmemory", "0");
              PoolStateCheck.await(commands, port().timeout());
            });
  }

  @Test
  default void P22_aServerThatBecameAReplicaIsUnreachableForWrites() throws Exception {
    port()
        .onOwnServer(
            (server, commands) -> {
              port().answer(commands.set("key", VALUE, SetOptions.always()));
              tell(server, "REPLICAOF", "127.0.0.1", "1");
              assertThat(port().failureInTime(commands, WRITE))
                  .isInstanceOf(RedisUnreachableException.class);
              assertThat(port().failureInTime(commands, c -> c.delete(List.of("key"))))
                  .isInstanceOf(RedisUnreachableException.class);
              tell(server, "CONFIG", "SET", "replica-serve-stale-data", "no");
              assertThat(port().failureInTime(commands, c -> c.get("key")))
                  .isInstanceOf(RedisUnreachableException.class);
              tell(server, "REPLICAOF", "NO", "ONE");
              PoolStateCheck.await(commands, port().timeout());

              assertThat(port().answer(commands.get("key"))).contains(VALUE);
            });
  }

  @Test
  default void P18_aPasswordThatIsNoLongerRightIsRefused() throws Exception {
    port().needs(Capability.REFUSED_LOG_IN);
    port()
        .onOwnServer(
            (server, commands) ->
                assertThat(failureByAnotherPassword(server, commands))
                    .isInstanceOfSatisfying(
                        RedisRefusedException.class,
                        refused -> assertThat(refused.code()).isIn("NOAUTH", "WRONGPASS")));
  }

  /** The address of a server, with a password that is right or wrong. */
  static URI withPassword(RedisServer server, String password) {
    URI uri = server.uri();
    return URI.create("redis://:" + password + "@" + uri.getHost() + ":" + uri.getPort());
  }

  @Test
  default void P19_aPasswordThatIsRightAgainIsAccepted() throws Exception {
    port()
        .onOwnServer(
            (server, commands) -> {
              assertThat(failureByAnotherPassword(server, commands))
                  .isInstanceOf(RedisCommandException.class);
              try (RawRedis raw = RawRedis.connect(server.uri())) {
                raw.call("AUTH", "another");
                raw.call("CONFIG", "SET", "requirepass", "");
              }
              PoolStateCheck.await(commands, port().timeout());
            });
  }

  @Test
  default void P18_noFailureShowsThePassword() throws Exception {
    port().needsServerOfItsOwn();
    String secret = "kept-out-of-messages";
    try (RedisServer server = RedisServers.start()) {
      tell(server, "CONFIG", "SET", "requirepass", secret);
      RedisCommands commands = port().client().connect(withPassword(server, secret));
      try {
        port().answer(commands.get("key"));
        server.kill();
        for (int again = 0; again < 2; again++) {
          StringWriter logged = new StringWriter(); // with its causes, as a log shows it
          port().failure(commands.get("key")).printStackTrace(new PrintWriter(logged));
          assertThat(logged.toString()).doesNotContain(secret);
        }
      } finally {
        port().client().disconnect(commands);
      }
    }
  }

  private Throwable failureByAnotherPassword(RedisServer server, RedisCommands commands) {
    try (RawRedis raw = server.raw()) {
      raw.call("CONFIG", "SET", "requirepass", "another");
      raw.call("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
    }
    // one that finds its connection dead may come before the refusal
    port().failureInTime(commands, WRITE);
    return port().failureInTime(commands, WRITE);
  }

  /** What many threads are answered at once, or what it fails with for them. */
  private List<Object> byMany(Function<RedisCommands, CompletionStage<?>> command)
      throws Exception {
    Callable<Object> one =
        () -> {
          try {
            return port().answer(command.apply(port().commands()));
          } catch (RedisCommandException failure) {
            return failure;
          }
        };
    return ConcurrentTasks.run(Collections.nCopies(AT_ONCE, one));
  }

  private static CompletionStage<CompareAndSet.Outcome> compareAndSet(
      RedisCommands commands, String key) {
    return CompareAndSet.run(commands, key, VALUE, VALUE, Optional.empty());
  }

  private static void tell(RedisServer server, Object... words) {
    try (RawRedis raw = server.raw()) {
      raw.call(words);
    }
  }
}
