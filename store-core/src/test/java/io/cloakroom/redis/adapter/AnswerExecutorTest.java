package io.cloakroom.redis.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** On which threads answers are handed out. */
class AnswerExecutorTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  private final Queue<Runnable> loop = new ArrayDeque<>();
  private final LateClient client = new LateClient();

  @Test
  void anAnswerIsHandedOutOnTheNamedExecutor() {
    CompletableFuture<String> handedOutBy = AnswerExecutor.use(loop::add, () -> asked(LONG));
    client.reply.complete("value".getBytes(UTF_8));
    assertThat(handedOutBy).isNotDone();

    loop.remove().run();

    assertThat(handedOutBy).isCompletedWithValue(Thread.currentThread().getName());
    assertThat(loop).isEmpty();
  }

  @Test
  void afterwardsAnswersAreHandedOutOnOurThreadsAgain() {
    AnswerExecutor.use(loop::add, () -> "nothing");

    assertThatOursHandsOut(asked(LONG));
  }

  @Test
  void withinItNoneMeansOurThreads() {
    assertThatOursHandsOut(
        AnswerExecutor.use(loop::add, () -> AnswerExecutor.use(null, () -> asked(LONG))));
  }

  @Test
  void anExecutorThatHasEndedLosesNoAnswer() {
    Executor ended =
        task -> {
          throw new RejectedExecutionException("ended");
        };

    assertThatOursHandsOut(AnswerExecutor.use(ended, () -> asked(LONG)));
  }

  /** An event loop that is kept busy is no Redis that is silent. */
  @Test
  void whatABusyExecutorKeepsIsHandedOutWhenTheTimeoutIsOver() {
    CompletableFuture<String> handedOutBy =
        AnswerExecutor.use(loop::add, () -> asked(Duration.ofMillis(500)));
    client.reply.complete("value".getBytes(UTF_8));

    assertThatOursDoes(handedOutBy);

    loop.remove().run(); // too late, and harmless
  }

  @Test
  void whatIsNotAnsweredAtAllTimesOutWhereverItWouldHaveBeenHandedOut() {
    CompletableFuture<String> handedOutBy =
        AnswerExecutor.use(loop::add, () -> asked(Duration.ofMillis(50)));

    assertThat(handedOutBy)
        .failsWithin(Duration.ofSeconds(15))
        .withThrowableThat()
        .withCauseInstanceOf(RedisTimeoutException.class);
    assertThat(loop).isEmpty();
  }

  private void assertThatOursHandsOut(CompletableFuture<String> handedOutBy) {
    client.reply.complete("value".getBytes(UTF_8));

    assertThatOursDoes(handedOutBy);
    assertThat(loop).isEmpty();
  }

  private static void assertThatOursDoes(CompletableFuture<String> handedOutBy) {
    assertThat(handedOutBy.orTimeout(15, TimeUnit.SECONDS).join())
        .startsWith("cloakroom-callbacks");
  }

  /** Asks for a value, and returns the name of the thread that hands it out. */
  private CompletableFuture<String> asked(Duration timeout) {
    ClientCommands<String> commands = new ClientCommands<>(client, timeout) {};
    return commands
        .get("key")
        .thenApply(value -> Thread.currentThread().getName())
        .toCompletableFuture();
  }

  /** A client that answers when the test says so. */
  private static final class LateClient implements RawClient<String> {

    private final CompletableFuture<@Nullable Object> reply = new CompletableFuture<>();

    @Override
    public CompletionStage<?> send(RawCommand command) {
      command.onTimeout(() -> true);
      return reply;
    }

    @Override
    public CompletionStage<?> send(String master, RawCommand command) {
      return reply;
    }

    @Override
    public boolean isCluster() {
      return false;
    }

    @Override
    public CompletionStage<List<String>> masters(RawCommand asking) {
      return CompletableFuture.completedStage(List.of("master"));
    }

    @Override
    public long lostConnections() {
      return 0;
    }

    @Override
    public RedisCommandException translate(Throwable failure, RawCommand command) {
      return (RedisCommandException) failure;
    }
  }
}
