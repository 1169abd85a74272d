package io.cloakroom.tck.port;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.tck.client.Capability;
import io.cloakroom.tck.client.ConcurrentTasks;
import io.cloakroom.tck.client.Recovery;
import io.cloakroom.tck.client.StageResults;
import io.cloakroom.tck.servers.RawRedis;
import io.cloakroom.tck.servers.RedisServer;
import io.cloakroom.tck.servers.RedisServers;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.Test;

/** P18 and P19: servers that refuse, hang or are away. */
interface FailureClauses extends PortClauses {

  byte[] ANY = "any".getBytes(UTF_8);

  /** So many that one after another they would take longer than a single one may. */
  int MANY = 8;

  /** More than the systems of both sides keep for a connection. */
  int HUGE = 12 << 20;

  /** Every way to send a command. */
  List<Function<RedisCommands, CompletionStage<?>>> ALL =
      List.of(
          commands -> commands.get("key"),
          commands -> commands.getAndExpire("key", Duration.ofSeconds(9)),
          commands -> commands.multiGet(List.of("key", "key:other")),
          commands -> commands.set("key", ANY, SetOptions.always()),
          commands -> commands.expire("key", Duration.ofSeconds(9)),
          commands -> commands.timeToLive("key"),
          commands -> commands.delete(List.of("key")),
          commands -> commands.scan("key", ScanCursor.START, 10));

  @Test
  default void P18_aKeyOfAnotherTypeIsRefused() {
    String key = port().key("list");
    port().redis().putForeign(key);

    assertThat(port().failure(port().commands().get(key))).satisfies(refused("WRONGTYPE"));
    assertThat(port().failure(port().commands().getAndExpire(key, Duration.ofSeconds(9))))
        .satisfies(refused("WRONGTYPE"));
  }

  @Test
  default void P18_aScriptOnAKeyOfAnotherTypeIsRefused() {
    port().needs(Capability.SCRIPTS);
    String key = port().key("list");
    port().redis().putForeign(key);

    assertThat(
            port().failure(CompareAndSet.run(port().commands(), key, ANY, ANY, Optional.empty())))
        .isInstanceOf(RedisRefusedException.class);
  }

  @Test
  default void P18_aServerThatIsFullRefuses() throws Exception {
    port()
        .onOwnServer(
            (server, commands) -> {
              try (RawRedis raw = server.raw()) {
                raw.call("CONFIG", "SET", "maxmemory", "1");
              }
              assertThat(port().failure(commands.set("key", ANY, SetOptions.always())))
                  .satisfies(refused("OOM"));
            });
  }

  @Test
  default void P18_aServerThatForbidsTheCommandRefuses() throws Exception {
    port()
        .onOwnServer(
            (server, commands) -> {
              try (RawRedis raw = server.raw()) {
                raw.call("ACL", "SETUSER", "default", "-@read", "-@write");
              }
              for (Function<RedisCommands, CompletionStage<?>> command : ALL) {
                assertThat(port().failure(command.apply(commands))).satisfies(refused("NOPERM"));
              }
            });
  }

  /**
   * The rights that docs/operations.md asks for, what the client says for itself, and PTTL, which
   * the store does not send.
   */
  @Test
  default void P18_aUserWithTheDocumentedRightsIsRefusedNothing() throws Exception {
    port().needsServerOfItsOwn();
    try (RedisServer server = RedisServers.start();
        RawRedis raw = server.raw()) {
      raw.call("ACL", "SETUSER", "sessions", "on", ">password", "~key*", "-@all");
      raw.call("ACL", "SETUSER", "sessions", "+get", "+getex", "+set", "+del", "+pexpire");
      raw.call("ACL", "SETUSER", "sessions", "+mget", "+scan", "+evalsha", "+eval", "+pttl");
      for (String right : port().hooks().rightsOfItsOwn()) {
        raw.call("ACL", "SETUSER", "sessions", right);
      }
      URI uri = server.uri();
      RedisCommands commands =
          port()
              .client()
              .connect(
                  URI.create("redis://sessions:password@" + uri.getHost() + ":" + uri.getPort()));
      try {
        for (EveryMethod method : EveryMethod.values()) {
          if (port().client().claims(Capability.SCRIPTS) || !method.isScript()) {
            port().answer(method.call(commands, "key"));
          }
        }
        assertThat(port().failure(commands.get("another's"))).satisfies(refused("NOPERM"));
      } finally {
        port().client().disconnect(commands);
      }
    }
  }

  @Test
  default void P18_aServerThatIsGoneIsUnreachable() throws Exception {
    port().needs(Capability.NOTICED_OUTAGE);
    port()
        .onOwnServer(
            (server, commands) -> {
              server.kill();
              // a client may send this one before it notices
              assertThat(port().failure(commands.get("key")))
                  .isInstanceOfAny(RedisTimeoutException.class, RedisUnreachableException.class);
              List<Callable<Throwable>> all =
                  ALL.stream()
                      .<Callable<Throwable>>map(
                          command -> () -> port().failureInTime(commands, command))
                      .toList();
              assertThat(ConcurrentTasks.run(all))
                  .allSatisfy(
                      failure -> assertThat(failure).isInstanceOf(RedisUnreachableException.class));
            });
  }

  @Test
  default void P19_noneOfManyCommandsHangsWhileTheServerDoes() throws Exception {
    port()
        .onOwnServer(
            (server, commands) -> {
              server.pause();
              try {
                assertThat(failuresOfAll(commands))
                    .allSatisfy(
                        failure ->
                            assertThat(failure)
                                .isInstanceOfAny(
                                    RedisTimeoutException.class, RedisUnreachableException.class));
              } finally {
                server.resume();
              }
              Recovery.await(commands, port().timeout());
            });
  }

  /** Of every method, and of values so large that some of it is never taken from the client. */
  private List<Throwable> failuresOfAll(RedisCommands commands) {
    List<CompletableFuture<Throwable>> failures = new ArrayList<>();
    for (EveryMethod method : EveryMethod.values()) {
      failures.add(failing(commands, port().timeout(), port -> method.call(port, "key")));
    }
    for (int i = 0; i < MANY; i++) {
      failures.add(failing(commands, port().timeout(), port -> port.get("key")));
    }
    Duration most = port().timeout().multipliedBy(3); // to write so much takes a busy machine long
    failures.add(
        failing(commands, most, port -> port.set("key", new byte[HUGE], SetOptions.always())));
    failures.add(
        failing(
            commands,
            most,
            port -> port.compareAndSet("key", ANY, new byte[HUGE], Optional.empty())));
    // a client may wait at another place for many small parts to be taken
    List<String> names =
        IntStream.range(0, HUGE >> 10).mapToObj(i -> "n".repeat(1_024) + i).toList();
    failures.add(failing(commands, most, port -> port.multiGet(names)));
    return failures.stream().map(CompletableFuture::join).toList();
  }

  private static CompletableFuture<Throwable> failing(
      RedisCommands commands, Duration most, Function<RedisCommands, CompletionStage<?>> call) {
    return EveryMethodCalls.onItsThread(
            () -> {
              long start = System.nanoTime();
              Throwable failure = StageResults.failure(call.apply(commands), most);
              assertThat(Duration.ofNanos(System.nanoTime() - start))
                  .as("the time that it took")
                  .isLessThan(StageResults.withGrace(most));
              return failure;
            })
        .orTimeout(20, TimeUnit.SECONDS);
  }

  private static ThrowingConsumer<Throwable> refused(String code) {
    return failure ->
        assertThat(failure)
            .isInstanceOfSatisfying(
                RedisRefusedException.class, no -> assertThat(no.code()).isEqualTo(code));
  }
}
