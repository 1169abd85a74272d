package io.cloakroom.redis.adapter;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the answers of commands are handed out: on threads of Cloakroom's own, unless the caller
 * names others. A web server whose requests go on in their own event loop saves a change of threads
 * for each command.
 */
public final class AnswerExecutor {

  private static final ThreadLocal<@Nullable Executor> NAMED = new ThreadLocal<>();

  private AnswerExecutor() {}

  /**
   * Has the answers of all commands handed out on an executor that this thread sends meanwhile.
   * Where it is busy for longer than the command's timeout, or has ended, an answer comes on
   * Cloakroom's threads.
   *
   * @param executor such as an event loop; null for Cloakroom's threads
   * @param sending what sends commands, without waiting for an answer
   */
  public static <T extends @Nullable Object> T use(
      @Nullable Executor executor, Supplier<T> sending) {
    Executor before = NAMED.get();
    NAMED.set(executor);
    try {
      return sending.get();
    } finally {
      NAMED.set(before);
    }
  }

  static Executor current() {
    Executor named = NAMED.get();
    return named == null ? CallbackThreads.executor() : named;
  }

  static void execute(Executor executor, Runnable task) {
    try {
      executor.execute(task);
    } catch (RejectedExecutionException e) { // such as an event loop that has ended
      CallbackThreads.executor().execute(task);
    }
  }
}
