package io.cloakroom.redis.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.StageFailure;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs commands of a client so that each ends within its time, fails with the port's exceptions
 * only, and hands out its answer where {@link AnswerExecutor} says.
 */
record CommandRunner<M>(RawClient<M> client, Duration timeout) {

  private static final Logger LOG = LoggerFactory.getLogger(ClientCommands.class);

  CompletionStage<@Nullable Object> run(RawCommand command) {
    return ending(command, () -> client.send(command));
  }

  CompletionStage<@Nullable Object> run(M master, RawCommand command) {
    return ending(command, () -> client.send(master, command));
  }

  /** Runs commands of one call, each of which may fail by itself. */
  List<CompletionStage<@Nullable Object>> runAll(List<RawCommand> commands) {
    if (commands.isEmpty()) {
      return List.of();
    }
    List<? extends CompletionStage<?>> replies = started(commands);
    return IntStream.range(0, commands.size())
        .mapToObj(i -> this.<@Nullable Object>ending(commands.get(i), () -> replies.get(i)))
        .toList();
  }

  private List<? extends CompletionStage<?>> started(List<RawCommand> commands) {
    try {
      return client.sendAll(commands);
    } catch (RuntimeException e) {
      return Collections.nCopies(commands.size(), CompletableFuture.failedStage(e));
    }
  }

  CompletionStage<List<M>> masters(Deadline deadline) {
    RawCommand asking = new RawCommand("masters", true, deadline);
    return ending(asking, () -> client.masters(asking));
  }

  private <T extends @Nullable Object> CompletionStage<T> ending(
      RawCommand command, Supplier<? extends CompletionStage<?>> call) {
    CompletionStage<?> reply = started(call);
    CompletableFuture<T> answer = new CompletableFuture<>();
    if (reply.toCompletableFuture().isDone()) {
      reply.whenComplete((value, failure) -> complete(answer, command, value, failure));
      return answer;
    }
    AtomicBoolean over = new AtomicBoolean();
    Runnable end =
        () -> {
          if (over.compareAndSet(false, true)) {
            reply.whenComplete((value, failure) -> complete(answer, command, value, failure));
          }
        };
    Runnable takeBack =
        CallbackThreads.alarm(
            command.remaining(),
            () -> {
              if (reply.toCompletableFuture().isDone()) {
                end.run(); // it is where it goes on that is late
              } else if (over.compareAndSet(false, true)) {
                failing(answer, () -> timedOut(command));
              }
            });
    Executor executor = AnswerExecutor.current();
    reply.whenComplete(
        (value, failure) ->
            AnswerExecutor.execute(
                executor,
                () -> {
                  takeBack.run();
                  end.run();
                }));
    return answer;
  }

  private static boolean givenUp(RawCommand command) {
    try {
      return command.giveUp();
    } catch (RuntimeException e) {
      LOG.warn("A command whose time is over could not be taken back", e);
      return false;
    }
  }

  /** Starts a call; one that throws has failed. */
  static CompletionStage<?> started(Supplier<? extends CompletionStage<?>> call) {
    try {
      return call.get();
    } catch (RuntimeException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  @SuppressWarnings("unchecked") // the caller knows what the command answers with
  private <T extends @Nullable Object> void complete(
      CompletableFuture<T> answer,
      RawCommand command,
      @Nullable Object value,
      @Nullable Throwable failure) {
    if (failure == null) {
      answer.complete((T) value);
    } else {
      failing(answer, () -> translated(StageFailure.cause(failure), command));
    }
  }

  /**
   * Ends the stage in any case: exceptions of clients may throw when they are asked what they say.
   */
  private static void failing(CompletableFuture<?> answer, Supplier<Throwable> failure) {
    try {
      answer.completeExceptionally(failure.get());
    } catch (RuntimeException | StackOverflowError e) {
      answer.completeExceptionally(e);
    }
  }

  private RedisCommandException translated(Throwable failure, RawCommand command) {
    RedisCommandException translated =
        failure instanceof RedisCommandException ours ? ours : client.translate(failure, command);
    return translated.without(command.secrets().stream().map(CommandRunner::text).toList());
  }

  /** Short arguments are options and numbers, which stand in messages for other reasons, too. */
  private static String text(byte[] argument) {
    return argument.length < 8 ? "" : new String(argument, UTF_8);
  }

  private RedisCommandException timedOut(RawCommand command) {
    boolean sent = givenUp(command);
    RedisCommandException before = command.lastFailure();
    if (before != null) {
      return translated(before, command);
    }
    return sent
        ? new RedisTimeoutException(
            "Redis did not answer within %s ms".formatted(timeout.toMillis()), null)
        : new RedisUnreachableException(
            "Redis cannot be reached: no connection took the command within %s ms"
                .formatted(timeout.toMillis()),
            null);
  }
}
