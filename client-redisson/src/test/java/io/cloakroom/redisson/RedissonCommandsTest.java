package io.cloakroom.redisson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.tck.client.Recovery;
import io.cloakroom.tck.servers.CommandStats;
import io.cloakroom.tck.servers.RawRedis;
import io.cloakroom.tck.servers.RedisServer;
import io.cloakroom.tck.servers.RedisServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisException;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;

@Timeout(60)
class RedissonCommandsTest {

  private static final Duration TTL = Duration.ofSeconds(100);
  private static final Duration TIMEOUT = Duration.ofMillis(500);
  private static final byte[] VALUE = "a value".getBytes(UTF_8);

  private final List<RedissonClient> clients = new ArrayList<>();
  private RedisServer redis;

  @BeforeEach
  void startRedis() {
    redis = RedisServers.start();
  }

  @AfterEach
  void stopRedis() {
    clients.forEach(client -> client.shutdown(0, 0, TimeUnit.SECONDS));
    redis.close();
  }

  @Test
  void everyCallIsOneCommand() {
    RedisCommands commands = commands(config(redis));
    await(commands.set("k", VALUE, SetOptions.always()));
    await(CompareAndSet.run(commands, "k", VALUE, VALUE, Optional.empty()));

    assertThat(sent(() -> commands.get("k"))).isEqualTo(Map.of("get", 1L));
    assertThat(sent(() -> commands.getAndExpire("k", TTL))).isEqualTo(Map.of("getex", 1L));
    assertThat(sent(() -> commands.multiGet(List.of("k", "l")))).isEqualTo(Map.of("mget", 1L));
    for (SetOptions options :
        List.of(SetOptions.always(), SetOptions.ifAbsent(), SetOptions.ifPresent())) {
      assertThat(sent(() -> commands.set("k", VALUE, options))).isEqualTo(Map.of("set", 1L));
      assertThat(sent(() -> commands.set("k", VALUE, options.expiringAfter(TTL))))
          .isEqualTo(Map.of("set", 1L));
    }
    assertThat(sent(() -> commands.expire("k", TTL))).isEqualTo(Map.of("pexpire", 1L));
    assertThat(sent(() -> commands.timeToLive("k"))).isEqualTo(Map.of("pttl", 1L));
    assertThat(sent(() -> commands.scan("k", ScanCursor.START, 10))).isEqualTo(Map.of("scan", 1L));
    // the GET is the script's own
    assertThat(sent(() -> CompareAndSet.run(commands, "none", VALUE, VALUE, Optional.empty())))
        .isEqualTo(Map.of("evalsha", 1L, "get", 1L));
    assertThat(sent(() -> commands.delete(List.of("k", "l")))).isEqualTo(Map.of("del", 1L));
    assertThat(sent(() -> commands.delete(List.of()))).isEmpty();
    assertThat(sent(() -> commands.multiGet(List.of()))).isEmpty();
  }

  @Test
  void aReadGoesToTheMaster() {
    try (RedisServer stale = RedisServers.start()) {
      say(stale, "SET k stale");
      Config config = new Config();
      config
          .useMasterSlaveServers()
          .setMasterAddress(redis.uri().toString())
          .addSlaveAddress(stale.uri().toString());
      RedissonClient client = client(config);
      RedisCommands commands = RedissonCommands.of(client);

      await(commands.set("k", VALUE, SetOptions.always()));

      assertThat(client.getBucket("k", StringCodec.INSTANCE).get()).isEqualTo("stale");
      assertThat(await(commands.get("k"))).contains(VALUE);
    }
  }

  @Test
  void P10_aServerWithoutGetexAnswersRight() {
    try (RedisServer old = RedisServers.start("--rename-command", "GETEX", "")) {
      RedisCommands commands = commands(config(old));
      await(commands.set("k", VALUE, SetOptions.always()));

      assertThat(await(commands.getAndExpire("k", TTL))).contains(VALUE);
      assertThat(await(commands.timeToLive("k"))).isInstanceOf(TimeToLive.Remaining.class);
      assertThat(await(commands.getAndExpire("none", TTL))).isEmpty();
      say(old, "CONFIG RESETSTAT");
      await(commands.getAndExpire("k", TTL));
      assertThat(calls(old)).isEqualTo(Map.of("evalsha", 1L, "get", 1L, "pexpire", 1L));
    }
  }

  @Test
  void P14_aScanFindsItsKeysAmongThousandsOfOthers() {
    RedisCommands commands = commands(config(redis));
    for (int i = 0; i < 5_000; i++) {
      await(commands.set("foreign:" + i, VALUE, SetOptions.always()));
    }
    await(commands.set("sess:1", VALUE, SetOptions.always()));
    await(commands.set("sess:2", VALUE, SetOptions.always()));

    assertThat(allOf(commands, "sess:")).containsOnly("sess:1", "sess:2");
  }

  @Test
  void P14_aCursorOfAnotherClientIsRefused() {
    RedisCommands commands = commands(config(redis));
    ScanCursor foreign = new ScanCursor() {};

    assertThatIllegalArgumentException().isThrownBy(() -> commands.scan("sess:", foreign, 10));
  }

  @Test
  void P18_anErrorReplyIsARefusalInTheServersWords() {
    RedisCommands commands = commands(config(redis));
    say(redis, "RPUSH list a");
    assertThat(failure(commands.get("list")))
        .isInstanceOf(RedisRefusedException.class)
        .hasMessage(
            "Redis refused the command: "
                + "WRONGTYPE Operation against a key holding the wrong kind of value")
        .hasCauseInstanceOf(RedisException.class)
        .asInstanceOf(type(RedisRefusedException.class))
        .returns("WRONGTYPE", RedisRefusedException::code);

    say(redis, "CONFIG SET maxmemory 1");
    assertThat(failure(commands.set("k", VALUE, SetOptions.always())))
        .asInstanceOf(type(RedisRefusedException.class))
        .returns("OOM", RedisRefusedException::code);
  }

  @Test
  void P18_aFailedLogInIsARefusal() {
    Config config = config(redis).setLazyInitialization(true);
    RedisCommands commands = commands(config);
    say(redis, "CONFIG SET requirepass secret");

    Throwable failure = failure(commands.get("k"));
    long start = System.nanoTime();
    // Redisson tries to connect for longer than a call may take, before it says why it can't
    while (failure instanceof RedisUnreachableException
        && System.nanoTime() - start < Duration.ofSeconds(30).toNanos()) {
      failure = failure(commands.get("k"));
    }

    assertThat(failure)
        .asInstanceOf(type(RedisRefusedException.class))
        .returns("NOAUTH", RedisRefusedException::code);
  }

  @Test
  void P18_aReplicaIsNoServerForAWrite() {
    RedisCommands commands = commands(config(redis));
    say(redis, "REPLICAOF 127.0.0.1 1");

    assertThat(failure(commands.set("k", VALUE, SetOptions.always())))
        .isInstanceOf(RedisUnreachableException.class)
        .hasMessageStartingWith("Redis cannot be reached: READONLY ");
  }

  @Test
  void P18_silenceIsATimeoutWithinTheConfiguredTime() {
    RedisCommands commands = commands(config(redis));
    await(commands.get("k"));
    say(redis, "CLIENT PAUSE 60000");

    long start = System.nanoTime();
    assertThat(failure(commands.set("k", VALUE, SetOptions.ifAbsent())))
        .isInstanceOf(RedisTimeoutException.class)
        .hasMessageStartingWith("Redis did not answer")
        .hasCauseInstanceOf(RedisException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(TIMEOUT, TIMEOUT.multipliedBy(2));
  }

  @Test
  void P19_aCallFailsInTimeWhileTheServerIsAwayAndWorksWhenItIsBack() {
    RedisCommands commands = commands(config(redis));
    await(commands.get("k"));
    redis.kill();
    failure(commands.get("k"));

    long start = System.nanoTime();
    assertThat(failure(commands.get("k"))).isInstanceOf(RedisUnreachableException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TIMEOUT.multipliedBy(2));

    redis.start();
    assertThat(Recovery.answer(() -> commands.set("k", VALUE, SetOptions.always()), TIMEOUT))
        .isTrue();
  }

  @Test
  void P19_theTimeoutCanBeGivenHere() {
    RedissonClient client = client(config(redis));
    RedisCommands commands = RedissonCommands.of(client, Duration.ofMillis(50));
    say(redis, "CLIENT PAUSE 60000");

    assertThat(failure(commands.get("k"))).hasMessageStartingWith("Redis did not answer");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RedissonCommands.of(client, Duration.ZERO))
        .withMessageStartingWith("timeout must be at least 1 ms");
  }

  @Test
  void P23_aNameMapperIsTransparent() {
    Config config = config(redis);
    Prefixing.put("app*:", config.useSingleServer());
    RedisCommands commands = commands(config);
    say(redis, "SET sess:foreign v");
    say(redis, "SET appX:sess:foreign v");
    await(commands.set("sess:1", VALUE, SetOptions.always().expiringAfter(TTL)));

    assertThat(say(redis, "EXISTS app*:sess:1")).isEqualTo(1L);
    assertThat(allOf(commands, "sess:")).containsOnly("sess:1");
    assertThat(allOf(commands, "")).containsOnly("sess:1");
    assertThat(await(commands.multiGet(List.of("sess:1"))).get(0)).contains(VALUE);
    assertThat(await(CompareAndSet.run(commands, "sess:1", VALUE, VALUE, Optional.empty())))
        .isInstanceOf(CompareAndSet.Applied.class);
    assertThat(await(commands.delete(List.of("sess:1")))).isEqualTo(1);
  }

  @Test
  void S34_noFailureHoldsAKeyOrAValue() {
    RedisCommands commands = commands(config(redis));
    await(commands.set("the-id", VALUE, SetOptions.always()));
    say(redis, "CONFIG SET maxmemory 1");
    Throwable refused = failure(commands.set("the-id", VALUE, SetOptions.always()));
    Throwable refusedScript =
        failure(CompareAndSet.run(commands, "the-id", VALUE, VALUE, Optional.of(TTL)));
    say(redis, "CLIENT PAUSE 60000");
    Throwable timedOut = failure(commands.set("the-id", VALUE, SetOptions.always()));

    for (Throwable failure : List.of(refused, refusedScript, timedOut)) {
      for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
        assertThat(cause.getMessage()).doesNotContain("the-id", "a value", "97, 32, 118");
      }
    }
  }

  private static Object say(RedisServer server, String command) {
    try (RawRedis raw = server.raw()) {
      return raw.call((Object[]) command.split(" "));
    }
  }

  private static Map<String, Long> calls(RedisServer server) {
    try (RawRedis raw = server.raw()) {
      return CommandStats.read(raw).meant().calls();
    }
  }

  private static Config config(RedisServer server) {
    Config config = new Config();
    config
        .useSingleServer()
        .setAddress(server.uri().toString())
        .setConnectionMinimumIdleSize(1)
        .setTimeout((int) TIMEOUT.toMillis());
    return config;
  }

  private RedissonClient client(Config config) {
    RedissonClient client = Redisson.create(config.setNettyThreads(2).setThreads(2));
    clients.add(client);
    return client;
  }

  private RedisCommands commands(Config config) {
    return RedissonCommands.of(client(config), TIMEOUT);
  }

  private Map<String, Long> sent(Supplier<CompletionStage<?>> call) {
    say(redis, "CONFIG RESETSTAT");
    await(call.get());
    return calls(redis);
  }

  private static List<String> allOf(RedisCommands commands, String prefix) {
    List<String> keys = new ArrayList<>();
    Optional<ScanCursor> next = Optional.of(ScanCursor.START);
    while (next.isPresent()) {
      ScanPage page = await(commands.scan(prefix, next.get(), 10));
      keys.addAll(page.keys());
      next = page.next();
    }
    return keys;
  }

  private static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  private static Throwable failure(CompletionStage<?> stage) {
    try {
      throw new AssertionError("no failure, but " + await(stage));
    } catch (CompletionException e) {
      assertThat(e.getCause()).isInstanceOf(RedisCommandException.class);
      return e.getCause();
    }
  }
}
