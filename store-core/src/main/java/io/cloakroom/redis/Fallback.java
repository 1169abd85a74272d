package io.cloakroom.redis;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A second way for what a server refused, for adapters. */
public final class Fallback {

  private Fallback() {}

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
        failure -> {
          Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
          return cause instanceof RedisRefusedException refused && reason.test(refused)
              ? second.get()
              : first;
        });
  }
}
