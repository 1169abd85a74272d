package io.cloakroom.micronaut;

import io.micronaut.core.io.buffer.ReferenceCounted;
import io.micronaut.core.reflect.ClassUtils;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * A body whose first item was requested before the body's only subscriber came. Items that a
 * publisher sends without a request wait, and are not lost.
 *
 * @param <T> what it publishes
 */
final class PrefetchedBody<T> implements Publisher<T>, Subscriber<T>, Subscription {

  private static final boolean NETTY =
      ClassUtils.isPresent("io.netty.util.ReferenceCounted", PrefetchedBody.class.getClassLoader());

  private final CompletableFuture<Publisher<T>> started = new CompletableFuture<>();
  private final Publisher<T> body;

  // All of these are guarded by this.
  private final Queue<T> waiting = new ArrayDeque<>();
  private @Nullable Subscription upstream;
  private @Nullable Subscriber<? super T> downstream;
  private @Nullable Throwable failure;
  private boolean firstIsAsked = true;
  private boolean ended;
  private boolean cancelled;
  private boolean sending;
  private long demand;

  private PrefetchedBody(Publisher<T> body) {
    this.body = body;
  }

  /** Subscribes to a body. */
  static <T> PrefetchedBody<T> of(Publisher<T> body) {
    PrefetchedBody<T> starting = new PrefetchedBody<>(body);
    body.subscribe(starting);
    return starting;
  }

  /** Returns this once it has an item or has ended; fails if the body failed before that. */
  CompletionStage<Publisher<T>> started() {
    return started;
  }

  /** Ends a body that has not started and whose visitor has left; its publisher is cancelled. */
  void leave() {
    cancelUpstream();
    onComplete();
  }

  /** Cancels a body that has no subscriber, because another response replaced its own. */
  void endUnlessSent() {
    boolean sent;
    synchronized (this) {
      sent = downstream != null;
    }
    if (!sent) {
      cancel();
    }
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    boolean isOver;
    synchronized (this) {
      upstream = subscription;
      isOver = cancelled || ended;
    }
    if (isOver) {
      subscription.cancel();
    } else {
      subscription.request(1);
    }
  }

  @Override
  public void onNext(T item) {
    boolean isUnwanted;
    synchronized (this) {
      isUnwanted = cancelled || ended;
      if (!isUnwanted) {
        waiting.add(item);
      }
    }
    if (isUnwanted) {
      release(item);
      return;
    }
    started.complete(this);
    send();
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
    synchronized (this) {
      ended = true;
      failure = problem;
    }
    send();
  }

  @Override
  public void subscribe(Subscriber<? super T> subscriber) {
    synchronized (this) {
      if (downstream != null) {
        throw new IllegalStateException("The body " + body + " can be sent once only");
      }
      downstream = subscriber;
      sending = true; // nothing may come before onSubscribe
    }
    subscriber.onSubscribe(this);
    synchronized (this) {
      sending = false;
    }
    send();
  }

  @Override
  public void request(long n) {
    Subscription from;
    long more;
    synchronized (this) {
      demand = sum(demand, n);
      from = upstream;
      more = firstIsAsked && n != Long.MAX_VALUE ? n - 1 : n;
      firstIsAsked = false;
    }
    send();
    if (from != null && more > 0) {
      from.request(more);
    }
  }

  private static long sum(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
  }

  /** Sends the items that are there and were requested, one by one, on one thread at a time. */
  private void send() {
    Subscriber<? super T> to;
    synchronized (this) {
      to = downstream;
      if (to == null || sending) {
        return;
      }
      sending = true;
    }
    while (true) {
      T item;
      synchronized (this) {
        if (cancelled || ((waiting.isEmpty() || demand == 0) && !isOver())) {
          sending = false;
          return;
        }
        if (isOver()) {
          break; // still sending: nothing comes after the end
        }
        item = waiting.remove();
        demand = demand == Long.MAX_VALUE ? demand : demand - 1;
      }
      to.onNext(item);
    }
    if (failure == null) {
      to.onComplete();
    } else {
      to.onError(failure);
    }
  }

  private boolean isOver() {
    return ended && waiting.isEmpty();
  }

  @Override
  public void cancel() {
    List<T> unsent;
    synchronized (this) {
      cancelled = true;
      unsent = List.copyOf(waiting);
      waiting.clear();
    }
    unsent.forEach(PrefetchedBody::release);
    cancelUpstream();
  }

  private void cancelUpstream() {
    Subscription from;
    synchronized (this) {
      from = upstream;
    }
    if (from != null) {
      from.cancel();
    }
  }

  /** Releases a buffer; of anything else the garbage collector takes care. */
  private static void release(Object item) {
    if (item instanceof ReferenceCounted buffer) {
      buffer.release();
    } else if (NETTY) {
      Buffers.release(item);
    }
  }

  /** Not loaded where Micronaut runs on another server. */
  private static final class Buffers {

    static void release(Object item) {
      ReferenceCountUtil.safeRelease(item);
    }
  }
}
