package io.cloakroom.tests.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.tck.client.ConcurrentTasks;
import io.cloakroom.tck.client.ForwardingRedisCommands;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** S42, where Redis is far away: a save takes long, so others are faster more often. */
class SlowNetworkTest {

  private static final int SERVERS = 25;
  private static final int WRITERS = 75;
  private static final int ONE_WAY_MILLIS = 10;

  private static final Executor LATER =
      CompletableFuture.delayedExecutor(ONE_WAY_MILLIS, TimeUnit.MILLISECONDS);

  @Test
  void S42_manyWritersOfManyServersThatAreFarAwayAllSucceed() throws Exception {
    RedisCommands near = InMemoryRedisCommands.create();
    BlockingSessionStore store = RedisSessionStore.builder(near).build().blocking();
    Session session = Session.create(SessionId.random(), SessionCookie.PLAIN);
    session.set("user", "ada");
    store.create(session);
    List<BlockingSessionStore> servers = new ArrayList<>();
    for (int i = 0; i < SERVERS; i++) {
      servers.add(RedisSessionStore.builder(new FarAway(near)).build().blocking());
    }
    List<Callable<SaveOutcome>> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      Session mine = store.get(session.id()).orElseThrow();
      mine.set("writer" + i, i);
      BlockingSessionStore server = servers.get(i % SERVERS);
      writers.add(() -> server.update(mine));
    }

    assertThat(ConcurrentTasks.run(writers)).containsOnly(SaveOutcome.SAVED);

    assertThat(store.get(session.id()).orElseThrow().names()).hasSize(WRITERS + 1);
  }

  private static final class FarAway extends ForwardingRedisCommands {
    FarAway(RedisCommands near) {
      super(near);
    }

    @Override
    public CompletionStage<List<byte[]>> eval(
        RedisScript script, List<String> keys, List<byte[]> arguments) {
      return CompletableFuture.supplyAsync(() -> super.eval(script, keys, arguments), LATER)
          .thenCompose(answer -> answer)
          .thenApplyAsync(answer -> answer, LATER);
    }
  }
}
