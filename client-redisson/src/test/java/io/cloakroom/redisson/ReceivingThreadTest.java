package io.cloakroom.redisson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tck.servers.RawRedis;
import io.cloakroom.tck.servers.RedisServer;
import io.cloakroom.tck.servers.RedisServers;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;
import org.redisson.config.TransportMode;

/**
 * What an application does in a callback of Redisson's own runs on a thread that brings answers.
 */
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
  void S49_waitingInACallbackOfRedissonsIsRefusedFromTheFirstTimeOn() {
    RedissonClient client = Redisson.create(config());
    try {
      assertRefused(client, store(client), "redisson-netty");
    } finally {
      client.shutdown(0, 0, TimeUnit.SECONDS);
    }
  }

  @Test
  @SuppressWarnings("deprecation") // its successor needs Netty 4.2
  void S49_threadsThatTheApplicationNamedAreKnownOnceTheyBroughtAnAnswer() throws Exception {
    EventLoopGroup own = new NioEventLoopGroup(1, new DefaultThreadFactory("own-threads", true));
    Config config = config();
    config.setTransportMode(TransportMode.NIO).setEventLoopGroup(own);
    RedissonClient client = Redisson.create(config);
    try {
      SessionStore store = store(client);
      try (RawRedis raw = server.raw()) {
        raw.call("CLIENT", "PAUSE", "200", "ALL"); // so that the answer has to be waited for
      }
      assertThat(store.blocking().get(SessionId.random())).isEmpty();

      assertRefused(client, store, "own-threads");
      assertThat(store.blocking().get(SessionId.random())).as("on this thread").isEmpty();
    } finally {
      client.shutdown(0, 0, TimeUnit.SECONDS);
      boolean ended =
          own.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
      assertThat(ended).isTrue();
    }
  }

  private Config config() {
    Config config = new Config();
    config.useSingleServer().setAddress(server.uri().toString());
    return config;
  }

  private static SessionStore store(RedissonClient client) {
    return RedisSessionStore.builder(RedissonCommands.of(client)).build();
  }

  private static void assertRefused(RedissonClient client, SessionStore store, String thread) {
    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(
            () ->
                client
                    .getBlockingQueue("nothing")
                    .pollAsync(
                        50,
                        TimeUnit.MILLISECONDS) // so that what follows is there before the answer
                    .thenApply(none -> store.blocking().get(SessionId.random()))
                    .toCompletableFuture()
                    .join())
        .withCauseInstanceOf(IllegalStateException.class)
        .withMessageContaining("Thread " + thread)
        .withMessageContaining("receives answers");
  }
}
