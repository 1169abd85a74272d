package io.cloakroom.redis.adapter;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.cloakroom.redis.StageFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection that is opened when it is needed, and again after an attempt that failed, so that an
 * application starts while Redis is away, or after it was lost for good. Where a client connects
 * blocking, one thread does it for all the commands that wait.
 */
public final class LazyConnection<T> implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LazyConnection.class);

  /** How long commands fail like the last attempt, before there is another one. */
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Supplier<T> open;
  private final Consumer<T> close;
  private final Predicate<T> lost;
  private @Nullable CompletableFuture<T> attempt;
  private @Nullable Throwable lastFailure;
  private long failedAt;
  private boolean closed;

  /**
   * @param open connects, and may block meanwhile
   * @param close ends what was opened
   */
  public LazyConnection(Supplier<T> open, Consumer<T> close) {
    this(open, close, opened -> false);
  }

  /**
   * @param open connects, and may block meanwhile
   * @param close ends what was opened
   * @param lost whether a connection is to be closed, and another one opened in its place; asked
   *     for each command
   */
  public LazyConnection(Supplier<T> open, Consumer<T> close, Predicate<T> lost) {
    this.open = open;
    this.close = close;
    this.lost = lost;
  }

  /** Returns the connection if it is there, or the attempt to open it. */
  public synchronized CompletableFuture<T> get() {
    CompletableFuture<T> last = attempt;
    if (last != null && !isOver(last)) {
      return last;
    }
    CompletableFuture<T> begun = new CompletableFuture<>();
    attempt = begun;
    Thread thread = new Thread(() -> connect(begun, last), "cloakroom-connect");
    thread.setDaemon(true);
    thread.start();
    return begun;
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

  private boolean isOver(CompletableFuture<T> last) {
    if (closed || !last.isDone()) {
      return false;
    }
    return last.isCompletedExceptionally()
        ? System.nanoTime() - failedAt > PAUSE.toNanos()
        : lost.test(last.join());
  }

  private void connect(CompletableFuture<T> begun, @Nullable CompletableFuture<T> former) {
    try {
      if (former != null && !former.isCompletedExceptionally()) {
        close.accept(former.join());
      }
      T opened = open.get();
      if (isClosed()) {
        close.accept(opened);
      }
      succeeded();
      begun.complete(opened);
    } catch (RuntimeException e) {
      failed(StageFailure.cause(e));
      begun.completeExceptionally(StageFailure.cause(e));
    }
  }

  /** Returns why the last attempt that has ended failed; empty if it did not. */
  public synchronized Optional<Throwable> lastFailure() {
    return Optional.ofNullable(lastFailure);
  }

  private synchronized void failed(Throwable failure) {
    lastFailure = failure;
    failedAt = System.nanoTime();
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
    CompletableFuture<T> last;
    synchronized (this) {
      closed = true;
      last = attempt;
    }
    if (last != null && last.isDone() && !last.isCompletedExceptionally()) {
      close.accept(last.join());
    }
  }
}
