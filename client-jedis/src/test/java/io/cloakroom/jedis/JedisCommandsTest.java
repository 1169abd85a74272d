package io.cloakroom.jedis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.tck.fault.FaultyProxy;
import io.cloakroom.tck.servers.RedisServer;
import io.cloakroom.tck.servers.RedisServers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.CommandKeyArgumentPreProcessor;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.util.PrefixedKeyArgumentPreProcessor;

/** What is particular to Jedis; the contract at large is the kit's to test. */
class JedisCommandsTest {

  private static RedisServer server;
  private static RedisServer withoutGetex;

  private RedisClient client;
  private RedisCommands commands;

  @BeforeAll
  static void start() {
    server = RedisServers.start();
    withoutGetex = RedisServers.start("--rename-command", "GETEX", "");
  }

  @AfterAll
  static void stop() {
    server.close();
    withoutGetex.close();
  }

  @BeforeEach
  void connect() {
    client = RedisClient.builder().hostAndPort(address(server)).build();
    client.flushAll();
    commands = JedisCommands.of(client);
  }

  @AfterEach
  void disconnect() {
    client.close();
  }

  /** A socket's timeout begins again with each part of a reply. */
  @Test
  void P19_aReplyThatComesInPartsEndsInTime() {
    Duration timeout = Duration.ofSeconds(1);
    try (FaultyProxy proxy = FaultyProxy.before(server.uri());
        RedisClient slow =
            RedisClient.builder()
                .hostAndPort(new HostAndPort("127.0.0.1", proxy.uri().getPort()))
                .build()) {
      RedisCommands overParts = JedisCommands.of(slow, timeout);
      assertThat(overParts.set("huge", new byte[500_000], SetOptions.always()))
          .isCompletedWithValue(true);
      proxy.slow(timeout.dividedBy(2));
      long start = System.nanoTime();

      assertThat(overParts.get("huge"))
          .failsWithin(Duration.ZERO)
          .withThrowableThat()
          .withCauseInstanceOf(RedisTimeoutException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(timeout.multipliedBy(2));
    }
  }

  @Test
  void answersInTheCallersThread() {
    assertThat(commands.get("k").toCompletableFuture()).isCompletedWithValue(Optional.empty());
  }

  @Test
  void runsOnTheExecutorWithWhatItWasGivenAtTheCall() {
    Queue<Runnable> tasks = new ArrayDeque<>();
    RedisCommands deferred = JedisCommands.of(client, tasks::add);
    byte[] value = bytes("before");

    CompletionStage<Boolean> reply = deferred.set("k", value, SetOptions.always());
    value[0] = 'X';
    assertThat(reply.toCompletableFuture()).isNotDone();
    assertThat(client.exists("k")).isFalse();

    tasks.remove().run();
    assertThat(await(reply)).isTrue();
    assertThat(client.get("k")).isEqualTo("before");
  }

  @Test
  void P18_anExecutorThatTakesNoMoreIsNoServer() {
    RejectedExecutionException full = new RejectedExecutionException("full");
    RedisCommands rejecting =
        JedisCommands.of(
            client,
            task -> {
              throw full;
            });

    assertThat(failure(rejecting.get("k")))
        .isInstanceOf(RedisUnreachableException.class)
        .hasCause(full);
  }

  @ParameterizedTest
  @EnumSource(RedisProtocol.class)
  void P7_scriptsAnswerAlikeInBothProtocols(RedisProtocol protocol) {
    client.scriptFlush();
    try (RedisClient other = connect(config().protocol(protocol))) {
      RedisCommands its = JedisCommands.of(other);
      byte[] value = everyByte();

      assertThat(cas(its, "k", value, value)).isInstanceOf(CompareAndSet.Missing.class);
      await(its.set("k", value, SetOptions.always()));
      assertThat(cas(its, "k", bytes("other"), value))
          .isInstanceOfSatisfying(
              CompareAndSet.Conflict.class,
              conflict -> assertThat(conflict.found()).isEqualTo(value));
      assertThat(cas(its, "k", value, bytes("new"))).isInstanceOf(CompareAndSet.Applied.class);
      assertThat(client.get("k")).isEqualTo("new");
    }
  }

  @Test
  void P10_aServerWithoutGetexIsAskedByScript() {
    try (RedisClient old = RedisClient.builder().hostAndPort(address(withoutGetex)).build()) {
      RedisCommands its = JedisCommands.of(old);
      byte[] value = everyByte();
      await(its.set("k", value, SetOptions.always()));

      assertThat(await(its.getAndExpire("k", Duration.ofMinutes(1)))).hasValue(value);
      assertThat(await(its.timeToLive("k"))).isInstanceOf(TimeToLive.Remaining.class);
      assertThat(await(its.getAndExpire("missing", Duration.ofMinutes(1)))).isEmpty();
    }
  }

  @Test
  void P18_aRefusalCarriesTheServersReply() {
    client.lpush("list", "element");

    assertThat(failure(commands.get("list")))
        .isInstanceOfSatisfying(
            RedisRefusedException.class,
            refused -> assertThat(refused.code()).isEqualTo("WRONGTYPE"));
  }

  @Test
  void P18_aServerThatKeepsSilentIsATimeout() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        RedisClient impatient =
            RedisClient.builder()
                .hostAndPort(silent.getInetAddress().getHostAddress(), silent.getLocalPort())
                .clientConfig(config().timeoutMillis(100).build())
                .build()) {
      assertThat(failure(JedisCommands.of(impatient).get("k")))
          .isInstanceOf(RedisTimeoutException.class);
    }
  }

  @Test
  void P19_aServerThatStoppedIsUnreachable() throws Exception {
    try (RedisServer mortal = RedisServers.start();
        RedisClient its = RedisClient.builder().hostAndPort(address(mortal)).build()) {
      RedisCommands commandsOfIt = JedisCommands.of(its);
      await(commandsOfIt.get("k"));

      mortal.kill();
      assertThat(failure(commandsOfIt.get("k"))).isInstanceOf(RedisUnreachableException.class);
      assertThat(failure(commandsOfIt.get("k"))).isInstanceOf(RedisUnreachableException.class);

      mortal.start();
      assertThat(await(commandsOfIt.get("k"))).isEmpty();
    }
  }

  @Test
  void P21_aThreadThatIsInterruptedInTheQueueForAConnectionBreaksNone() {
    try (RedisClient narrow = connect(config(), onlyOneConnection(Duration.ofMinutes(1)))) {
      RedisCommands its = JedisCommands.of(narrow);
      try (Connection taken = narrow.getPool().getResource()) {
        assertThat(taken.ping()).isTrue();
        Thread.currentThread().interrupt();
        Throwable failure = failure(its.get("k"));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure).isInstanceOf(RedisUnreachableException.class);
      }
      assertThat(await(its.get("k"))).isEmpty();
      assertThat(narrow.getPool().getDestroyedCount()).isZero();
    }
  }

  @Test
  void P18_aPoolThatHasNoConnectionLeftIsNoServer() {
    try (RedisClient narrow = connect(config(), onlyOneConnection(Duration.ofMillis(50)));
        Connection taken = narrow.getPool().getResource()) {
      assertThat(taken.ping()).isTrue();
      assertThat(failure(JedisCommands.of(narrow).get("k")))
          .isInstanceOf(RedisUnreachableException.class);
    }
  }

  @Test
  void P23_aPrefixOfTheClientDoesNotShow() {
    client.mset("sess:foreign", "", "app[1]:sess:mine", "", "app1:sess:foreign", "");
    try (RedisClient prefixed = connect(new PrefixedKeyArgumentPreProcessor("app[1]:"))) {
      RedisCommands its = JedisCommands.of(prefixed);
      await(its.set("sess:ünï", bytes("v"), SetOptions.always()));

      assertThat(client.get("app[1]:sess:ünï")).isEqualTo("v");
      assertThat(scan(its, "sess:")).containsExactlyInAnyOrder("sess:mine", "sess:ünï");
      assertThat(scan(its, "")).containsExactlyInAnyOrder("sess:mine", "sess:ünï");
      assertThat(await(its.delete(scan(its, "sess:")))).isEqualTo(2);
    }
  }

  /** As that of a tenant, whose sessions no other tenant may find. */
  @Test
  void P23_thePrefixIsTheOneThatTheClientPutsNow() {
    String[] tenant = {""};
    try (RedisClient shared = connect(config())) {
      RedisCommands its = JedisCommands.of(shared);
      await(its.set("k", bytes("nobody's"), SetOptions.always()));
      shared.setKeyArgumentPreProcessor(
          key -> (tenant[0] + new String((byte[]) key, UTF_8)).getBytes(UTF_8));
      for (String name : List.of("one:", "two:")) {
        tenant[0] = name;
        assertThat(await(its.get("k"))).isEmpty();
        await(its.set("k", bytes(name), SetOptions.always()));
        assertThat(client.get(name + "k")).isEqualTo(name);
        assertThat(new String(its.keyOnServer("k"), UTF_8)).isEqualTo(name + "k");
      }
    }
  }

  @Test
  void P23_aPreProcessorThatCannotBeUndoneIsNamed() {
    try (RedisClient suffixed =
        connect(key -> (new String((byte[]) key, UTF_8) + ":suffix").getBytes(UTF_8))) {
      RedisCommands its = JedisCommands.of(suffixed);

      assertThat(failure(its.scan("", ScanCursor.START, 10)))
          .isInstanceOf(RedisRefusedException.class)
          .hasMessageContaining("key pre-processor");
    }
  }

  @Test
  void refusesArgumentsBeforeAnythingIsSent() {
    RedisCommands unused =
        JedisCommands.of(
            client,
            task -> {
              throw new AssertionError("something was sent");
            });
    ScanCursor foreign = new ScanCursor() {};

    assertThatIllegalArgumentException().isThrownBy(() -> unused.getAndExpire("k", Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> unused.expire("k", Duration.ofMillis(-1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> unused.scan("sess:", ScanCursor.START, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> unused.scan("sess:", foreign, 10));
    assertThat(unused.delete(List.of()).toCompletableFuture()).isCompletedWithValue(0L);
    assertThat(unused.multiGet(List.of()).toCompletableFuture()).isCompletedWithValue(List.of());
  }

  @Test
  void refusesTheCursorOfOtherCommands() {
    for (int i = 0; i < 100; i++) {
      client.set("sess:" + i, "");
    }
    ScanCursor next = await(commands.scan("sess:", ScanCursor.START, 1)).next().orElseThrow();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> JedisCommands.of(client).scan("sess:", next, 1));
    assertThat(await(commands.scan("sess:", next, 1))).isNotNull();
  }

  private static List<String> scan(RedisCommands commands, String prefix) {
    List<String> found = new ArrayList<>();
    Optional<ScanCursor> cursor = Optional.of(ScanCursor.START);
    while (cursor.isPresent()) {
      ScanPage page = await(commands.scan(prefix, cursor.get(), 2));
      found.addAll(page.keys());
      cursor = page.next();
    }
    return found;
  }

  private static CompareAndSet.Outcome cas(
      RedisCommands commands, String key, byte[] expected, byte[] value) {
    return await(CompareAndSet.run(commands, key, expected, value, Optional.empty()));
  }

  private static RedisClient connect(CommandKeyArgumentPreProcessor preProcessor) {
    RedisClient client = connect(config());
    client.setKeyArgumentPreProcessor(preProcessor);
    return client;
  }

  private static RedisClient connect(DefaultJedisClientConfig.Builder config) {
    return connect(config, new ConnectionPoolConfig());
  }

  private static RedisClient connect(
      DefaultJedisClientConfig.Builder config, ConnectionPoolConfig pool) {
    return RedisClient.builder()
        .hostAndPort(address(server))
        .clientConfig(config.build())
        .poolConfig(pool)
        .build();
  }

  private static DefaultJedisClientConfig.Builder config() {
    return DefaultJedisClientConfig.builder();
  }

  private static ConnectionPoolConfig onlyOneConnection(Duration maxWait) {
    ConnectionPoolConfig pool = new ConnectionPoolConfig();
    pool.setMaxTotal(1);
    pool.setMaxWait(maxWait);
    return pool;
  }

  private static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  private static Throwable failure(CompletionStage<?> stage) {
    Throwable[] found = new Throwable[1];
    assertThatThrownBy(() -> await(stage))
        .isInstanceOf(CompletionException.class)
        .satisfies(thrown -> found[0] = thrown.getCause());
    return found[0];
  }

  private static HostAndPort address(RedisServer server) {
    return new HostAndPort(server.uri().getHost(), server.uri().getPort());
  }

  private static byte[] everyByte() {
    byte[] value = new byte[256];
    for (int i = 0; i < value.length; i++) {
      value[i] = (byte) i;
    }
    return value;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
