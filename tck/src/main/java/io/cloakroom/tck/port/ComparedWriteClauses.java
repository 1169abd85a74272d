package io.cloakroom.tck.port;

import static io.cloakroom.tck.client.TimeToLiveAssert.assertTtl;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.CompareAndSet.Applied;
import io.cloakroom.redis.CompareAndSet.Conflict;
import io.cloakroom.redis.CompareAndSet.Missing;
import io.cloakroom.redis.CompareAndSet.Outcome;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.tck.client.Capability;
import io.cloakroom.tck.client.ConcurrentTasks;
import io.cloakroom.tck.report.NotClaimed;
import io.cloakroom.tck.servers.CommandStats;
import io.cloakroom.tck.servers.RawRedis;
import io.cloakroom.tck.servers.RedisServer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * P29: a write that depends on the value that is there does the same, whether the server compares
 * by itself or a script does.
 */
interface ComparedWriteClauses extends PortClauses {

  /** More than clients send in one part. */
  int LARGE = 300_000;

  int COMPETITORS = 16;

  @Test
  default void P29_everyByteIsComparedAndAConflictBringsWhatIsThere() {
    port().needs(Capability.SCRIPTS);
    byte[] all = new byte[256];
    IntStream.range(0, all.length).forEach(i -> all[i] = (byte) i);
    List<byte[]> values =
        List.of(all, new byte[0], bytes("a"), bytes("a\0"), bytes("1"), bytes("01"));
    for (byte[] there : values) {
      for (byte[] expected : values) {
        String key = port().key("compared");
        put(port().commands(), key, there);

        Outcome outcome = replace(port().commands(), key, expected, bytes("new"), Optional.empty());

        if (there == expected) {
          assertThat(outcome).isInstanceOf(Applied.class);
          assertThat(port().text(key)).contains("new");
        } else {
          assertConflict(outcome, there);
          assertThat(port().answer(port().commands().get(key))).contains(there);
        }
      }
    }
  }

  @Test
  default void P29_theTtlIsTheWritesOwnAndAConflictLeavesIt() {
    port().needs(Capability.SCRIPTS);
    String key = port().key("ttl");
    Duration ttl = Duration.ofMillis(61_500);
    put(port().commands(), key, bytes("old"));

    assertTtl(
        () -> replace(port().commands(), key, bytes("old"), bytes("new"), Optional.of(ttl)),
        () -> port().ttl(key),
        ttl);
    for (Optional<Duration> refused :
        List.of(Optional.<Duration>empty(), Optional.of(ttl.multipliedBy(60)))) {
      replace(port().commands(), key, bytes("old"), bytes("other"), refused);
      assertThat(port().ttl(key))
          .isInstanceOfSatisfying(
              TimeToLive.Remaining.class,
              left -> assertThat(left.duration()).isLessThanOrEqualTo(ttl));
    }
    replace(port().commands(), key, bytes("new"), bytes("newer"), Optional.empty());
    assertThat(port().ttl(key)).isEqualTo(new TimeToLive.Unlimited());
  }

  @Test
  default void P29_aMissingKeyIsNotCreated() {
    port().needs(Capability.SCRIPTS);
    String key = port().key("missing");
    Optional<Duration> ttl = Optional.of(Duration.ofSeconds(9));

    assertThat(replace(port().commands(), key, new byte[0], bytes("new"), ttl))
        .isInstanceOf(Missing.class);
    assertThat(remove(port().commands(), key, new byte[0])).isInstanceOf(Missing.class);

    assertThat(port().ttl(key)).isEqualTo(new TimeToLive.Missing());
  }

  @Test
  default void P29_onlyTheExpectedValueIsRemoved() {
    port().needs(Capability.SCRIPTS);
    String key = port().key("removed");
    put(port().commands(), key, bytes("now"));

    assertConflict(remove(port().commands(), key, bytes("then")), bytes("now"));
    assertThat(port().ttl(key)).isEqualTo(new TimeToLive.Unlimited());
    assertThat(remove(port().commands(), key, bytes("now"))).isInstanceOf(Applied.class);

    assertThat(port().ttl(key)).isEqualTo(new TimeToLive.Missing());
    assertThat(port().answer(port().commands().set(key, bytes("free"), SetOptions.ifAbsent())))
        .isTrue();
  }

  @Test
  default void P29_aKeyOfAnotherTypeIsRefused() {
    port().needs(Capability.SCRIPTS);
    String key = port().key("list");
    port().redis().putForeign(key);

    assertThat(
            port()
                .failure(
                    port()
                        .commands()
                        .compareAndSet(key, bytes("old"), bytes("new"), Optional.empty())))
        .satisfies(ComparedWriteClauses::isWrongType);
    assertThat(port().failure(port().commands().compareAndDelete(key, bytes("old"))))
        .satisfies(ComparedWriteClauses::isWrongType);
    assertThat(port().failure(port().commands().get(key)))
        .as("reading what is still no string")
        .satisfies(ComparedWriteClauses::isWrongType);
  }

  private static void isWrongType(Throwable failure) {
    assertThat(failure)
        .isInstanceOfSatisfying(
            RedisRefusedException.class,
            refused -> assertThat(refused.code()).isEqualTo("WRONGTYPE"));
  }

  /** A new port does not know yet by which command to compare, and the caller does not wait. */
  @Test
  default void P29_whatTheCallerOverwritesAfterTheFirstCallIsNotSent() throws Exception {
    port().needs(Capability.SCRIPTS);
    String key = port().key("overwritten");
    put(port().commands(), key, bytes("old"));

    onANewPort(
        commands -> {
          byte[] expected = bytes("old");
          byte[] value = bytes("new");
          CompletionStage<Outcome> replaced =
              commands.compareAndSet(key, expected, value, Optional.empty());
          Arrays.fill(expected, (byte) '#');
          Arrays.fill(value, (byte) '#');
          assertThat(port().answer(replaced)).isInstanceOf(Applied.class);
          assertThat(port().text(key)).contains("new");
        });
    onANewPort(
        commands -> {
          byte[] expected = bytes("new");
          CompletionStage<Outcome> removed = commands.compareAndDelete(key, expected);
          Arrays.fill(expected, (byte) '#');
          assertThat(port().answer(removed)).isInstanceOf(Applied.class);
        });
  }

  private void onANewPort(Consumer<RedisCommands> test) throws Exception {
    RedisCommands commands = port().client().connect(port().redis().uri());
    try {
      test.accept(commands);
    } finally {
      port().client().disconnect(commands);
    }
  }

  @Test
  default void P29_ofManyWhoReplaceOrRemoveOneWins() throws Exception {
    port().needs(Capability.SCRIPTS);
    String key = port().key("race");
    for (int round = 0; round < 10; round++) {
      put(port().commands(), key, bytes("old"));

      List<Outcome> outcomes =
          ConcurrentTasks.run(
              IntStream.range(0, COMPETITORS)
                  .<Callable<Outcome>>mapToObj(i -> () -> compete(key, i))
                  .toList());

      assertThat(outcomes).filteredOn(Applied.class::isInstance).hasSize(1);
      int winner =
          IntStream.range(0, COMPETITORS)
              .filter(i -> outcomes.get(i) instanceof Applied)
              .findFirst()
              .orElseThrow();
      assertThat(port().text(key))
          .as("what the winner left")
          .isEqualTo(removes(winner) ? Optional.empty() : Optional.of("writer " + winner));
    }
  }

  @Test
  default void P29_comparingIsOneCommandOnceTheServerIsKnown() {
    port().needs(Capability.SCRIPTS);
    port().needs(Capability.SERVER);
    String key = port().key("cost");
    for (String padding : List.of("", "x".repeat(LARGE))) {
      put(port().commands(), key, bytes("1" + padding));
      replace(port().commands(), key, bytes("1" + padding), bytes("2" + padding), Optional.empty());

      CommandStats sent =
          port()
              .commandsDuring(
                  () ->
                      replace(
                          port().commands(),
                          key,
                          bytes("2" + padding),
                          bytes("3"),
                          Optional.empty()));

      assertThat(sent.of("evalsha") + sent.of("eval")).as("%s", sent).isLessThanOrEqualTo(1);
      assertThat(sent.of("set")).as("the write itself, in %s", sent).isEqualTo(1);
      assertThat(sent.of("get")).as("by a script only, in %s", sent).isEqualTo(sent.of("evalsha"));
    }
  }

  @Test
  default void P29_aServerThatComparesByItselfNeedsNoScript() throws Exception {
    port().needs(Capability.COMPARING_SERVER);
    port()
        .onOwnServer(
            (server, commands) -> {
              withoutScripts(server);
              put(commands, "key", bytes("1"));

              assertThat(replace(commands, "key", bytes("1"), bytes("2"), Optional.empty()))
                  .isInstanceOf(Applied.class);
              assertConflict(
                  replace(commands, "key", bytes("1"), bytes("3"), Optional.empty()), bytes("2"));
              assertThat(remove(commands, "key", bytes("2"))).isInstanceOf(Applied.class);
              assertThat(remove(commands, "key", bytes("2"))).isInstanceOf(Missing.class);
            });
  }

  /**
   * @throws NotClaimed where the server is too old to compare by itself
   */
  private static void withoutScripts(RedisServer server) {
    try (RawRedis raw = server.raw()) {
      if (!raw.comparesByItself()) {
        throw new NotClaimed(server.description() + " compares by script only");
      }
      raw.call("ACL", "SETUSER", "default", "-@scripting");
    }
  }

  private static boolean removes(int competitor) {
    return competitor % 4 == 0;
  }

  private Outcome compete(String key, int i) {
    return removes(i)
        ? remove(port().commands(), key, bytes("old"))
        : replace(port().commands(), key, bytes("old"), bytes("writer " + i), Optional.empty());
  }

  private void put(RedisCommands commands, String key, byte[] value) {
    port().answer(commands.set(key, value, SetOptions.always()));
  }

  private Outcome replace(
      RedisCommands commands, String key, byte[] expected, byte[] value, Optional<Duration> ttl) {
    return port().answer(commands.compareAndSet(key, expected, value, ttl));
  }

  private Outcome remove(RedisCommands commands, String key, byte[] expected) {
    return port().answer(commands.compareAndDelete(key, expected));
  }

  private static void assertConflict(Outcome outcome, byte[] found) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Conflict.class, conflict -> assertThat(conflict.found()).isEqualTo(found));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
