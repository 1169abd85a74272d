package io.cloakroom.tests.saboteurs.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.CompareAndSet.Outcome;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** What stores send that take one thing for another, for {@link ConfusedStore}. */
final class ConfusedPorts {

  private ConfusedPorts() {}

  static RedisCommands leasesForMilliseconds(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        List<byte[]> sent = new ArrayList<>(arguments);
        if (script == RedisScript.ENDS_CLAIM) {
          sent.set(0, Long.toString(number(arguments.get(0)) / 1_000).getBytes(UTF_8));
        }
        return super.eval(script, keys, sent);
      }
    };
  }

  /** What has little left was not used for long. */
  static RedisCommands takesLittleTimeForDisuse(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        CompletionStage<List<byte[]>> answer = super.eval(script, keys, arguments);
        return script == RedisScript.GET_AND_PROLONG
            ? answer.thenApply(
                found ->
                    found.size() > 2 && 2 * number(found.get(2)) < number(arguments.get(0))
                        ? List.of()
                        : found)
            : answer;
      }
    };
  }

  private static long number(byte[] text) {
    return Long.parseLong(new String(text, UTF_8));
  }

  static RedisCommands bindsToAscii(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public byte[] keyOnServer(String key) {
        return new String(sound.keyOnServer(key), UTF_8).getBytes(US_ASCII);
      }
    };
  }

  /** As Redis' KEEPTTL does. */
  static final class KeepsTtl extends ForwardingPort {
    KeepsTtl(RedisCommands sound) {
      super(sound);
    }

    private <T> CompletionStage<T> keeping(String key, Supplier<CompletionStage<T>> write) {
      return sound
          .timeToLive(key)
          .thenCompose(
              before ->
                  write
                      .get()
                      .thenCompose(
                          answer ->
                              before instanceof TimeToLive.Remaining left
                                  ? sound.expire(key, left.duration()).thenApply(kept -> answer)
                                  : CompletableFuture.completedStage(answer)));
    }

    @Override
    public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
      return options.ttl().isEmpty()
          ? keeping(key, () -> super.set(key, value, options))
          : super.set(key, value, options);
    }

    @Override
    public CompletionStage<Outcome> compareAndSet(
        String key, byte[] expected, byte[] value, Optional<Duration> ttl) {
      return ttl.isEmpty()
          ? keeping(key, () -> super.compareAndSet(key, expected, value, ttl))
          : super.compareAndSet(key, expected, value, ttl);
    }
  }
}
