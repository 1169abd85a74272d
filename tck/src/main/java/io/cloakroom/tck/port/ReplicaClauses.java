package io.cloakroom.tck.port;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.tck.client.ConcurrentTasks;
import io.cloakroom.tck.client.Recovery;
import io.cloakroom.tck.report.NotClaimed;
import io.cloakroom.tck.servers.RawRedis;
import io.cloakroom.tck.servers.RedisReplicas;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** P22, where there is a replica that a client reads from, or takes for the primary. */
interface ReplicaClauses extends PortClauses {

  byte[] BEFORE = "before".getBytes(UTF_8);
  byte[] AFTER = "after".getBytes(UTF_8);

  /** The primary and its replica. */
  RedisReplicas topology();

  /** A port over a client that was told to read from the replica wherever it can. */
  Optional<RedisCommands> preferringReplicas();

  /** What is asked now must not be answered with what was true before. */
  @Test
  default void P22_aClientThatPrefersReplicasIsAnsweredByThePrimary() throws Exception {
    RedisCommands commands = orNotClaimed();
    String key = port().key("key");
    String added = port().key("added");
    try {
      port().answer(commands.set(key, BEFORE, SetOptions.always()));
      topology().whileTheReplicaLags(() -> assertAnsweredByThePrimary(commands, key, added));
    } finally {
      port().client().disconnect(commands);
    }
  }

  /** An address in the configuration that is the replica's. */
  @Test
  default void P22_aReplicaTakenForThePrimaryTakesNoWrites() throws Exception {
    String key = port().key("key");
    Recovery.answer(
        () -> port().commands().set(key, BEFORE, SetOptions.always()), port().timeout());
    topology().awaitReplication();
    RedisCommands commands = port().client().connect(topology().replica().uri());
    try {
      assertThat(port().answer(commands.get(key))).as("reading works").contains(BEFORE);
      List<Callable<Throwable>> writes =
          writesTo(key).stream()
              .<Callable<Throwable>>map(write -> () -> port().failureInTime(commands, write))
              .toList();
      assertThat(ConcurrentTasks.run(writes))
          .allSatisfy(
              failure ->
                  assertThat(failure)
                      .isInstanceOf(RedisUnreachableException.class)
                      .hasMessageContaining("READONLY"));
      assertThat(onReplica(key)).isEqualTo(BEFORE);
      assertThat(port().ttl(key)).isEqualTo(new TimeToLive.Unlimited());
    } finally {
      port().client().disconnect(commands);
    }
  }

  private void assertAnsweredByThePrimary(RedisCommands commands, String key, String added) {
    port().answer(commands.set(key, AFTER, expiring()));
    port().answer(commands.set(added, AFTER, SetOptions.always()));
    assertThat(onReplica(key)).as("the replica is behind").isEqualTo(BEFORE);

    for (int again = 0; again < 10; again++) {
      assertThat(port().answer(commands.get(key))).contains(AFTER);
      assertThat(port().answer(commands.multiGet(List.of(key, added))))
          .allSatisfy(value -> assertThat(value).contains(AFTER));
      assertThat(port().answer(commands.timeToLive(key))).isInstanceOf(TimeToLive.Remaining.class);
      assertThat(port().scan(commands, port().key(""), 10)).contains(added);
    }
  }

  private List<Function<RedisCommands, CompletionStage<?>>> writesTo(String key) {
    return List.of(
        commands -> commands.set(key, AFTER, SetOptions.always()),
        commands -> commands.set(port().key("added"), AFTER, SetOptions.ifAbsent()),
        commands -> CompareAndSet.run(commands, key, BEFORE, AFTER, Optional.empty()),
        commands -> commands.getAndExpire(key, Duration.ofHours(1)),
        commands -> commands.expire(key, Duration.ofHours(1)),
        commands -> commands.delete(List.of(key)));
  }

  private RedisCommands orNotClaimed() {
    return preferringReplicas()
        .orElseThrow(() -> new NotClaimed("its client knows no replicas to read from"));
  }

  private byte @Nullable [] onReplica(String key) {
    try (RawRedis raw = topology().replica().raw()) {
      return (byte[]) raw.call("GET", key);
    }
  }

  private static SetOptions expiring() {
    return SetOptions.always().expiringAfter(Duration.ofHours(1));
  }
}
