package io.cloakroom.redis.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.RedisTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** On which threads answers are handed out. */
class AnswerExecutorTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  private final Queue<Runnable> loop = new ArrayDeque<>();
  private final CompletableFuture<Object> reply = new CompletableFuture<>();

  @Test
  void anAnswerIsHandedOutOnTheNamedExecutor() {
    CompletableFuture<String> handedOutBy = AnswerExecutor.use(loop::add, () -> asked(LONG));
    reply.complete("value".getBytes(UTF_8));
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
    reply.complete("value".getBytes(UTF_8));

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
    reply.complete("value".getBytes(UTF_8));

    assertThatOursDoes(handedOutBy);
    assertThat(loop).isEmpty();
  }

  private static void assertThatOursDoes(CompletableFuture<String> handedOutBy) {
    assertThat(handedOutBy.orTimeout(15, TimeUnit.SECONDS).join())
        .startsWith("cloakroom-callbacks");
  }

  /** Asks for a value, and returns the name of the thread that hands it out. */
  private CompletableFuture<String> asked(Duration timeout) {
    ScriptedClient client = new ScriptedClient();
    client.answers(reply);
    ClientCommands<String> commands = new ClientCommands<>(client, timeout) {};
    return commands
        .get("key")
        .thenApply(value -> Thread.currentThread().getName())
        .toCompletableFuture();
  }
}
