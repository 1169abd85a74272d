package io.cloakroom.redis.adapter;

import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.StageFailure;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A second way for a command that servers may lack, which remembers that the first is refused. One
 * client has one of these for each such command, so that a server without it is asked once.
 *
 * <pre>{@code
 * private final Fallback getex = new Fallback();
 * …
 * return getex.tried(() -> getex(key, ttl), () -> eval(GET_AND_EXPIRE, key, ttl));
 * }</pre>
 */
public final class Fallback {

  private volatile boolean firstIsRefused;

  /** Starts with the first way. */
  public Fallback() {}

  /**
   * Answers like {@code first}. Where the server refuses the command itself ({@link
   * RedisRefusedException#isAboutCommand}, in whatever words), answers like {@code second}, and
   * goes straight to the second way from then on if that succeeds. Where both are refused, the
   * failure is the first one.
   */
  public <T> CompletionStage<T> tried(
      Supplier<CompletionStage<T>> first, Supplier<CompletionStage<T>> second) {
    if (firstIsRefused) {
      return second.get();
    }
    CompletionStage<T> tried = first.get();
    return whenRefused(
        tried, RedisRefusedException::isAboutCommand, () -> remembered(second.get(), tried));
  }

  /**
   * Returns the same, for a first way that few servers know yet: where both are refused, the
   * failure is the second one, because that is the way that users can allow.
   */
  public <T> CompletionStage<T> triedIfKnown(
      Supplier<CompletionStage<T>> first, Supplier<CompletionStage<T>> second) {
    return firstIsRefused
        ? second.get()
        : whenRefused(
            first.get(), RedisRefusedException::isAboutCommand, () -> noted(second.get()));
  }

  private <T> CompletionStage<T> noted(CompletionStage<T> second) {
    return second.thenApply(
        answer -> {
          firstIsRefused = true;
          return answer;
        });
  }

  private <T> CompletionStage<T> remembered(CompletionStage<T> second, CompletionStage<T> refused) {
    return noted(second)
        .exceptionallyCompose(
            failure ->
                StageFailure.cause(failure) instanceof RedisRefusedException refusal
                        && (refusal.isAboutCommand() || refusal.code().equals("ERR"))
                    ? refused
                    : CompletableFuture.failedStage(failure));
  }

  /**
   * Answers like {@code first}, or like {@code second} where the server refused the first for the
   * reason given; any other failure stays as it is.
   *
   * <pre>{@code
   * Fallback.whenRefused(evalsha(…), RedisRefusedException::isUnknownScript, () -> eval(…));
   * }</pre>
   */
  public static <T> CompletionStage<T> whenRefused(
      CompletionStage<T> first,
      Predicate<RedisRefusedException> reason,
      Supplier<CompletionStage<T>> second) {
    return first.exceptionallyCompose(
        failure ->
            StageFailure.cause(failure) instanceof RedisRefusedException refused
                    && reason.test(refused)
                ? second.get()
                : first);
  }
}
