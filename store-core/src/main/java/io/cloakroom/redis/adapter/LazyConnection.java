package io.cloakroom.redis.adapter;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.cloakroom.redis.StageFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection that is opened when it is needed, and again after an attempt that failed, so that an
 * application starts while Redis is away, or after it was lost for good. Where a client connects
 * blocking, one thread does it for all the commands that wait; where nobody answers to it in time,
 * another one tries as well, and the first connection that comes is used.
 */
public final class LazyConnection<T> implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LazyConnection.class);

  /** How long commands fail like the last attempt, before there is another one. */
  private static final Duration PAUSE = Duration.ofMillis(100);

  /** How long an attempt has at least, so that few of them wait side by side. */
  private static final Duration LEAST_PATIENCE = Duration.ofSeconds(1);

  private final Supplier<T> open;
  private final Consumer<T> close;
  private final Predicate<T> lost;
  private final Duration patience;
  private @Nullable Attempt<T> attempt;
  private @Nullable Throwable lastFailure;
  private boolean closed;

  /**
   * @param since when a thread last began to connect, or when it failed
   */
  private record Attempt<T>(CompletableFuture<T> outcome, AtomicLong since) {

    Attempt() {
      this(new CompletableFuture<>(), new AtomicLong());
    }

    void note() {
      since.set(System.nanoTime());
    }

    boolean isOlderThan(Duration age) {
      return System.nanoTime() - since.get() > age.toNanos();
    }

    boolean isUnanswered(Duration patience) {
      return !outcome.isDone() && isOlderThan(patience);
    }
  }

  /**
   * @param open connects, and may block meanwhile
   * @param close ends what was opened
   * @param patience how long a thread may take to connect before another one tries as well; at
   *     least a second
   */
  public LazyConnection(Supplier<T> open, Consumer<T> close, Duration patience) {
    this(open, close, opened -> false, patience);
  }

  /**
   * @param open connects, and may block meanwhile
   * @param close ends what was opened
   * @param lost whether a connection is to be closed, and another one opened in its place; asked
   *     for each command
   * @param patience how long a thread may take to connect before another one tries as well; at
   *     least a second
   */
  public LazyConnection(Supplier<T> open, Consumer<T> close, Predicate<T> lost, Duration patience) {
    this.open = open;
    this.close = close;
    this.lost = lost;
    this.patience = patience.compareTo(LEAST_PATIENCE) > 0 ? patience : LEAST_PATIENCE;
  }

  /** Returns the connection if it is there, or the attempt to open it. */
  public synchronized CompletableFuture<T> get() {
    Attempt<T> last = attempt;
    if (last == null || isOver(last)) {
      Attempt<T> begun = new Attempt<>();
      attempt = begun;
      return begin(begun, () -> connect(begun, last));
    }
    return !closed && last.isUnanswered(patience)
        ? begin(last, () -> connect(last, null))
        : last.outcome();
  }

  private CompletableFuture<T> begin(Attempt<T> begun, Runnable connecting) {
    begun.note();
    Thread thread = new Thread(connecting, "cloakroom-connect");
    thread.setDaemon(true);
    try {
      thread.start();
    } catch (OutOfMemoryError e) { // the machine gives no more threads for now
      failed(begun, e);
    }
    return begun.outcome();
  }

  /**
   * Opens the connection, and waits for it no longer than the timeout. A failure of the network or
   * of the server is logged.
   *
   * @throws IllegalArgumentException if the client can never connect as it is, because it was made
   *     without an address or has been shut down
   */
  public void await(Duration timeout) {
    try {
      get().get(timeout.toMillis(), MILLISECONDS);
    } catch (ExecutionException e) {
      Throwable failure = StageFailure.cause(e);
      if (failure instanceof IllegalStateException || failure instanceof IllegalArgumentException) {
        throw new IllegalArgumentException(
            "The client can never connect: " + failure.getMessage(), failure);
      }
      LOG.warn(
          "Redis cannot be reached yet, and sessions fail until it can: {}", failure.toString());
    } catch (TimeoutException e) {
      LOG.warn(
          "There is no connection to Redis after {} ms, and sessions fail until there is one. If it"
              + " does not come, look whether address and port are right, and whether the port"
              + " expects TLS",
          timeout.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isOver(Attempt<T> last) {
    if (closed || !last.outcome().isDone()) {
      return false;
    }
    return last.outcome().isCompletedExceptionally()
        ? last.isOlderThan(PAUSE)
        : lost.test(last.outcome().join());
  }

  private void connect(Attempt<T> begun, @Nullable Attempt<T> former) {
    try {
      if (former != null && !former.outcome().isCompletedExceptionally()) {
        close.accept(former.outcome().join());
      }
      T opened = open.get();
      succeeded();
      if (!begun.outcome().complete(opened) || isClosed()) {
        close.accept(opened);
      }
    } catch (Throwable e) { // whatever it is, nobody may wait for ever
      failed(begun, StageFailure.cause(e));
    }
  }

  /** Returns why the last attempt that has ended failed; empty if it did not. */
  public synchronized Optional<Throwable> lastFailure() {
    return Optional.ofNullable(lastFailure);
  }

  private void failed(Attempt<T> begun, Throwable failure) {
    if (begun.outcome().isDone()) {
      return; // another thread has connected
    }
    begun.note();
    synchronized (this) {
      lastFailure = failure;
    }
    begun.outcome().completeExceptionally(failure);
  }

  private synchronized void succeeded() {
    lastFailure = null;
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  /** Closes the connection, now or when it has been opened. */
  @Override
  public void close() {
    Attempt<T> last;
    synchronized (this) {
      closed = true;
      last = attempt;
    }
    if (last != null && last.outcome().isDone() && !last.outcome().isCompletedExceptionally()) {
      close.accept(last.outcome().join());
    }
  }
}
