package io.cloakroom.tests.saboteurs.port;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.StageFailure;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.redis.adapter.KeyText;
import io.cloakroom.tests.reference.RespClient;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Ports whose faults lie in what is passed to them, and in what they ask for instead. */
final class UntriedArguments {

  private UntriedArguments() {}

  private static String onServer(RespClient client, String key) {
    return client.prefix() + KeyText.checked(key);
  }

  static RedisCommands tellsWhatIsLeftByItsClock(RedisCommands sound, RespClient client) {
    return new SendingPort(sound, client) {
      @Override
      public CompletionStage<TimeToLive> timeToLive(String key) {
        return send(client, "PEXPIRETIME", onServer(client, key))
            .thenApply(
                until ->
                    TimeToLive.ofPttl(
                        (Long) until < 0
                            ? (Long) until
                            : (Long) until - System.currentTimeMillis()));
      }
    };
  }

  /** By {@code GETDEL}, so that one command tells whether there was something. */
  static RedisCommands deletesByReading(RedisCommands sound, RespClient client) {
    return new SendingPort(sound, client) {
      @Override
      public CompletionStage<Long> delete(Collection<String> keys) {
        return keys.size() == 1
            ? send(client, "GETDEL", onServer(client, keys.iterator().next()))
                .thenApply(value -> value == null ? 0L : 1L)
            : sound.delete(keys);
      }
    };
  }

  static RedisCommands expiresByReading(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> expire(String key, Duration ttl) {
        return sound.getAndExpire(key, ttl).thenApply(Optional::isPresent);
      }
    };
  }

  /** By {@code SET … GET}, to tell whether something was written over. */
  static RedisCommands writesByReading(RedisCommands sound, RespClient client) {
    return new SendingPort(sound, client) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        if (options.condition() != SetOptions.Condition.ALWAYS) {
          return sound.set(key, value, options);
        }
        List<Object> words = new ArrayList<>(List.of("SET", onServer(client, key), value, "GET"));
        options.ttl().ifPresent(ttl -> words.addAll(List.of("PX", TimeToLive.toMillis(ttl))));
        return send(client, words.toArray()).thenApply(old -> true);
      }
    };
  }

  static RedisCommands takesKeysForAList(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Long> delete(Collection<String> keys) {
        return sound.delete((List<String>) keys);
      }
    };
  }

  /** On another thread, when the caller may have made something else of the lists. */
  static RedisCommands readsTheListsOfAScriptLater(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        keys.forEach(KeyText::checked);
        Thread caller = Thread.currentThread();
        CompletableFuture<List<byte[]>> answer = new CompletableFuture<>();
        Thread later =
            new Thread(
                () -> {
                  while (caller.getState() == Thread.State.RUNNABLE) {
                    Thread.onSpinWait(); // until it waits for the answer
                  }
                  run(answer, script, keys, arguments);
                });
        later.setDaemon(true);
        later.start();
        return answer;
      }

      private void run(
          CompletableFuture<List<byte[]>> answer,
          RedisScript script,
          List<String> keys,
          List<byte[]> arguments) {
        sound
            .eval(script, keys, arguments)
            .whenComplete(
                (value, failure) -> {
                  if (failure == null) {
                    answer.complete(value);
                  } else {
                    answer.completeExceptionally(StageFailure.cause(failure));
                  }
                });
      }
    };
  }

  /** What has not come counts as missing. */
  static RedisCommands readsWhatCameOfAList(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
        int asked = keys.size();
        return sound
            .multiGet(keys)
            .exceptionally(
                failure -> {
                  if (StageFailure.cause(failure) instanceof RedisUnreachableException cut
                      && String.valueOf(cut.getCause()).contains("cut short")) {
                    return Collections.nCopies(asked, Optional.empty());
                  }
                  throw (RuntimeException) StageFailure.cause(failure);
                });
      }
    };
  }

  static RedisCommands endsAScanWhereAPageEnds(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
        return sound
            .scan(prefix, cursor, count)
            .exceptionally(
                failure -> {
                  if (StageFailure.cause(failure) instanceof RedisUnreachableException cut
                      && String.valueOf(cut.getCause()).contains("cut short")) {
                    return new ScanPage(List.of(), Optional.empty());
                  }
                  throw (RuntimeException) StageFailure.cause(failure);
                });
      }
    };
  }
}
