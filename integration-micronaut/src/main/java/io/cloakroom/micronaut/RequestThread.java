package io.cloakroom.micronaut;

import io.micronaut.core.reflect.ClassUtils;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpRequestWrapper;
import io.micronaut.http.server.netty.NettyHttpRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Brings a request back to its own event loop, so that no handler runs on a thread of the Redis
 * client: there it would keep the client from receiving what it waits for.
 */
final class RequestThread {

  private static final boolean NETTY =
      ClassUtils.isPresent(
          "io.micronaut.http.server.netty.NettyHttpRequest", RequestThread.class.getClassLoader());

  private RequestThread() {}

  /** Returns the same stage if it is complete, as it is where nothing had to be waited for. */
  static <T> CompletionStage<T> resume(HttpRequest<?> request, CompletionStage<T> stage) {
    if (!NETTY || stage.toCompletableFuture().isDone()) {
      return stage;
    }
    return OnEventLoop.resume(request, stage);
  }

  /**
   * Not loaded where Micronaut runs on another server, whose requests have threads of their own.
   */
  private static final class OnEventLoop {

    static <T> CompletionStage<T> resume(HttpRequest<?> request, CompletionStage<T> stage) {
      HttpRequest<?> innermost = request;
      while (innermost instanceof HttpRequestWrapper<?> wrapper) {
        innermost = wrapper.getDelegate();
      }
      if (!(innermost instanceof NettyHttpRequest<?> netty)) {
        return stage;
      }
      return stage
          .handleAsync(
              (value, failure) ->
                  failure == null
                      ? CompletableFuture.completedStage(value)
                      : CompletableFuture.<T>failedStage(failure),
              netty.getChannelHandlerContext().executor())
          .thenCompose(Function.identity());
    }
  }
}
