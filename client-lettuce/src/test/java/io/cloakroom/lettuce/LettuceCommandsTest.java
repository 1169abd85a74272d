package io.cloakroom.lettuce;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.BYTE_ARRAY;

import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.tck.servers.RedisServer;
import io.cloakroom.tck.servers.RedisServers;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ReadFrom;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisURI;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.CompressionCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.masterreplica.MasterReplica;
import io.lettuce.core.masterreplica.StatefulRedisMasterReplicaConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is particular to Lettuce; the clauses that hold for every client are the kit's. */
class LettuceCommandsTest {

  private static final RedisCodec<String, byte[]> CODEC =
      RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final List<RedisServer> servers = new ArrayList<>();
  private final List<RedisClient> clients = new ArrayList<>();

  @AfterEach
  void stopWhatWasStarted() throws InterruptedException {
    for (RedisClient client : clients) {
      client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    }
    for (RedisServer server : servers) {
      server.close();
    }
  }

  /** As of two stores of one application, of which one is replaced. */
  @Test
  void P20_closesNoConnectionOfAnotherOnTheSameClient() throws Exception {
    RedisClient client = client(server());
    LettuceCommands one = LettuceCommands.of(client);
    LettuceCommands other = LettuceCommands.of(client);
    assertThat(await(one.get("k"))).isEmpty();
    assertThat(await(other.get("k"))).isEmpty();

    one.close();

    assertThat(await(other.get("k"))).isEmpty();
    other.close();
  }

  @Test
  void P20_closesItsOwnConnectionAndNotTheClient() throws Exception {
    RedisClient client = client(server());
    LettuceCommands commands = LettuceCommands.of(client);

    commands.close();

    assertThatThrownBy(() -> await(commands.get("k")))
        .hasCauseInstanceOf(RedisUnreachableException.class);
    assertThat(client.connect().sync().ping()).isEqualTo("PONG");
  }

  @Test
  void aClientThatCanNeverConnectIsRefused() {
    RedisClient withoutAddress = RedisClient.create();
    clients.add(withoutAddress);
    RedisClient over = RedisClient.create("redis://localhost");
    over.shutdown(Duration.ZERO, Duration.ofSeconds(2));

    for (RedisClient client : List.of(withoutAddress, over)) {
      assertThatThrownBy(() -> LettuceCommands.of(client))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("The client can never connect: ");
    }
  }

  @Test
  void P20_leavesAConnectionThatWasHandedInOpen() throws Exception {
    StatefulRedisConnection<String, byte[]> connection = client(server()).connect(CODEC);

    LettuceCommands commands = LettuceCommands.of(connection, CODEC);
    commands.close();

    assertThat(connection.isOpen()).isTrue();
    assertThat(await(commands.get("k"))).isEmpty();
  }

  @Test
  void P19_startsWithoutAServerAndFindsItOnceItIsThere() throws Exception {
    RedisServer server = server();
    server.kill();
    LettuceCommands commands = LettuceCommands.of(client(server));

    assertThatThrownBy(() -> await(commands.get("k")))
        .hasCauseInstanceOf(RedisUnreachableException.class);
    server.start();

    assertThat(awaitRecovery(commands)).isEmpty();
  }

  @Test
  void P18_aMissingPasswordIsRefused() throws Exception {
    LettuceCommands commands = LettuceCommands.of(client(server("--requirepass", "sesame")));

    assertThatThrownBy(() -> await(commands.get("k")))
        .hasCauseInstanceOf(RedisRefusedException.class);
  }

  @Test
  void P18_aRefusalCarriesTheReplyAndLettucesException() throws Exception {
    RedisClient client = client(server());
    client.connect().sync().lpush("list", "entry");

    assertThatThrownBy(() -> await(LettuceCommands.of(client).get("list")))
        .cause()
        .isInstanceOf(RedisRefusedException.class)
        .hasMessageContaining("WRONGTYPE")
        .hasCauseInstanceOf(RedisCommandExecutionException.class);
  }

  @Test
  void P19_aCommandThatFoundNoServerFailsAndIsNotSentLater() throws Exception {
    RedisServer server = server();
    RedisClient client = clientWithoutTimeouts(server);
    StatefulRedisConnection<String, byte[]> connection = client.connect(CODEC);
    LettuceCommands commands = LettuceCommands.of(connection, CODEC);
    assertThat(await(commands.get("k"))).isEmpty();

    CompletableFuture<Void> disconnected = new CompletableFuture<>();
    connection.addListener(
        new RedisConnectionStateListener() {
          @Override
          public void onRedisDisconnected(RedisChannelHandler<?, ?> ended) {
            disconnected.complete(null);
          }
        });
    server.kill();
    await(disconnected);
    CompletionStage<Boolean> written = commands.set("k", bytes("late"), SetOptions.always());
    assertThatThrownBy(() -> await(written)).cause().isInstanceOf(RedisUnreachableException.class);
    server.start();

    assertThat(awaitRecovery(commands)).isEmpty();
  }

  @Test
  void P18_aCommandThatWasSentAndNotAnsweredTimesOut() throws Exception {
    RedisClient client = clientWithoutTimeouts(server());
    LettuceCommands commands = LettuceCommands.of(client);
    client.connect().sync().clientPause(60_000);

    assertThatThrownBy(() -> await(commands.get("k")))
        .cause()
        .isInstanceOf(RedisTimeoutException.class);
  }

  @Test
  void P21_aCancelledCallLeavesTheOthersTheirReplies() throws Exception {
    RedisClient client = client(server());
    LettuceCommands commands = LettuceCommands.of(client);
    await(commands.set("a", bytes("A"), SetOptions.always()));
    await(commands.set("b", bytes("B"), SetOptions.always()));
    StatefulRedisConnection<String, String> other = client.connect();
    other.sync().clientPause(200);

    CompletableFuture<Optional<byte[]>> cancelled = commands.get("a").toCompletableFuture();
    CompletionStage<Optional<byte[]>> kept = commands.get("b");
    assertThat(cancelled.cancel(true)).isTrue();

    assertThat(await(kept)).get(BYTE_ARRAY).isEqualTo(bytes("B"));
    assertThat(await(commands.get("a"))).get(BYTE_ARRAY).isEqualTo(bytes("A"));
  }

  @Test
  void P23_aPrefixInTheCodecIsTransparent() throws Exception {
    RedisClient client = client(server());
    StatefulRedisConnection<String, String> plain = client.connect();
    plain.sync().set("appXsess:foreign", "x");
    plain.sync().set("sess:foreign", "x");
    PrefixCodec codec = new PrefixCodec("app*[é]:");
    LettuceCommands commands = LettuceCommands.of(client.connect(codec), codec);

    await(commands.set("sess:1", bytes("1"), SetOptions.always().expiringAfter(MINUTE)));
    await(commands.set("other", bytes("2"), SetOptions.always()));

    assertThat(plain.sync().get("app*[é]:sess:1")).isEqualTo("1");
    assertThat(scan(commands, "sess:")).containsExactly("sess:1");
    assertThat(scan(commands, "")).containsExactlyInAnyOrder("sess:1", "other");
    assertThat(
            await(
                CompareAndSet.run(commands, "sess:1", bytes("1"), bytes("3"), Optional.of(MINUTE))))
        .isInstanceOf(CompareAndSet.Applied.class);
    assertThat(await(commands.delete(List.of("sess:1", "other", "none")))).isEqualTo(2);
  }

  @Test
  void valuesAreWrittenAsTheyAreWhateverTheCodec() throws Exception {
    RedisClient client = client(server());
    RedisCodec<String, byte[]> compressing =
        CompressionCodec.valueCompressor(CODEC, CompressionCodec.CompressionType.GZIP);
    LettuceCommands commands = LettuceCommands.of(client.connect(compressing), compressing);

    await(commands.set("k", bytes("v"), SetOptions.always()));

    assertThat(client.connect().sync().get("k")).isEqualTo("v");
    assertThat(await(commands.get("k"))).get(BYTE_ARRAY).isEqualTo(bytes("v"));
  }

  @Test
  void P10_remembersThatAServerLacksGetex() throws Exception {
    RedisClient client = client(server("--rename-command", "GETEX", ""));
    RedisCommands commands = LettuceCommands.of(client);
    await(commands.set("k", bytes("v"), SetOptions.always()));

    assertThat(await(commands.getAndExpire("k", MINUTE))).get(BYTE_ARRAY).isEqualTo(bytes("v"));
    StatefulRedisConnection<String, String> plain = client.connect();
    String refusalsOnce = plain.sync().info("errorstats");
    assertThat(await(commands.getAndExpire("k", MINUTE))).get(BYTE_ARRAY).isEqualTo(bytes("v"));
    assertThat(await(commands.getAndExpire("none", MINUTE))).isEmpty();

    assertThat(plain.sync().info("errorstats")).contains("errorstat_ERR:").isEqualTo(refusalsOnce);
    assertThat(plain.sync().pttl("k")).isBetween(1L, MINUTE.toMillis());
  }

  @Test
  void P14_aCursorOfAnotherAdapterIsRefused() throws Exception {
    RedisClient client = client(server());
    LettuceCommands filled = LettuceCommands.of(client);
    for (int i = 0; i < 100; i++) {
      await(filled.set("k" + i, bytes("v"), SetOptions.always()));
    }
    ScanCursor cursor = await(filled.scan("k", ScanCursor.START, 1)).next().orElseThrow();

    assertThatThrownBy(() -> LettuceCommands.of(client).scan("k", cursor, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> filled.scan("k", new ScanCursor() {}, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> filled.scan("k", ScanCursor.START, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void P14_everyCommandGoesToTheMasterThoughReadsGoToReplicas() throws Exception {
    RedisServer master = server("--repl-diskless-sync-delay", "0");
    RedisServer replica =
        server("--replicaof", "127.0.0.1", String.valueOf(master.uri().getPort()));
    RedisClient client = client(master);
    StatefulRedisConnection<String, String> plain = client.connect();
    plain.sync().set("k", "v");
    assertThat(plain.sync().waitForReplication(1, 10_000)).isEqualTo(1);
    StatefulRedisMasterReplicaConnection<String, byte[]> connection =
        MasterReplica.connect(client, CODEC, List.of(address(master), address(replica)));
    connection.setReadFrom(ReadFrom.REPLICA);
    LettuceCommands commands = LettuceCommands.of(connection, CODEC);

    assertThat(connection.sync().strlen("k")).isEqualTo(1);
    assertThat(scan(commands, "")).containsExactly("k");
    await(commands.timeToLive("k"));
    await(commands.get("k"));

    assertThat(client.connect(address(replica)).sync().info("commandstats"))
        .contains("cmdstat_strlen:")
        .doesNotContain("cmdstat_scan:", "cmdstat_pttl:", "cmdstat_get:");
  }

  private static List<String> scan(RedisCommands commands, String prefix) throws Exception {
    List<String> keys = new ArrayList<>();
    Optional<ScanCursor> cursor = Optional.of(ScanCursor.START);
    while (cursor.isPresent()) {
      ScanPage page = await(commands.scan(prefix, cursor.get(), 10));
      keys.addAll(page.keys());
      cursor = page.next();
    }
    return keys;
  }

  private static Optional<byte[]> awaitRecovery(RedisCommands commands) throws Exception {
    long start = System.nanoTime();
    while (true) {
      try {
        return await(commands.get("k"));
      } catch (ExecutionException e) {
        if (System.nanoTime() - start > SECONDS.toNanos(20)) {
          throw e;
        }
      }
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static <T> T await(CompletionStage<T> stage)
      throws ExecutionException, InterruptedException, TimeoutException {
    return stage.toCompletableFuture().get(10, SECONDS);
  }

  private RedisServer server(String... options) throws IOException {
    RedisServer server = RedisServers.start(options);
    servers.add(server);
    return server;
  }

  /** Without the password, if it has one. */
  private static RedisURI address(RedisServer server) {
    return RedisURI.builder()
        .withHost(server.uri().getHost())
        .withPort(server.uri().getPort())
        .withTimeout(Duration.ofMillis(1500))
        .build();
  }

  private RedisClient client(RedisServer server) {
    RedisClient client = RedisClient.create(address(server));
    clients.add(client);
    return client;
  }

  private RedisClient clientWithoutTimeouts(RedisServer server) {
    RedisClient client = client(server);
    client.setOptions(ClientOptions.builder().timeoutOptions(TimeoutOptions.create()).build());
    return client;
  }
}
