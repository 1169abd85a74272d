package io.cloakroom.jedis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.StageFailure;
import io.cloakroom.tck.fault.FaultyProxy;
import io.cloakroom.tck.servers.RawRedis;
import io.cloakroom.tck.servers.RedisCluster;
import io.cloakroom.tck.servers.RedisServer;
import io.cloakroom.tck.servers.SlotMove;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.util.PrefixedKeyArgumentPreProcessor;

/** Many keys in a cluster: the commands for a master go over one connection, and may fail there. */
@Tag("topology")
class ClusterBatchTest {

  private static final int KEYS = 1_200;
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final Pattern MOVED = Pattern.compile("errorstat_MOVED:count=(\\d+)");

  private final RedisCluster cluster = RedisCluster.start(3);
  private final Map<Integer, FaultyProxy> proxies =
      cluster.uris().stream()
          .collect(Collectors.toMap(node -> node.getPort(), FaultyProxy::before));
  private final KitClients clients = new KitClients(TIMEOUT);
  private final UnifiedJedis client =
      clients.openCluster(
          cluster.uri(),
          config ->
              config.hostAndPortMapper(
                  node -> new HostAndPort("127.0.0.1", proxy(node.getPort()).uri().getPort())));
  private final RedisCommands commands = JedisCommands.of(client, TIMEOUT);
  private final List<String> keys = IntStream.range(0, KEYS).mapToObj(i -> "k" + i).toList();

  private FaultyProxy proxy(int port) {
    return proxies.get(port);
  }

  @BeforeEach
  void fill() {
    for (String key : keys) {
      assertThat(commands.set(key, value(key), SetOptions.always())).isCompletedWithValue(true);
    }
  }

  @AfterEach
  void stop() {
    client.close();
    proxies.values().forEach(FaultyProxy::close);
    cluster.close();
  }

  @Test
  void P13_oneConnectionTakesManyCommandsBeforeTheFirstReply() {
    assertAllAreRead(); // which learns the slots

    assertCommandsGoTogether();
  }

  /** What is not known is asked for again, so that commands do not go one by one for good. */
  @ParameterizedTest
  @ValueSource(strings = {"-BUSY Redis is busy", "+OK", "*1\r\n*0", "*-1"})
  void P13_theyGoTogetherAgainAfterTheClusterDidNotSayWhoHasWhichSlots(String reply) {
    assertAllAreRead();
    answer("CLUSTER", reply + "\r\n");
    cluster.moveSlotOf("k1").finish(); // so that the slots are asked for
    for (int i = 0; i < 3; i++) {
      assertAllAreRead();
    }
    proxies.values().forEach(FaultyProxy::pass);
    assertAllAreRead();

    assertCommandsGoTogether();
  }

  @Test
  void P22_slotsThatHaveMovedAreReadAndDeletedWhereTheyAre() {
    assertAllAreRead();
    for (String key : List.of("k1", "k2", "k3")) {
      SlotMove move = cluster.moveSlotOf(key);
      move.moveKeys(1);
      assertAllAreRead(); // in the middle of the move, the new master has it
      move.finish();
      assertAllAreRead();
      assertAllAreRead();
    }
    cluster.moveSlotOf("k4").finish();

    assertThat(commands.delete(keys)).isCompletedWithValue((long) KEYS);
  }

  @Test
  void P22_afterAMoveNothingIsAskedOfTheOldMasterAgain() {
    assertAMoveIsLearnt(commands);
  }

  @Test
  void P22_P23_aMoveIsLearntWhereTheClientPutsAPrefixBeforeKeys() {
    try (UnifiedJedis prefixing = clients.openCluster(cluster.uri(), settings -> {})) {
      prefixing.setKeyArgumentPreProcessor(new PrefixedKeyArgumentPreProcessor("app:"));
      RedisCommands others = JedisCommands.of(prefixing, TIMEOUT);
      for (String key : keys) {
        assertThat(others.set(key, value(key), SetOptions.always())).isCompletedWithValue(true);
      }

      assertAMoveIsLearnt(others);
    }
  }

  private void assertAMoveIsLearnt(RedisCommands over) {
    assertThat(read(over)).isEqualTo(keys);
    for (String key : List.of("k1", "app:k2")) {
      cluster.moveSlotOf(key).finish();
    }
    assertThat(read(over)).isEqualTo(keys);
    assertThat(read(over)).isEqualTo(keys);
    long redirections = redirections();
    assertThat(redirections).isPositive();

    for (int i = 0; i < 5; i++) {
      assertThat(read(over)).isEqualTo(keys);
      assertThat(over.get("k1")).isCompleted();
      assertThat(over.get("k2")).isCompleted();
    }

    assertThat(redirections()).isEqualTo(redirections);
  }

  /** Returns how many commands the masters have sent on since they started. */
  private long redirections() {
    long sum = 0;
    for (RedisServer master : cluster.masters()) {
      try (RawRedis redis = RawRedis.connect(master.uri())) {
        Matcher moved = MOVED.matcher(redis.text("INFO", "errorstats"));
        sum += moved.find() ? Long.parseLong(moved.group(1)) : 0;
      }
    }
    return sum;
  }

  @Test
  void P28_readsWhoseRepliesAreCutAreSentAgain() {
    assertAllAreRead();
    for (int bytes : new int[] {0, 1, 5, 100, 1_000, 4_000}) {
      proxies.values().forEach(proxy -> proxy.cutOnceAfter(bytes));

      assertAllAreRead();
    }
  }

  @Test
  void P21_deletesWhoseRepliesAreCutAreNot() {
    assertAllAreRead();
    for (int bytes : new int[] {0, 3, 50}) {
      proxies.values().forEach(proxy -> proxy.cutOnceAfter(bytes));

      assertThat(failure(commands.delete(keys))).isInstanceOf(RedisUnreachableException.class);

      assertThat(read(commands)).doesNotContain("k0");
      fill();
    }
  }

  @Test
  void P19_aMasterThatHangsEndsTheCallInTime() {
    for (RedisServer master : cluster.masters()) {
      fill();
      assertAllAreRead(); // after which each master has a connection
      FaultyProxy each = proxy(master.uri().getPort());
      each.stall();

      long start = System.nanoTime();
      assertThat(failure(commands.multiGet(keys))).isInstanceOf(RedisTimeoutException.class);
      // unreachable where a connection has to be opened first
      assertThat(failure(commands.delete(keys)))
          .isInstanceOfAny(RedisTimeoutException.class, RedisUnreachableException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TIMEOUT.multipliedBy(4));

      each.pass();
    }
    assertThat(commands.multiGet(keys)).isCompleted();
  }

  /** What is not taken has to be given up, too: it is more than the systems of both sides keep. */
  @Test
  void P19_aMasterThatTakesNothingEndsTheCallInTime() {
    List<String> many = IntStream.range(0, 60_000).mapToObj(i -> "n".repeat(200) + i).toList();
    assertAllAreRead();
    RedisServer master = cluster.masterOf("k1");
    master.pause();
    try {
      long start = System.nanoTime();
      assertThat(failure(commands.multiGet(many))).isInstanceOf(RedisCommandException.class);
      // by then a replica may have taken over
      assertThat(failure(commands.delete(many)))
          .satisfiesAnyOf(
              none -> assertThat(none).isNull(),
              failure -> assertThat(failure).isInstanceOf(RedisCommandException.class));
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TIMEOUT.multipliedBy(4));
    } finally {
      master.resume();
    }
  }

  @Test
  void P28_noReplyIsTakenForAnothers() {
    assertAllAreRead();
    for (String reply : List.of("-OOM no memory\r\n", "what\r\n", "*2\r\n$-5\r\n$1\r\nx\r\n")) {
      answer("k7", reply);
      assertThat(failure(commands.multiGet(keys))).isNotNull();

      proxies.values().forEach(FaultyProxy::pass);
      for (int i = 0; i < 20; i++) {
        assertAllAreRead();
      }
    }
  }

  /**
   * Jedis throws an Error in the middle of it: the rest must not wait on a connection in the pool.
   */
  @Test
  void P28_aReplyThatIsDeeperThanAStackIsNoOthersReply() {
    assertAllAreRead();
    answer("k7", "*1\r\n".repeat(200_000));
    assertThatThrownBy(() -> StageFailure.join(commands.multiGet(keys)))
        .isInstanceOf(StackOverflowError.class);

    proxies.values().forEach(FaultyProxy::pass);
    for (int i = 0; i < 20; i++) {
      assertAllAreRead();
    }
  }

  @Test
  void P12_whatOneMasterRefusesFailsTheCallAsItSays() {
    answer("k7", "-OOM no memory\r\n");

    assertThat(failure(commands.delete(keys)))
        .isInstanceOf(RedisRefusedException.class)
        .hasMessageContaining("OOM");
  }

  @Test
  void P13_anExecutorRunsTheCommandsTogether() {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      RedisCommands others = JedisCommands.of(client, TIMEOUT, threads);
      assertThat(read(others)).isEqualTo(keys);
      assertThat(StageFailure.join(others.delete(keys))).isEqualTo(KEYS);
    } finally {
      threads.shutdownNow();
    }
  }

  /** Answers in place of the master of a key where a command names it. */
  private void answer(String key, String reply) {
    Function<List<String>, Optional<String>> replies =
        words -> words.contains(key) ? Optional.of(reply) : Optional.empty();
    proxies.values().forEach(proxy -> proxy.reply(replies));
  }

  private void assertCommandsGoTogether() {
    Duration distance = Duration.ofMillis(20);
    proxies.values().forEach(proxy -> proxy.slow(distance));
    long start = System.nanoTime();

    assertThat(read(commands)).isEqualTo(keys);

    // one by one, it would take the distance for each slot
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(distance.multipliedBy(60));
  }

  private void assertAllAreRead() {
    assertThat(read(commands)).isEqualTo(keys);
  }

  /** Returns the keys whose values are there, and right. */
  private List<String> read(RedisCommands over) {
    List<Optional<byte[]>> values = StageFailure.join(over.multiGet(keys));
    return IntStream.range(0, KEYS)
        .filter(i -> values.get(i).isPresent())
        .mapToObj(
            i -> {
              assertThat(values.get(i)).hasValue(value(keys.get(i)));
              return keys.get(i);
            })
        .toList();
  }

  private static Throwable failure(CompletionStage<?> stage) {
    return StageFailure.cause(
        stage.handle((value, failure) -> failure).toCompletableFuture().join());
  }

  private static byte[] value(String key) {
    return ("value of " + key).getBytes(UTF_8);
  }
}
