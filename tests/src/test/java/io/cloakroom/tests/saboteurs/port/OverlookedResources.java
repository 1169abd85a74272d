package io.cloakroom.tests.saboteurs.port;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.StageFailure;
import io.cloakroom.tck.servers.RawRedis;
import io.cloakroom.tests.reference.RespClient;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/** Ports whose threads or connections pile up. */
final class OverlookedResources {

  private OverlookedResources() {}

  static RedisCommands leavesAThreadAtEachTimeoutOfARead(RedisCommands sound, RespClient client) {
    return new WithThreads(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        return super.get(key)
            .whenComplete(
                (value, failure) -> {
                  if (StageFailure.cause(failure) instanceof RedisTimeoutException) {
                    leaveAThread();
                  }
                });
      }
    };
  }

  static RedisCommands leavesAThreadAtEachLostWrite(RedisCommands sound, RespClient client) {
    return new WithThreads(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        return super.set(key, value, options)
            .whenComplete(
                (done, failure) -> {
                  if (failure != null) {
                    leaveAThread();
                  }
                });
      }
    };
  }

  @SuppressWarnings("ThreadLocalUsage") // each port has its own
  static RedisCommands keepsAConnectionForEachThread(RedisCommands sound, RespClient client) {
    Queue<RawRedis> open = new ConcurrentLinkedQueue<>();
    ThreadLocal<RawRedis> own =
        ThreadLocal.withInitial(
            () -> {
              RawRedis connection = client.connection();
              open.add(connection);
              return connection;
            });
    return new WithConnections(sound, open) {
      @Override
      public <T> CompletionStage<T> through(CompletionStage<T> stage) {
        return stage.thenApply(
            answer -> {
              own.get();
              return answer;
            });
      }
    };
  }

  static RedisCommands keepsTheConnectionOfARefusedScript(RedisCommands sound, RespClient client) {
    Queue<RawRedis> open = new ConcurrentLinkedQueue<>();
    return new WithConnections(sound, open) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        return super.eval(script, keys, arguments)
            .whenComplete(
                (answer, failure) -> {
                  if (failure != null) {
                    open.add(client.connection());
                  }
                });
      }
    };
  }

  /** Its threads end when it is closed, so that they harm no other saboteur. */
  private static class WithThreads extends ForwardingPort implements AutoCloseable {

    private final CountDownLatch closed = new CountDownLatch(1);

    WithThreads(RedisCommands sound) {
      super(sound);
    }

    void leaveAThread() {
      Thread thread =
          new Thread(
              () -> {
                try {
                  closed.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
      thread.setDaemon(true);
      thread.start();
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }

  /** Its connections end when it is closed. */
  private static class WithConnections extends ForwardingPort implements AutoCloseable {

    private final Queue<RawRedis> open;

    WithConnections(RedisCommands sound, Queue<RawRedis> open) {
      super(sound);
      this.open = open;
    }

    @Override
    public void close() {
      open.forEach(RawRedis::close);
    }
  }
}
