package io.cloakroom.lettuce;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.tck.fault.FaultyProxy;
import io.cloakroom.tck.servers.Await;
import io.cloakroom.tck.servers.RedisServer;
import io.cloakroom.tck.servers.RedisServers;
import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisServerCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.net.ConnectException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Lettuce carries over to its next connection by itself, and may not. */
class ReconnectTest {

  private static final byte[] VALUE = "value".getBytes(UTF_8);

  private final KitClients clients = new KitClients(Duration.ofSeconds(5));
  private RedisServer server;
  private RedisClient client;
  private final CompletableFuture<Void> disconnected = new CompletableFuture<>();

  @BeforeEach
  void start() throws Exception {
    server = RedisServers.start();
    client = clients.open(server.uri());
  }

  @AfterEach
  void stop() {
    KitClients.shutDown(client);
    server.close();
  }

  @Test
  void P14_aScanThatLosesItsConnectionLooksAtAllKeysAgain() throws Exception {
    RedisCommands commands = commands();
    ScanCursor cursor = firstPageOfAHundred(commands);

    endItsConnection();
    awaitRecovery(commands);

    assertThat(restOfScan(commands, cursor)).hasSize(100);
  }

  /** One by Lettuce itself, the other by a new connection in its place. */
  @Test
  void P14_aScanBetweenTwoLossesOfAConnectionLooksAtAllKeysAgain() throws Exception {
    AtomicInteger delays = new AtomicInteger();
    ClientResources once =
        ClientResources.builder()
            .reconnectDelay(
                new Delay() {
                  @Override
                  public Duration createDelay(long attempt) {
                    return delays.getAndIncrement() == 0 ? Duration.ZERO : Duration.ofHours(1);
                  }
                })
            .build();
    RedisClient reconnecting = RedisClient.create(once, RedisURI.create(server.uri()));
    try (LettuceCommands commands = LettuceCommands.of(reconnecting)) {
      firstPageOfAHundred(commands);
      client.connect().sync().clientKill(KillArgs.Builder.typeNormal().skipme());
      while (delays.get() == 0) {
        Thread.onSpinWait();
      }
      awaitRecovery(commands);
      ScanCursor between = firstPageOfAHundred(commands);
      server.kill();
      assertThatItFails(commands);
      server.start();
      awaitRecovery(commands);
      firstPageOfAHundred(commands);

      assertThat(restOfScan(commands, between)).hasSize(100);
    } finally {
      KitClients.shutDown(reconnecting);
      assertThat(once.shutdown(0, 2, SECONDS).await(10, SECONDS)).isTrue();
    }
  }

  /** By default, Lettuce waits up to 30 seconds before it tries once more. */
  @Test
  void P19_anOutageIsOverWhenTheServerIsBackHoweverLongLettuceWaits() throws Exception {
    ClientResources patient =
        ClientResources.builder().reconnectDelay(Delay.constant(Duration.ofHours(1))).build();
    RedisClient waiting = RedisClient.create(patient, RedisURI.create(server.uri()));
    try (LettuceCommands commands = LettuceCommands.of(waiting)) {
      ScanCursor before = firstPageOfAHundred(commands);
      server.kill();
      assertThatItFails(commands);

      server.start();
      long back = System.nanoTime();
      awaitRecovery(commands);

      assertThat(Duration.ofNanos(System.nanoTime() - back)).isLessThan(Duration.ofSeconds(10));
      firstPageOfAHundred(commands);
      assertThat(restOfScan(commands, before)).hasSize(100);
    } finally {
      KitClients.shutDown(waiting);
      assertThat(patient.shutdown(0, 2, SECONDS).await(10, SECONDS)).isTrue();
    }
  }

  /** A proxy may accept connections before the server behind it answers; Lettuce waits a minute. */
  @Test
  void P19_aHandshakeThatNobodyAnswersHoldsUpNoLaterOne() throws Exception {
    try (FaultyProxy proxy = FaultyProxy.before(server.uri())) {
      RedisClient waiting = RedisClient.create(RedisURI.create(proxy.uri()));
      try (LettuceCommands commands = LettuceCommands.of(waiting, Duration.ofSeconds(1))) {
        await(commands.get("k0"));
        proxy.goAway();
        assertThatItFails(commands);
        proxy.stall();
        proxy.comeBack();
        assertThatItFails(commands);

        proxy.freezeConnections();
        proxy.pass();
        long back = System.nanoTime();
        awaitRecovery(commands);

        assertThat(Duration.ofNanos(System.nanoTime() - back)).isLessThan(Duration.ofSeconds(10));
      } finally {
        KitClients.shutDown(waiting);
      }
    }
  }

  private static void assertThatItFails(RedisCommands commands) {
    assertThat(commands.get("k0").toCompletableFuture())
        .failsWithin(Duration.ofSeconds(20))
        .withThrowableThat()
        .withCauseInstanceOf(RedisCommandException.class);
  }

  /** Lettuce opens each again by itself that is not closed when another one takes its place. */
  @Test
  void P28_afterSeveralOutagesOneConnectionIsOpen() throws Exception {
    Set<RedisChannelHandler<?, ?>> opened = ConcurrentHashMap.newKeySet();
    client.addListener(
        new RedisConnectionStateListener() {
          @Override
          public void onRedisConnected(RedisChannelHandler<?, ?> connection, SocketAddress to) {
            opened.add(connection);
          }
        });
    try (LettuceCommands commands = LettuceCommands.of(client)) {
      awaitRecovery(commands);
      for (int outage = 0; outage < 3; outage++) {
        server.kill();
        awaitReplacement(commands);
        server.start();
        awaitRecovery(commands);
      }
      assertThat(opened).hasSizeGreaterThan(1);
      assertThat(opened.stream().filter(each -> !each.isClosed())).hasSize(1);
    }
    assertThat(opened).allMatch(RedisChannelHandler::isClosed);
  }

  /** Calls until a connection was to be opened in place of the one that is lost, in vain. */
  private static void awaitReplacement(RedisCommands commands) {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Await.until(
        "no connection can be opened",
        () -> {
          failure.set(commands.get("k0").handle((found, e) -> e).toCompletableFuture().join());
          return Throwables.getRootCause(failure.get()) instanceof ConnectException;
        },
        () -> ": " + failure.get());
  }

  /** Writes a hundred keys, and begins to scan them. */
  private static ScanCursor firstPageOfAHundred(RedisCommands commands) throws Exception {
    for (int i = 0; i < 100; i++) {
      await(commands.set("k" + i, VALUE, SetOptions.always()));
    }
    return await(commands.scan("k", ScanCursor.START, 1)).next().orElseThrow();
  }

  private static Set<String> restOfScan(RedisCommands commands, ScanCursor cursor)
      throws Exception {
    Set<String> found = new HashSet<>();
    Optional<ScanCursor> next = Optional.of(cursor);
    while (next.isPresent()) {
      ScanPage page = await(commands.scan("k", next.get(), 10));
      found.addAll(page.keys());
      next = page.next();
    }
    return found;
  }

  private RedisCommands commands() {
    StatefulRedisConnection<String, byte[]> connection =
        client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE));
    connection.addListener(
        new RedisConnectionStateListener() {
          @Override
          public void onRedisDisconnected(RedisChannelHandler<?, ?> ended) {
            disconnected.complete(null);
          }
        });
    return LettuceCommands.of(connection, StringCodec.UTF8);
  }

  private void endItsConnection() throws Exception {
    RedisServerCommands<String, String> told = client.connect().sync();
    told.clientKill(KillArgs.Builder.typeNormal().skipme());
    await(disconnected);
  }

  private static void awaitRecovery(RedisCommands commands) throws Exception {
    while (true) {
      try {
        commands.get("k0").toCompletableFuture().join();
        return;
      } catch (CompletionException e) {
        assertThat(e).hasCauseInstanceOf(RedisCommandException.class);
      }
    }
  }

  private static <T> T await(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(20, SECONDS);
  }
}
