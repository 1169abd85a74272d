package io.cloakroom.tests.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Walks over all sessions through ports that do what the in-memory one never does. */
@Timeout(20)
class WalksTest {

  private static final int SESSIONS = 12;

  private static final Executor A_LITTLE_LATER =
      CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS);

  private final InMemoryRedisCommands redis = InMemoryRedisCommands.create();

  @Test
  void S14_answersThatComeLaterAreAddedUpToo() {
    BlockingSessionStore store = over(new Late(redis));
    fill(store);

    assertThat(store.length()).isEqualTo(SESSIONS);
    assertThat(store.clear()).isEqualTo(SESSIONS);
    assertThat(store.length()).isZero();
  }

  @Test
  void S14_aStepThatFailsEndsTheWalk() {
    fill(over(redis));

    WithoutDelete failing = new WithoutDelete(redis);

    assertThatThrownBy(() -> over(failing).clear()).isInstanceOf(RedisTimeoutException.class);
    assertThat(failing.deletes).as("nothing is asked after the failure").isEqualTo(1);
    assertThat(over(redis).length()).isEqualTo(SESSIONS);
  }

  @Test
  void S12_aKeyOfAnotherPrefixIsNoSessionEvenIfTheServerReturnsIt() {
    BlockingSessionStore store = over(new WithAForeignKey(redis));
    fill(store);

    assertThat(store.length()).isEqualTo(SESSIONS);
    assertThat(store.ids()).hasSize(SESSIONS);
  }

  private static BlockingSessionStore over(RedisCommands port) {
    return RedisSessionStore.builder(port).scanCount(5).build().blocking();
  }

  private static void fill(BlockingSessionStore store) {
    for (int number = 0; number < SESSIONS; number++) {
      Session session = Session.create(SessionId.random(), SessionCookie.PLAIN);
      session.set("number", number);
      store.create(session);
    }
  }

  /** Answers scans and removals on another thread, when the caller has gone on. */
  private static final class Late extends ForwardingPort {
    Late(RedisCommands sound) {
      super(sound);
    }

    @Override
    public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
      return super.scan(prefix, cursor, count).thenApplyAsync(Function.identity(), A_LITTLE_LATER);
    }

    @Override
    public CompletionStage<Long> delete(Collection<String> keys) {
      return super.delete(keys).thenApplyAsync(Function.identity(), A_LITTLE_LATER);
    }
  }

  private static final class WithoutDelete extends ForwardingPort {
    private int deletes;

    WithoutDelete(RedisCommands sound) {
      super(sound);
    }

    @Override
    public CompletionStage<Long> delete(Collection<String> keys) {
      deletes++;
      return CompletableFuture.failedStage(new RedisTimeoutException("No answer in time", null));
    }
  }

  private static final class WithAForeignKey extends ForwardingPort {
    WithAForeignKey(RedisCommands sound) {
      super(sound);
    }

    @Override
    public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
      ScanPage page = now(super.scan(prefix, cursor, count));
      List<String> keys = new ArrayList<>(page.keys());
      keys.add("a-key-of-somebody-else-that-looks-like-an-id");
      return done(new ScanPage(keys, page.next()));
    }
  }
}
