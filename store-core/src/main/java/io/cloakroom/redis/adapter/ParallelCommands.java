package io.cloakroom.redis.adapter;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Sends several commands at once, and waits for all of them. */
final class ParallelCommands {

  private ParallelCommands() {}

  /** Answers in the order of the parts; fails once all have ended, if one of them has. */
  static <A, T> CompletionStage<List<T>> all(
      Collection<A> parts, Function<A, CompletionStage<T>> sent) {
    List<CompletableFuture<T>> replies =
        parts.stream().map(part -> sent.apply(part).toCompletableFuture()).toList();
    return CompletableFuture.allOf(replies.toArray(CompletableFuture<?>[]::new))
        .thenApply(done -> replies.stream().map(CompletableFuture::join).toList());
  }
}
