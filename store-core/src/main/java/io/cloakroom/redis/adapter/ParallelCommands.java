package io.cloakroom.redis.adapter;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sends several commands at once, and waits for all of them. */
final class ParallelCommands {

  private ParallelCommands() {}

  /** Answers in the order of the parts; fails once all have ended, if one of them has. */
  static <A, T extends @Nullable Object> CompletionStage<List<T>> all(
      Collection<A> parts, Function<A, CompletionStage<T>> sent) {
    return joined(parts.stream().map(sent).toList());
  }

  /** Answers in the order of the stages; fails once all have ended, if one of them has. */
  static <T extends @Nullable Object> CompletionStage<List<T>> joined(
      List<CompletionStage<T>> stages) {
    List<CompletableFuture<T>> replies =
        stages.stream().map(CompletionStage::toCompletableFuture).toList();
    return CompletableFuture.allOf(replies.toArray(CompletableFuture<?>[]::new))
        .thenApply(
            done -> {
              List<T> answers = new ArrayList<>(replies.size()); // an answer may be null
              replies.forEach(reply -> answers.add(reply.join()));
              return answers;
            });
  }
}
