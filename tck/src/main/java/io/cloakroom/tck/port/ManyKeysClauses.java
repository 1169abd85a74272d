package io.cloakroom.tck.port;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.tck.servers.CommandStats;
import io.cloakroom.tck.servers.RawRedis;
import io.cloakroom.tck.servers.RedisServer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** P12 to P14: several keys at once, on whatever slots. */
interface ManyKeysClauses extends PortClauses {

  int THOUSANDS = 5_000;

  /** More than one command has keys, where a client sends several. */
  int IN_PARTS = 2_000;

  int SHOWN = 5;

  @Test
  default void P12_deleteOfNoKeysIsZero() {
    assertThat(port().answer(port().commands().delete(List.of()))).isZero();
  }

  @Test
  default void P12_deleteOfNoKeysSendsNothing() {
    CommandStats sent =
        port().commandsDuring(() -> port().answer(port().commands().delete(List.of())));

    assertThat(sent.calls()).isEmpty();
  }

  @Test
  default void P12_deleteCountsTheKeysThatExisted() {
    String one = port().key("{slot 1}");
    String two = port().key("{slot 2}");
    String other = port().key("{slot 3}");
    List.of(one, two, other).forEach(this::put);

    long deleted =
        port().answer(port().commands().delete(List.of(one, port().key("missing"), two)));

    assertThat(deleted).isEqualTo(2);
    assertThat(port().ttl(one)).isEqualTo(new TimeToLive.Missing());
    assertThat(port().ttl(two)).isEqualTo(new TimeToLive.Missing());
    assertThat(port().text(other)).contains(other);
  }

  @Test
  default void P12_deleteTakesAThousandKeysOnManySlots() {
    port().redis().fill(port().key("many:"), 1000);
    List<String> keys = IntStream.range(0, 1000).mapToObj(i -> port().key("many:" + i)).toList();

    assertThat(port().answer(port().commands().delete(keys))).isEqualTo(1000);
    assertThat(port().answer(port().commands().delete(keys))).isZero();
  }

  @Test
  default void P13_multiGetOfNoKeysIsEmpty() {
    assertThat(port().answer(port().commands().multiGet(List.of()))).isEmpty();
  }

  @Test
  default void P13_multiGetOfNoKeysSendsNothing() {
    CommandStats sent =
        port().commandsDuring(() -> port().answer(port().commands().multiGet(List.of())));

    assertThat(sent.calls()).isEmpty();
  }

  @Test
  default void P13_multiGetKeepsTheOrderAskedFor() {
    List<String> keys =
        IntStream.of(7, 2, 9, 4, 1, 8, 3).mapToObj(i -> port().key("{slot " + i + "}")).toList();
    keys.forEach(this::put);

    assertThat(multiGet(keys)).isEqualTo(keys.stream().map(Optional::of).toList());
  }

  @Test
  default void P13_multiGetAnswersOnceForEachTimeAKeyIsAskedFor() {
    String key = port().key("twice");
    put(key);

    assertThat(multiGet(List.of(key, port().key("missing"), key)))
        .containsExactly(Optional.of(key), Optional.empty(), Optional.of(key));
  }

  @Test
  default void P13_multiGetIsEmptyForMissingAndForeignKeys() {
    String key = port().key("string");
    String foreign = port().key("list");
    put(key);
    port().redis().putForeign(foreign);

    assertThat(multiGet(List.of(foreign, port().key("missing"), key)))
        .containsExactly(Optional.empty(), Optional.empty(), Optional.of(key));
  }

  @Test
  default void P13_multiGetOfThousandsOfKeysIsWhole() {
    port().redis().fill(port().key("many:"), THOUSANDS);
    List<String> keys =
        IntStream.range(0, 3 * THOUSANDS)
            .mapToObj(i -> port().key((i % 7 == 3 ? "missing:" : "many:") + i % THOUSANDS))
            .toList();

    List<Optional<byte[]>> values = port().answer(port().commands().multiGet(keys));

    assertThat(values).hasSameSizeAs(keys);
    assertThat(
            IntStream.range(0, keys.size())
                .filter(i -> values.get(i).isPresent() == keys.get(i).contains("missing:"))
                .limit(SHOWN)
                .boxed())
        .as("the first places at which a value is wrong, of %s", keys.size())
        .isEmpty();
  }

  @Test
  default void P14_aPageOfThousandsOfKeysIsWhole() {
    String prefix = port().key("many:");
    port().redis().fill(prefix, THOUSANDS);
    List<String> found = port().scan(prefix, 2 * THOUSANDS);
    if (found.size() > THOUSANDS) { // a server whose table changes its size may repeat some, once
      found = port().scan(prefix, 2 * THOUSANDS);
    }

    assertThat(found.size()).as("keys that a scan finds").isEqualTo(THOUSANDS);
    assertThat(found.stream().distinct().count()).as("different ones").isEqualTo(THOUSANDS);
  }

  /** The others are there: what is known of them is no answer. */
  @Test
  default void P12_P13_aFailureWithOneOfManyKeysIsAFailureOfAll() throws Exception {
    List<String> keys = IntStream.range(0, IN_PARTS).mapToObj(i -> "key " + i).toList();
    port()
        .onServerBehindAProxy(
            (server, proxy, commands) -> {
              for (String failing : List.of(keys.get(0), keys.get(keys.size() - 1))) {
                put(server, keys);
                proxy.refuse(
                    command ->
                        command.contains(failing)
                            ? Optional.of("ERR not today")
                            : Optional.empty());
                assertThat(port().failure(commands.delete(keys)))
                    .isInstanceOf(RedisRefusedException.class);
                assertThat(port().failure(commands.multiGet(keys)))
                    .isInstanceOf(RedisRefusedException.class);
              }
            });
  }

  @Test
  default void P12_P13_noAnswerToOneOfManyKeysIsNoAnswerToAll() throws Exception {
    List<String> keys = IntStream.range(0, IN_PARTS).mapToObj(i -> "key " + i).toList();
    port()
        .onServerBehindAProxy(
            (server, proxy, commands) -> {
              put(server, keys);
              CountDownLatch over = new CountDownLatch(1);
              String last = keys.get(keys.size() - 1);
              proxy.refuse(command -> heldBack(command.contains(last), over));
              try {
                List<CompletableFuture<Throwable>> failures =
                    Stream.<Function<RedisCommands, CompletionStage<?>>>of(
                            port -> port.multiGet(keys), port -> port.delete(keys))
                        .map(
                            call ->
                                EveryMethodCalls.onItsThread(
                                    () -> port().failureInTime(commands, call)))
                        .toList();
                assertThat(failures.stream().map(CompletableFuture::join))
                    .allSatisfy(
                        failure -> assertThat(failure).isInstanceOf(RedisTimeoutException.class));
              } finally {
                over.countDown();
              }
            });
  }

  /** Says nothing to what is held back until the test is over. */
  private static Optional<String> heldBack(boolean held, CountDownLatch over) {
    try {
      return !held || over.await(20, TimeUnit.SECONDS)
          ? Optional.empty()
          : Optional.of("ERR too late");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static void put(RedisServer server, List<String> keys) {
    try (RawRedis raw = server.raw()) {
      raw.call(
          Stream.concat(Stream.of("MSET"), keys.stream().flatMap(key -> Stream.of(key, "value")))
              .toArray());
    }
  }

  /** Puts the key under itself, so that a value tells where it comes from. */
  private void put(String key) {
    port().answer(port().commands().set(key, key.getBytes(UTF_8), SetOptions.always()));
  }

  private List<Optional<String>> multiGet(List<String> keys) {
    return port().answer(port().commands().multiGet(keys)).stream()
        .map(value -> value.map(bytes -> new String(bytes, UTF_8)))
        .toList();
  }
}
