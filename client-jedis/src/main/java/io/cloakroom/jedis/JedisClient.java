package io.cloakroom.jedis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.adapter.RawClient;
import io.cloakroom.redis.adapter.RawCommand;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;

/** Sends commands through a Jedis client, each in the thread that the executor gives it. */
final class JedisClient implements RawClient<Object> {

  /** Runs each command in the thread that asks for it. */
  static final Executor IN_CALLERS_THREAD = Runnable::run;

  /** Threads that may wait for a server longer than a command does; they end when unused. */
  static final Executor WAITING =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          10,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          task -> {
            Thread thread = new Thread(task, "cloakroom-jedis");
            thread.setDaemon(true);
            return thread;
          });

  /** How many bytes the systems of both sides keep in any case, for a server that takes nothing. */
  static final int MOST_ALWAYS_TAKEN = 16_384;

  private final ServerKeys keys;
  private final JedisRoute route;
  private final Executor executor;
  private final AtomicLong lost = new AtomicLong();

  JedisClient(UnifiedJedis client, Executor executor) {
    this.keys = new ServerKeys(client);
    this.route = Routes.of(client);
    this.executor = executor;
  }

  @Override
  public byte[] keyOnServer(String key) {
    return keys.of(key.getBytes(UTF_8));
  }

  @Override
  public boolean isCluster() {
    return route.isCluster();
  }

  @Override
  public CompletionStage<List<Object>> masters(RawCommand asking) {
    return inTime(List.of(asking), () -> List.copyOf(route.masters(asking)));
  }

  @Override
  public long lostConnections() {
    return lost.get();
  }

  @Override
  public CompletionStage<?> send(RawCommand command) {
    return inTime(List.of(command), () -> route.send(command));
  }

  @Override
  public CompletionStage<?> send(Object master, RawCommand command) {
    return inTime(List.of(command), () -> route.send(master, command));
  }

  @Override
  public List<? extends CompletionStage<?>> sendAll(List<RawCommand> commands) {
    CompletionStage<List<Answer>> sent =
        inTime(commands, () -> translated(route.sendAll(commands)));
    return IntStream.range(0, commands.size())
        .mapToObj(i -> sent.thenCompose(answers -> answers.get(i).toStage()))
        .toList();
  }

  /** What failed for one reason is counted once. */
  private List<Answer> translated(List<Answer> answers) {
    IdentityHashMap<RuntimeException, Answer> failures = new IdentityHashMap<>();
    return answers.stream()
        .map(
            answer ->
                answer.failure() == null
                    ? answer
                    : failures.computeIfAbsent(
                        answer.failure(), failure -> Answer.failed(translated(failure))))
        .toList();
  }

  private <T extends @Nullable Object> CompletionStage<T> inTime(
      List<RawCommand> commands, Supplier<T> sending) {
    return executor == IN_CALLERS_THREAD
            && (route.mayWaitForServer(commands) || mayNeverBeTaken(commands))
        ? fromAnotherThread(commands, sending)
        : call(sending);
  }

  /** Returns whether a server that hangs could leave a part of the commands with the client. */
  private static boolean mayNeverBeTaken(List<RawCommand> commands) {
    return !ReplyLimit.CLOSES_AT_ONCE
        && commands.stream().anyMatch(command -> command.size() > MOST_ALWAYS_TAKEN);
  }

  /**
   * Sends a command from another thread, and waits for it as long as the command has time: Jedis
   * opens and tests connections in the thread that needs one, and waits for the server's replies as
   * long as its own timeouts say.
   */
  private <T extends @Nullable Object> CompletionStage<T> fromAnotherThread(
      List<RawCommand> commands, Supplier<T> sending) {
    CompletableFuture<T> reply = new CompletableFuture<>();
    WAITING.execute(() -> complete(reply, sending));
    try {
      await(reply, commands.get(0));
    } catch (TimeoutException e) {
      route.leaveIdleConnections();
      reply.completeExceptionally(
          commands.stream().anyMatch(RawCommand::giveUp)
              ? new RedisTimeoutException("Redis did not answer in time", e)
              : new RedisUnreachableException("Redis cannot be reached: no connection in time", e));
    } catch (ExecutionException e) {
      return reply; // which holds the failure
    }
    return reply;
  }

  /** Goes on when interrupted, because the other thread does, and sets the flag again. */
  private static void await(CompletableFuture<?> reply, RawCommand command)
      throws TimeoutException, ExecutionException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          reply.get(command.remaining().toNanos(), TimeUnit.NANOSECONDS);
          return;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private <T extends @Nullable Object> CompletionStage<T> call(Supplier<T> command) {
    CompletableFuture<T> reply = new CompletableFuture<>();
    try {
      executor.execute(() -> complete(reply, command));
    } catch (RejectedExecutionException e) {
      reply.completeExceptionally(
          new RedisUnreachableException("The executor does not take the command", e));
    }
    return reply;
  }

  private <T extends @Nullable Object> void complete(
      CompletableFuture<T> reply, Supplier<T> command) {
    T answer;
    try {
      answer = command.get();
    } catch (RuntimeException e) {
      reply.completeExceptionally(translated(e));
      return;
    } catch (Error e) {
      reply.completeExceptionally(e);
      throw e;
    }
    reply.complete(answer);
  }

  private RedisCommandException translated(RuntimeException failure) {
    RedisCommandException translated = Failures.translate(failure);
    if (Failures.isOfConnection(failure)) {
      lost.incrementAndGet();
      // where there is one server, its other connections may be dead, too: each fails a write
      if (translated instanceof RedisTimeoutException || !route.isCluster()) {
        route.leaveIdleConnections();
      }
    }
    return translated;
  }

  @Override
  public RedisCommandException translate(Throwable failure, RawCommand command) {
    return failure instanceof RuntimeException e
        ? Failures.translate(e)
        : new RedisUnreachableException("Redis cannot be reached: " + failure, failure);
  }
}
