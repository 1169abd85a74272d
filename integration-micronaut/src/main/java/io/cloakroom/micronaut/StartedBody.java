package io.cloakroom.micronaut;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * A body whose first item is there already: it was asked for before the body's only subscriber
 * came.
 *
 * @param <T> what it publishes
 */
final class StartedBody<T> implements Publisher<T>, Subscriber<T>, Subscription {

  private enum State {
    /** The first item is awaited, or waits to be sent. */
    STARTING,
    /** It is being sent; nothing may overtake it. */
    SENDING_FIRST,
    /** Everything is passed on. */
    STREAMING
  }

  private final CompletableFuture<Publisher<T>> started = new CompletableFuture<>();
  private final Publisher<T> body;

  // All of these are guarded by this.
  private State state = State.STARTING;
  private @Nullable Subscription upstream;
  private @Nullable Subscriber<? super T> downstream;
  private @Nullable T first;
  private @Nullable Throwable failure;
  private boolean ended;
  private long demand;

  private StartedBody(Publisher<T> body) {
    this.body = body;
  }

  /**
   * Subscribes to a body.
   *
   * @return it, once it has an item or has ended without one; fails where it failed before that
   */
  static <T> CompletionStage<Publisher<T>> of(Publisher<T> body) {
    StartedBody<T> starting = new StartedBody<>(body);
    body.subscribe(starting);
    return starting.started;
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    synchronized (this) {
      upstream = subscription;
    }
    subscription.request(1);
  }

  @Override
  public void onNext(T item) {
    Subscriber<? super T> to = streamingTo();
    if (to != null) {
      to.onNext(item);
      return;
    }
    synchronized (this) {
      first = item;
    }
    started.complete(this);
  }

  private synchronized @Nullable Subscriber<? super T> streamingTo() {
    return state == State.STREAMING ? downstream : null;
  }

  @Override
  public void onError(Throwable problem) {
    if (!started.completeExceptionally(problem)) {
      end(problem);
    }
  }

  @Override
  public void onComplete() {
    end(null);
    started.complete(this);
  }

  private void end(@Nullable Throwable problem) {
    Subscriber<? super T> to;
    synchronized (this) {
      ended = true;
      failure = problem;
      to = streamingTo();
    }
    if (to != null) {
      tellEnd(to, problem);
    }
  }

  private static void tellEnd(Subscriber<?> to, @Nullable Throwable problem) {
    if (problem == null) {
      to.onComplete();
    } else {
      to.onError(problem);
    }
  }

  @Override
  public void subscribe(Subscriber<? super T> subscriber) {
    boolean empty;
    synchronized (this) {
      if (downstream != null) {
        throw new IllegalStateException("The body " + body + " can be sent once only");
      }
      downstream = subscriber;
      empty = first == null;
      if (empty) {
        state = State.STREAMING;
      }
    }
    subscriber.onSubscribe(this);
    if (empty) {
      tellEnd(subscriber, failure);
    }
  }

  @Override
  public void request(long n) {
    T item;
    synchronized (this) {
      if (state == State.SENDING_FIRST) {
        demand = sum(demand, n);
        return;
      }
      item = first;
      first = null;
      if (item != null) {
        state = State.SENDING_FIRST;
        demand = n == Long.MAX_VALUE ? n : n - 1;
      }
    }
    if (item == null) {
      ask(n);
    } else {
      sendFirst(item);
    }
  }

  private void sendFirst(T item) {
    Subscriber<? super T> to;
    synchronized (this) {
      to = downstream;
    }
    if (to == null) {
      return;
    }
    to.onNext(item);
    boolean over;
    long more;
    synchronized (this) {
      state = State.STREAMING;
      over = ended;
      more = demand;
    }
    if (over) {
      tellEnd(to, failure);
    } else if (more > 0) {
      ask(more);
    }
  }

  private static long sum(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
  }

  private void ask(long n) {
    Subscription from = upstream();
    if (from != null) {
      from.request(n);
    }
  }

  @Override
  public void cancel() {
    Subscription from = upstream();
    if (from != null) {
      from.cancel();
    }
  }

  private synchronized @Nullable Subscription upstream() {
    return upstream;
  }
}
