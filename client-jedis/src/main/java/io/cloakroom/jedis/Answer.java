package io.cloakroom.jedis;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What became of one of several commands: a reply, which may be null, or a failure. */
record Answer(@Nullable Object reply, @Nullable RuntimeException failure) {

  static Answer of(Supplier<@Nullable Object> command) {
    try {
      return new Answer(command.get(), null);
    } catch (RuntimeException e) {
      return failed(e);
    }
  }

  static Answer failed(RuntimeException failure) {
    return new Answer(null, failure);
  }

  CompletionStage<@Nullable Object> toStage() {
    return failure == null
        ? CompletableFuture.completedStage(reply)
        : CompletableFuture.failedStage(failure);
  }
}
