package io.cloakroom.tests.saboteurs.port;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.tests.reference.RespClient;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Ports that sit an outage out in the wrong way. */
final class BrokenOutages {

  private BrokenOutages() {}

  /** Asks a server that is away again and again, for much longer than its timeout. */
  static RedisCommands triesOnAndOn(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        long end = System.nanoTime() + client.timeout().multipliedBy(5).toNanos();
        CompletionStage<Optional<byte[]>> answer = super.get(key);
        while (answer.toCompletableFuture().isCompletedExceptionally() && System.nanoTime() < end) {
          LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
          answer = super.get(key);
        }
        return answer;
      }
    };
  }

  /** Has one connection, for which commands queue however long that takes. */
  static RedisCommands waitsInLine(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public synchronized CompletionStage<Optional<byte[]>> get(String key) {
        return super.get(key);
      }
    };
  }

  static RedisCommands getsOverOneOutage(RedisCommands sound) {
    AtomicBoolean away = new AtomicBoolean();
    AtomicInteger outages = new AtomicInteger();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        if (outages.get() > 1) {
          return CompletableFuture.failedFuture(new RedisUnreachableException("again", null));
        }
        return super.set(key, value, options)
            .whenComplete(
                (written, failure) -> {
                  if (!away.getAndSet(failure != null) && failure != null) {
                    outages.incrementAndGet();
                  }
                });
      }
    };
  }

  static RedisCommands takesSilenceForWritten(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        return super.set(key, value, options)
            .exceptionallyCompose(
                failure ->
                    isSilence(failure) ? done(true) : CompletableFuture.failedFuture(failure));
      }
    };
  }

  private static boolean isSilence(Throwable failure) {
    return (failure instanceof CompletionException ? failure.getCause() : failure)
        instanceof RedisTimeoutException;
  }
}
