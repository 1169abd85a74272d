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
import java.io.IOException;
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
  private LocalRedis redis;

  @BeforeEach
  void startRedis() throws IOException {
    redis = LocalRedis.start();
  }

  @AfterEach
  void stopRedis() throws IOException {
    clients.forEach(client -> client.shutdown(0, 0, TimeUnit.SECONDS));
    redis.close();
  }

  @Test
  void everyCallIsOneCommand() throws IOException {
    RedisCommands commands = commands(config(redis));
    await(commands.set("k", VALUE, SetOptions.always()));
    await(CompareAndSet.run(commands, "k", VALUE, VALUE, Optional.empty()));

    assertThat(sent(() -> commands.get("k"))).isEqualTo(Map.of("get", 1));
    assertThat(sent(() -> commands.getAndExpire("k", TTL))).isEqualTo(Map.of("getex", 1));
    assertThat(sent(() -> commands.multiGet(List.of("k", "l")))).isEqualTo(Map.of("mget", 1));
    for (SetOptions options :
        List.of(SetOptions.always(), SetOptions.ifAbsent(), SetOptions.ifPresent())) {
      assertThat(sent(() -> commands.set("k", VALUE, options))).isEqualTo(Map.of("set", 1));
      assertThat(sent(() -> commands.set("k", VALUE, options.expiringAfter(TTL))))
          .isEqualTo(Map.of("set", 1));
    }
    assertThat(sent(() -> commands.expire("k", TTL))).isEqualTo(Map.of("pexpire", 1));
    assertThat(sent(() -> commands.timeToLive("k"))).isEqualTo(Map.of("pttl", 1));
    assertThat(sent(() -> commands.scan("k", ScanCursor.START, 10))).isEqualTo(Map.of("scan", 1));
    // the GET is the script's own
    assertThat(sent(() -> CompareAndSet.run(commands, "none", VALUE, VALUE, Optional.empty())))
        .isEqualTo(Map.of("evalsha", 1, "get", 1));
    assertThat(sent(() -> commands.delete(List.of("k", "l")))).isEqualTo(Map.of("del", 1));
    assertThat(sent(() -> commands.delete(List.of()))).isEmpty();
    assertThat(sent(() -> commands.multiGet(List.of()))).isEmpty();
  }

  @Test
  void aReadGoesToTheMaster() throws IOException {
    try (LocalRedis stale = LocalRedis.start()) {
      stale.say("SET k stale");
      Config config = new Config();
      config.useMasterSlaveServers().setMasterAddress(redis.uri()).addSlaveAddress(stale.uri());
      RedissonClient client = client(config);
      RedisCommands commands = RedissonCommands.of(client);

      await(commands.set("k", VALUE, SetOptions.always()));

      assertThat(client.getBucket("k", StringCodec.INSTANCE).get()).isEqualTo("stale");
      assertThat(await(commands.get("k"))).contains(VALUE);
    }
  }

  @Test
  void P10_aServerWithoutGetexAnswersRight() throws IOException {
    try (LocalRedis old = LocalRedis.start("rename-command GETEX \"\"")) {
      RedisCommands commands = commands(config(old));
      await(commands.set("k", VALUE, SetOptions.always()));

      assertThat(await(commands.getAndExpire("k", TTL))).contains(VALUE);
      assertThat(await(commands.timeToLive("k"))).isInstanceOf(TimeToLive.Remaining.class);
      assertThat(await(commands.getAndExpire("none", TTL))).isEmpty();
      old.say("CONFIG RESETSTAT");
      await(commands.getAndExpire("k", TTL));
      assertThat(old.calls()).isEqualTo(Map.of("evalsha", 1, "get", 1, "pexpire", 1));
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
  void P18_anErrorReplyIsARefusalInTheServersWords() throws IOException {
    RedisCommands commands = commands(config(redis));
    redis.say("RPUSH list a");
    assertThat(failure(commands.get("list")))
        .isInstanceOf(RedisRefusedException.class)
        .hasMessage(
            "Redis refused the command: "
                + "WRONGTYPE Operation against a key holding the wrong kind of value")
        .hasCauseInstanceOf(RedisException.class)
        .asInstanceOf(type(RedisRefusedException.class))
        .returns("WRONGTYPE", RedisRefusedException::code);

    redis.say("CONFIG SET maxmemory 1");
    assertThat(failure(commands.set("k", VALUE, SetOptions.always())))
        .asInstanceOf(type(RedisRefusedException.class))
        .returns("OOM", RedisRefusedException::code);
  }

  @Test
  void P18_aFailedLogInIsARefusal() throws IOException {
    Config config = config(redis).setLazyInitialization(true);
    RedisCommands commands = commands(config);
    redis.say("CONFIG SET requirepass secret");

    assertThat(failure(commands.get("k")))
        .asInstanceOf(type(RedisRefusedException.class))
        .returns("NOAUTH", RedisRefusedException::code);
  }

  @Test
  void P18_aReplicaIsNoServerForAWrite() throws IOException {
    RedisCommands commands = commands(config(redis));
    redis.say("REPLICAOF 127.0.0.1 1");

    assertThat(failure(commands.set("k", VALUE, SetOptions.always())))
        .isInstanceOf(RedisUnreachableException.class)
        .hasMessageStartingWith("Redis cannot be reached: READONLY ");
  }

  @Test
  void P18_silenceIsATimeoutWithinTheConfiguredTime() throws IOException {
    RedisCommands commands = commands(config(redis));
    await(commands.get("k"));
    redis.fallSilent();

    long start = System.nanoTime();
    assertThat(failure(commands.set("k", VALUE, SetOptions.ifAbsent())))
        .isInstanceOf(RedisTimeoutException.class)
        .hasMessage("Redis did not answer within 500 ms")
        .hasCauseInstanceOf(RedisException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(TIMEOUT, TIMEOUT.multipliedBy(2));
  }

  @Test
  void P19_aCallFailsInTimeWhileTheServerIsAwayAndWorksWhenItIsBack() throws IOException {
    RedisCommands commands = commands(config(redis));
    await(commands.get("k"));
    redis.close();
    failure(commands.get("k"));

    long start = System.nanoTime();
    assertThat(failure(commands.get("k"))).isInstanceOf(RedisUnreachableException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TIMEOUT.multipliedBy(2));

    redis = redis.startAgain();
    assertThat(await(commands.set("k", VALUE, SetOptions.always()))).isTrue();
  }

  @Test
  void P19_theTimeoutCanBeGivenHere() throws IOException {
    RedissonClient client = client(config(redis));
    RedisCommands commands = RedissonCommands.of(client, Duration.ofMillis(50));
    redis.fallSilent();

    assertThat(failure(commands.get("k"))).hasMessage("Redis did not answer within 50 ms");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RedissonCommands.of(client, Duration.ZERO))
        .withMessageStartingWith("timeout must be at least 1 ms");
  }

  @Test
  void P23_aNameMapperIsTransparent() throws IOException {
    Config config = config(redis).setNameMapper(new Prefixing("app*:"));
    RedisCommands commands = commands(config);
    redis.say("SET sess:foreign v");
    redis.say("SET appX:sess:foreign v");
    await(commands.set("sess:1", VALUE, SetOptions.always().expiringAfter(TTL)));

    assertThat(redis.say("EXISTS app*:sess:1")).startsWith(":1");
    assertThat(allOf(commands, "sess:")).containsOnly("sess:1");
    assertThat(allOf(commands, "")).containsOnly("sess:1");
    assertThat(await(commands.multiGet(List.of("sess:1"))).get(0)).contains(VALUE);
    assertThat(await(CompareAndSet.run(commands, "sess:1", VALUE, VALUE, Optional.empty())))
        .isInstanceOf(CompareAndSet.Applied.class);
    assertThat(await(commands.delete(List.of("sess:1")))).isEqualTo(1);
  }

  @Test
  void S34_noFailureHoldsAKeyOrAValue() throws IOException {
    RedisCommands commands = commands(config(redis));
    await(commands.set("the-id", VALUE, SetOptions.always()));
    redis.say("CONFIG SET maxmemory 1");
    Throwable refused = failure(commands.set("the-id", VALUE, SetOptions.always()));
    Throwable refusedScript =
        failure(CompareAndSet.run(commands, "the-id", VALUE, VALUE, Optional.of(TTL)));
    redis.fallSilent();
    Throwable timedOut = failure(commands.set("the-id", VALUE, SetOptions.always()));

    for (Throwable failure : List.of(refused, refusedScript, timedOut)) {
      for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
        assertThat(cause.getMessage()).doesNotContain("the-id", "a value", "97, 32, 118");
      }
    }
  }

  private static Config config(LocalRedis server) {
    Config config = new Config();
    config
        .useSingleServer()
        .setAddress(server.uri())
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
    return RedissonCommands.of(client(config));
  }

  private Map<String, Integer> sent(Supplier<CompletionStage<?>> call) throws IOException {
    redis.say("CONFIG RESETSTAT");
    await(call.get());
    return redis.calls();
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
