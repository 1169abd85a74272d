package io.cloakroom.tck.port;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.tck.client.Capability;
import io.cloakroom.tck.client.ConcurrentTasks;
import io.cloakroom.tck.client.PoolStateCheck;
import io.cloakroom.tck.fault.FaultyProxy;
import io.cloakroom.tck.fault.Refuser;
import io.cloakroom.tck.servers.Await;
import io.cloakroom.tck.servers.RawRedis;
import io.cloakroom.tck.servers.RedisServer;
import io.cloakroom.tck.servers.RedisServers;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** P24: every call ends in time, whatever it is made of, and whatever became of its connection. */
interface TimelyCallClauses extends PortClauses {

  /** On a busy machine anything may take long, for once. */
  int TRIES = 3;

  /** More than any client sends in one part. */
  List<String> MANY_KEYS = IntStream.range(0, 5_000).mapToObj(i -> "missing-" + i).toList();

  /** How many keys a scan finds. */
  int FOUND = 4;

  /** Comes in several parts. */
  int HUGE = 500_000;

  /** For all connections that a pool opens. */
  int CALLERS = 16;

  Duration IDLE = Duration.ofMillis(100);

  /**
   * The time that a call may take as a share of the timeout: two slow replies take longer, and a
   * call that ends in time takes less on a machine that loses a second.
   */
  double MOST = 1.6;

  double SLOW = 0.9;

  /** The first calls to a server that lacks some commands, and those that may be cut into parts. */
  @Test
  default void P24_aCallOfSeveralCommandsEndsWithinTheTimeout() throws Exception {
    port().needsServerOfItsOwn();
    Map<String, Duration> late = lateCalls();
    for (int again = 1; again < TRIES && !late.isEmpty(); again++) {
      late = lateCalls();
    }
    assertThat(late)
        .as("how long each call took that did not end within the timeout %s", port().timeout())
        .isEmpty();
  }

  private Map<String, Duration> lateCalls() throws Exception {
    try (RedisServer server = RedisServers.start();
        FaultyProxy refusing = FaultyProxy.before(server.uri());
        FaultyProxy slow = FaultyProxy.before(refusing.uri())) {
      refusing.refuse(TimelyCallClauses::refusal);
      RedisCommands commands = port().client().connect(slow.uri());
      RedisCommands used = port().client().connect(slow.uri());
      try {
        port().answer(commands.set("huge", new byte[HUGE], SetOptions.always()));
        for (int i = 0; i < FOUND; i++) { // each of whose types may be asked for
          port().answer(commands.set("key-" + i, new byte[1], SetOptions.always()));
        }
        slow.slow(IDLE.dividedBy(5));
        ConcurrentTasks.run(
            Collections.nCopies(CALLERS, () -> port().answer(commands.get("warm-up"))));
        if (port().client().claims(Capability.FALLBACKS)) { // and remembers what is refused
          port().answer(used.scan("key", ScanCursor.START, FOUND));
        }
        slow.slow(share(SLOW));
        return lateCalls(commands, used);
      } finally {
        slow.pass();
        port().client().disconnect(used);
        port().client().disconnect(commands);
      }
    }
  }

  /** As a server before 6.2 has it. */
  private static Optional<String> refusal(List<String> command) {
    if (command.get(0).equalsIgnoreCase("GETEX")) {
      return Optional.of(Refuser.REDIS_6.words(command));
    }
    return command.get(0).equalsIgnoreCase("SCAN")
            && command.stream().anyMatch("TYPE"::equalsIgnoreCase)
        ? Optional.of(Refuser.REDIS_BEFORE_AN_OPTION.words(command))
        : Optional.empty();
  }

  private Map<String, Duration> lateCalls(RedisCommands commands, RedisCommands used) {
    Map<String, CompletableFuture<Duration>> running = new TreeMap<>();
    running.put(
        "a scan that asks for each type",
        timed(used, port -> port.scan("key", ScanCursor.START, 10 * FOUND)));
    running.put("a GET of half a megabyte", timed(commands, port -> port.get("huge")));
    running.put("multiGet of 5 000 keys", timed(commands, port -> port.multiGet(MANY_KEYS)));
    running.put("delete of 5 000 keys", timed(commands, port -> port.delete(MANY_KEYS)));
    for (EveryMethod method : firstCalls()) {
      running.put(
          "the first " + method.portMethod(), timed(commands, port -> method.call(port, "key")));
    }
    Map<String, Duration> late = new TreeMap<>();
    running.forEach((call, took) -> late.put(call, took.join()));
    late.values().removeIf(took -> took.compareTo(share(MOST)) < 0);
    return late;
  }

  /** Those that may need several commands, where the client has another way for some. */
  private List<EveryMethod> firstCalls() {
    return port().client().claims(Capability.FALLBACKS)
        ? List.of(
            EveryMethod.GET_AND_EXPIRE,
            EveryMethod.SCAN,
            EveryMethod.EVAL,
            EveryMethod.COMPARE_AND_SET,
            EveryMethod.COMPARE_AND_DELETE)
        : List.of();
  }

  /** How long a call takes on a thread of its own, however it ends. */
  private static CompletableFuture<Duration> timed(
      RedisCommands commands, Function<RedisCommands, CompletionStage<?>> call) {
    return EveryMethodCalls.onItsThread(
        () -> {
          long start = System.nanoTime();
          call.apply(commands)
              .<Boolean>handle((answer, failure) -> true)
              .toCompletableFuture()
              .completeOnTimeout(true, 20, TimeUnit.SECONDS)
              .join();
          return Duration.ofNanos(System.nanoTime() - start);
        });
  }

  private Duration share(double share) {
    return Duration.ofNanos((long) (port().timeout().toNanos() * share));
  }

  /** As a server does that was restarted, or has a {@code timeout} for idle clients. */
  @Test
  default void P24_connectionsThatTheServerClosedWhileIdleFailOneCallAtMost() throws Exception {
    port()
        .onOwnServer(
            (server, commands) -> {
              assertFailsOnceAtMost(server, commands, port -> port.get("key"));
              assertFailsOnceAtMost(server, commands, port -> port.multiGet(List.of("key", "no")));
              assertFailsOnceAtMost(
                  server,
                  commands,
                  port -> port.set("key", "value".getBytes(UTF_8), SetOptions.always()));
              PoolStateCheck.await(commands, port().timeout());
            });
  }

  private void assertFailsOnceAtMost(
      RedisServer server, RedisCommands commands, Function<RedisCommands, CompletionStage<?>> call)
      throws Exception {
    int failed = failuresOverClosedConnections(server, commands, call);
    for (int again = 1; again < TRIES && failed > 1; again++) {
      failed = failuresOverClosedConnections(server, commands, call);
    }
    assertThat(failed)
        .as("calls, one after the other, that fail since the server closed idle connections")
        .isLessThanOrEqualTo(1);
  }

  private int failuresOverClosedConnections(
      RedisServer server, RedisCommands commands, Function<RedisCommands, CompletionStage<?>> call)
      throws Exception {
    PoolStateCheck.await(commands, port().timeout());
    try (RawRedis raw = server.raw()) {
      raw.call("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
    }
    Await.elapsed(IDLE); // for clients that connect again by themselves
    int failed = 0;
    for (int i = 0; i < CALLERS; i++) {
      try {
        port().answer(call.apply(commands));
      } catch (RedisCommandException closed) {
        failed++;
      }
    }
    return failed;
  }
}
