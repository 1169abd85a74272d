package io.cloakroom.tck.port;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.tck.client.Recovery;
import io.cloakroom.tck.servers.Await;
import io.cloakroom.tck.servers.RedisCluster;
import io.cloakroom.tck.servers.RedisServer;
import io.cloakroom.tck.servers.SlotMove;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** P7, P12 to P14 and P22 in a cluster, whose keys are on many masters and move between them. */
interface ClusterClauses extends PortClauses {

  int MANY = 300;

  /** The cluster. */
  RedisCluster topology();

  @Test
  default void P12_deleteReachesEveryMaster() {
    List<String> keys = putMany("many:");
    assertThat(topology().byMaster(keys)).hasSize(topology().masters().size());

    assertThat(port().answer(port().commands().delete(keys))).isEqualTo(MANY);
    assertThat(port().scan(port().key("many:"), 100)).isEmpty();
  }

  @Test
  default void P13_multiGetReachesEveryMasterAndKeepsTheOrder() {
    List<String> keys = new ArrayList<>(putMany("many:"));
    keys.add(MANY / 2, port().key("missing"));

    assertThat(port().answer(port().commands().multiGet(keys)))
        .extracting(value -> value.map(bytes -> new String(bytes, UTF_8)))
        .isEqualTo(
            keys.stream()
                .map(key -> key.endsWith("missing") ? Optional.empty() : Optional.of(key))
                .toList());
  }

  @Test
  default void P14_aScanCoversEveryMaster() {
    List<String> keys = putMany("many:");

    assertThat(port().scan(port().key("many:"), 10)).hasSameElementsAs(keys);
  }

  /**
   * Redis scans one master at a time. A key that moves from a master still to come to one that has
   * been scanned is seen by neither, and nobody can promise more; what stays where it is must come.
   */
  @Test
  default void P14_aScanFindsWhatStaysWhileASlotMoves() {
    List<String> keys = putMany("many:");
    String moving = port().key("{moving}");
    for (int i = 0; i < 20; i++) {
      put(moving + i, "v");
    }
    ScanPage first = port().answer(port().commands().scan(port().key(""), ScanCursor.START, 10));
    SlotMove move = topology().moveSlotOf(moving);
    move.moveKeys(10);
    Set<String> found = new HashSet<>(first.keys());
    Optional<ScanCursor> next = first.next();
    try {
      while (next.isPresent()) {
        ScanPage page = port().answer(port().commands().scan(port().key(""), next.get(), 10));
        found.addAll(page.keys());
        next = page.next();
        move.moveKeys(1);
      }
    } finally {
      move.finish();
    }

    assertThat(found).containsAll(move.staying(keys));
    assertThat(port().scan(port().key(""), 10)).contains(moving + 0, moving + 19);
  }

  @Test
  default void P22_aSlotThatHasMovedIsFoundWhereItIs() {
    String key = port().key("{moved}");
    put(key, "old");
    topology().moveSlotOf(key).finish();

    assertThat(await(() -> port().commands().get(key))).contains("old".getBytes(UTF_8));
    assertThat(await(() -> port().commands().expire(key, Duration.ofHours(1)))).isTrue();
    assertThat(await(() -> port().commands().set(key, bytes("new"), SetOptions.ifPresent())))
        .isTrue();
    topology().moveSlotOf(key).finish();
    assertThat(await(() -> compareAndSet(key, "new", "newer")))
        .isInstanceOf(CompareAndSet.Applied.class);
    topology().moveSlotOf(key).finish();
    assertThat(await(() -> port().commands().multiGet(List.of(key))).get(0))
        .contains(bytes("newer"));
    topology().moveSlotOf(key).finish();
    assertThat(await(() -> port().commands().delete(List.of(key)))).isEqualTo(1);
  }

  /**
   * In the middle of a move the old master sends clients on ({@code ASK}) for what it gave away.
   */
  @Test
  default void P22_aSlotInTheMiddleOfItsMoveAnswersRightOrNotAtAll() {
    List<String> keys = IntStream.range(0, 20).mapToObj(i -> port().key("{half}") + i).toList();
    keys.forEach(key -> put(key, key));
    port().answer(compareAndSet(keys.get(0), "x", "y"));
    SlotMove move = topology().moveSlotOf(keys.get(0));
    try {
      move.moveKeys(10);
      for (String key : keys) {
        assertThat(await(() -> port().commands().get(key))).contains(bytes(key));
        assertThat(await(() -> compareAndSet(key, key, key + "!")))
            .isInstanceOf(CompareAndSet.Applied.class);
      }
      String created = port().key("{half}created");
      assertThat(await(() -> port().commands().set(created, bytes("new"), SetOptions.ifAbsent())))
          .isTrue();
      assertThat(await(() -> port().commands().get(created))).contains(bytes("new"));
      assertEachRightOrUnreachable(keys, key -> key + "!");
    } finally {
      move.finish();
    }
    for (String key : keys) {
      assertThat(await(() -> port().commands().get(key))).contains(bytes(key + "!"));
    }
  }

  /** One answer is missing among those that come over a connection, and all others are right. */
  @Test
  default void P22_whatIsAskedTogetherWithASlotThatMovesIsNotMixedUp() {
    List<String> keys = putMany("mixed:");
    List<String> half = IntStream.range(0, 20).mapToObj(i -> port().key("{mixed}") + i).toList();
    half.forEach(key -> put(key, key));
    List<String> all = new ArrayList<>(keys);
    all.addAll(MANY / 2, half);
    List<String> missing = new ArrayList<>(all.stream().map(key -> key + "-missing").toList());
    missing.add(0, half.get(0) + "-missing");
    SlotMove move = topology().moveSlotOf(half.get(0));
    try {
      move.moveKeys(10);
      for (int again = 0; again < 5; again++) {
        assertEachRightOrUnreachable(all, key -> key);
        keys.subList(0, 40).forEach(key -> assertRightOrUnreachable(port().commands(), key));
        try {
          assertThat(port().answer(port().commands().delete(missing))).isZero();
        } catch (RedisUnreachableException | RedisTimeoutException tryAgain) {
          assertThat(tryAgain).isNotInstanceOf(RedisRefusedException.class);
        }
        keys.subList(0, 40).forEach(key -> assertRightOrUnreachable(port().commands(), key));
      }
    } finally {
      move.finish();
    }
    for (String key : all) {
      assertThat(await(() -> port().commands().get(key))).contains(bytes(key));
    }
  }

  /** Whoever takes what it could see for all of it ends too few sessions. */
  @Test
  default void P14_aScanDoesNotEndWhileAMasterIsAway() throws Exception {
    try (RedisCluster cluster = RedisCluster.start(3)) {
      RedisCommands commands = port().client().connect(cluster.uri());
      for (RedisServer master : cluster.masters()) {
        for (int i = 0; i < 30; i++) {
          String key = "away:" + i;
          await(() -> commands.set(key, bytes(key), SetOptions.always()));
        }
        assertThat(port().scan(commands, "away:", 10)).hasSize(30);
        master.kill();
        assertThatThrownBy(() -> port().scan(commands, "away:", 10))
            .as("a scan without one of the masters")
            .isInstanceOfAny(RedisUnreachableException.class, RedisTimeoutException.class);
        master.start();
      }
      port().client().disconnect(commands);
    }
  }

  /** A client learns who is in the cluster when it connects, and this master came later. */
  @Test
  default void P22_aMasterThatIsAddedIsFoundOnceItHasASlot() throws Exception {
    try (RedisCluster growing = RedisCluster.start(3)) {
      RedisCommands commands = port().client().connect(growing.uri());
      RedisCommands walking = port().client().connect(growing.uri()); // and does nothing else
      List<String> keys = IntStream.range(0, 10).mapToObj(i -> "{added}" + i).toList();
      for (String key : keys) {
        await(() -> commands.set(key, bytes(key), SetOptions.always()));
      }
      assertThat(port().scan(walking, "{added}", 100)).hasSize(keys.size());
      SlotMove move = growing.moveSlotOf(keys.get(0), growing.addMaster());
      move.moveKeys(5);
      keys.forEach(key -> assertRightOrUnreachable(commands, key));
      move.finish();
      for (String key : keys) {
        assertThat(await(() -> commands.get(key))).contains(bytes(key));
        assertThat(await(() -> commands.set(key, bytes("new"), SetOptions.ifPresent()))).isTrue();
      }
      Await.until("a scan finds what a new master holds", () -> finds(walking, keys));
      port().client().disconnect(walking);
      port().client().disconnect(commands);
    }
  }

  /** A client that asks who is in the cluster from time to time may not know of it yet. */
  private boolean finds(RedisCommands commands, List<String> keys) {
    try {
      return Set.copyOf(port().scan(commands, "{added}", 100)).equals(Set.copyOf(keys));
    } catch (RedisUnreachableException notYet) {
      return false;
    }
  }

  private void assertRightOrUnreachable(RedisCommands commands, String key) {
    try {
      assertThat(port().answer(commands.get(key))).contains(bytes(key));
    } catch (RedisUnreachableException | RedisTimeoutException notYet) {
      assertThat(notYet).isNotInstanceOf(RedisRefusedException.class);
    }
  }

  /** Several keys of one slot, here and there: the servers say {@code TRYAGAIN}. */
  private void assertEachRightOrUnreachable(List<String> keys, UnaryOperator<String> values) {
    try {
      assertThat(port().answer(port().commands().multiGet(keys)))
          .extracting(value -> value.map(bytes -> new String(bytes, UTF_8)).orElse("nothing"))
          .isEqualTo(keys.stream().map(values).toList());
    } catch (RedisUnreachableException | RedisTimeoutException tryAgain) {
      assertThat(tryAgain).isNotInstanceOf(RedisRefusedException.class);
    }
  }

  private CompletionStage<CompareAndSet.Outcome> compareAndSet(
      String key, String expected, String value) {
    return CompareAndSet.run(
        port().commands(), key, bytes(expected), bytes(value), Optional.empty());
  }

  private <T> T await(Supplier<CompletionStage<T>> call) {
    return Recovery.answer(call, port().timeout());
  }

  private List<String> putMany(String name) {
    List<String> keys = IntStream.range(0, MANY).mapToObj(i -> port().key(name + i)).toList();
    keys.forEach(key -> put(key, key));
    return keys;
  }

  private void put(String key, String value) {
    await(() -> port().commands().set(key, bytes(value), SetOptions.always()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
