package io.cloakroom.async;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The elements of batches one by one. A batch is asked for when the elements of the one before are
 * used up, in a parallel stream, too.
 */
public final class BatchElements<T> extends Spliterators.AbstractSpliterator<T> {

  private final Supplier<Optional<List<T>>> batches;
  private Iterator<T> rest = Collections.emptyIterator();

  /**
   * @param batches gives the next batch; nothing at the end
   */
  public BatchElements(Supplier<Optional<List<T>>> batches) {
    super(Long.MAX_VALUE, Spliterator.NONNULL);
    this.batches = batches;
  }

  @Override
  public boolean tryAdvance(Consumer<? super T> action) {
    while (!rest.hasNext()) {
      Optional<List<T>> next = batches.get();
      if (next.isEmpty()) {
        return false;
      }
      rest = next.get().iterator();
    }
    action.accept(rest.next());
    return true;
  }

  /** Splitting would fetch batches that nobody has asked for. */
  @Override
  public @Nullable Spliterator<T> trySplit() {
    return null;
  }
}
