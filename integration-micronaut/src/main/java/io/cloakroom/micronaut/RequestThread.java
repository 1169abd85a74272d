package io.cloakroom.micronaut;

import io.cloakroom.redis.adapter.AnswerExecutor;
import io.micronaut.core.reflect.ClassUtils;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpRequestWrapper;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Brings a request back to its own event loop, so that no handler runs on a thread of the Redis
 * client: there it would keep the client from receiving what it waits for.
 */
final class RequestThread {

  private static final boolean NETTY =
      ClassUtils.isPresent(
          "io.micronaut.http.server.netty.NettyHttpRequest", RequestThread.class.getClassLoader());

  private RequestThread() {}

  /**
   * Does something that may have to wait for Redis. The request goes on at once where it did not.
   *
   * @return fails with the exception itself, without those that stages wrap around it
   */
  static <T> CompletionStage<T> goOnAfter(
      HttpRequest<?> request, Supplier<CompletionStage<T>> work) {
    return NETTY ? OnEventLoop.goOnAfter(request, work) : SessionAccess.unwrapped(work.get());
  }

  /** Does something if the visitor's connection is closed before a stage ends. */
  static void ifGoneBefore(CompletionStage<?> end, HttpRequest<?> request, Runnable work) {
    if (NETTY && !end.toCompletableFuture().isDone()) {
      OnEventLoop.ifGoneBefore(end, request, work);
    }
  }

  /**
   * Not loaded where Micronaut runs on another server, whose requests have threads of their own.
   */
  private static final class OnEventLoop {

    static <T> CompletionStage<T> goOnAfter(
        HttpRequest<?> request, Supplier<CompletionStage<T>> work) {
      if (!(innermost(request) instanceof NettyHttpRequest<?> netty)) {
        return SessionAccess.unwrapped(work.get());
      }
      EventExecutor loop = netty.getChannelHandlerContext().executor();
      CompletionStage<T> stage = AnswerExecutor.use(loop, work);
      return SessionAccess.unwrapped(
          stage.toCompletableFuture().isDone()
              ? stage
              : stage.whenCompleteAsync((value, failure) -> {}, task -> goOn(loop, task)));
    }

    static void ifGoneBefore(CompletionStage<?> end, HttpRequest<?> request, Runnable work) {
      if (innermost(request) instanceof NettyHttpRequest<?> netty) {
        ChannelFuture closed = netty.getChannelHandlerContext().channel().closeFuture();
        ChannelFutureListener listener = gone -> work.run();
        closed.addListener(listener);
        var unused = end.whenComplete((value, failure) -> closed.removeListener(listener));
      }
    }

    private static HttpRequest<?> innermost(HttpRequest<?> request) {
      HttpRequest<?> innermost = request;
      while (innermost instanceof HttpRequestWrapper<?> wrapper) {
        innermost = wrapper.getDelegate();
      }
      return innermost;
    }

    private static void goOn(EventExecutor loop, Runnable task) {
      if (loop.inEventLoop()) {
        task.run();
      } else {
        loop.execute(task);
      }
    }
  }
}
