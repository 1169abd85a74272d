package io.cloakroom.lettuce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tck.servers.RedisServer;
import io.cloakroom.tck.servers.RedisServers;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** What an application does in a callback of Lettuce's own runs on a thread that brings answers. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReceivingThreadTest {

  private RedisServer server;

  @BeforeAll
  void start() {
    server = RedisServers.start();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void S49_waitingInACallbackOfLettucesIsRefusedFromTheFirstTimeOn() {
    RedisClient client = RedisClient.create(RedisURI.create(server.uri()));
    try (StatefulRedisConnection<String, String> connection = client.connect();
        LettuceCommands commands = LettuceCommands.of(client)) {
      assertRefused(connection, RedisSessionStore.builder(commands).build(), "lettuce-");
    } finally {
      client.shutdown();
    }
  }

  @Test
  void S49_threadsThatTheApplicationNamedAreKnownOnceTheyBroughtAnAnswer() {
    ClientResources resources =
        ClientResources.builder()
            .threadFactoryProvider(pool -> new DefaultThreadFactory("own-threads", true))
            .build();
    RedisClient client = RedisClient.create(resources, RedisURI.create(server.uri()));
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      SessionStore store =
          RedisSessionStore.builder(LettuceCommands.of(connection, StringCodec.UTF8)).build();
      assertThat(store.blocking().get(SessionId.random())).isEmpty();

      assertRefused(connection, store, "own-threads");
      assertThat(store.blocking().get(SessionId.random())).as("on this thread").isEmpty();
    } finally {
      client.shutdown();
      boolean ended =
          resources.shutdown(0, 0, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
      assertThat(ended).isTrue();
    }
  }

  @Test
  void P30_whatFollowsAStageOfTheStoreMayWait() {
    RedisClient client = RedisClient.create(RedisURI.create(server.uri()));
    try (LettuceCommands commands = LettuceCommands.of(client)) {
      SessionStore store = RedisSessionStore.builder(commands).build();

      assertThat(
              store
                  .get(SessionId.random())
                  .thenApply(none -> store.blocking().get(SessionId.random()))
                  .toCompletableFuture()
                  .join())
          .isEmpty();
    } finally {
      client.shutdown();
    }
  }

  private static void assertRefused(
      StatefulRedisConnection<String, String> connection, SessionStore store, String thread) {
    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(
            () ->
                connection
                    .async()
                    .blpop(0.05, "nothing") // so that what follows is there before the answer
                    .thenApply(none -> store.blocking().get(SessionId.random()))
                    .toCompletableFuture()
                    .join())
        .withCauseInstanceOf(IllegalStateException.class)
        .withMessageContaining("Thread " + thread)
        .withMessageContaining("receives answers");
  }
}
