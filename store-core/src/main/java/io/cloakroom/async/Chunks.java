package io.cloakroom.async;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Works on a long list a bounded part at a time, so that no command to Redis grows with it. */
public final class Chunks {

  private Chunks() {}

  /**
   * Runs an action on each part of a list, one after another.
   *
   * @param size how many elements a part has at most
   * @return what the action returned, in order
   */
  public static <T, R> CompletionStage<List<R>> each(
      List<T> list, int size, Function<List<T>, CompletionStage<R>> action) {
    List<R> results = new ArrayList<>();
    Iterator<List<T>> parts = of(list, size).iterator();
    return AsyncLoop.until(
        () ->
            parts.hasNext()
                ? action
                    .apply(parts.next())
                    .thenApply(
                        result -> {
                          results.add(result);
                          return Optional.empty();
                        })
                : CompletableFuture.completedStage(Optional.of(results)));
  }

  private static <T> List<List<T>> of(List<T> list, int size) {
    List<List<T>> parts = new ArrayList<>();
    for (int i = 0; i < list.size(); i += size) {
      parts.add(list.subList(i, Math.min(i + size, list.size())));
    }
    return parts;
  }
}
