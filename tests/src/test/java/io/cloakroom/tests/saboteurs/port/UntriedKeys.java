package io.cloakroom.tests.saboteurs.port;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.CompareAndSet.Outcome;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.StageFailure;
import io.cloakroom.redis.adapter.KeyText;
import io.cloakroom.tests.reference.RespClient;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Ports that keep, check, compute or tell keys and values where they should not. */
final class UntriedKeys {

  private static final int CHUNK = 500;

  private UntriedKeys() {}

  static RedisCommands handsOutItsKeys(RedisCommands sound, RespClient client) {
    Map<String, byte[]> known = new ConcurrentHashMap<>();
    return new SendingPort(sound, client) {
      @Override
      public byte[] keyOnServer(String key) {
        return known.computeIfAbsent(key, sound::keyOnServer);
      }

      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        KeyText.checked(key);
        return send(client, "GET", keyOnServer(key))
            .thenApply(reply -> Optional.ofNullable((byte[]) reply));
      }
    };
  }

  static RedisCommands checksKeysInChunks(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Long> delete(Collection<String> keys) {
        List<String> all = List.copyOf(keys);
        CompletionStage<Long> deleted = CompletableFuture.completedStage(0L);
        for (int from = 0; from < all.size(); from += CHUNK) {
          List<String> chunk = all.subList(from, Math.min(from + CHUNK, all.size()));
          deleted = deleted.thenCombine(sound.delete(chunk), Long::sum);
        }
        return deleted;
      }
    };
  }

  /** Where a script would only do one after the other. */
  static RedisCommands deletesAndMarksByTwoCommands(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        if (script != RedisScript.DELETE_AND_MARK) {
          return super.eval(script, keys, arguments);
        }
        Duration ttl = Duration.ofMillis(Long.parseLong(new String(arguments.get(0), UTF_8)));
        return sound
            .delete(List.of(keys.get(0)))
            .thenCombine(
                sound.set(keys.get(1), new byte[0], SetOptions.always().expiringAfter(ttl)),
                (deleted, marked) -> List.of(Long.toString(deleted).getBytes(UTF_8)));
      }
    };
  }

  static RedisCommands sharesADigest(RedisCommands sound, RespClient client) {
    MessageDigest shared = sha1();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Outcome> compareAndSet(
          String key, byte[] expected, byte[] value, Optional<Duration> ttl) {
        List<byte[]> arguments = new ArrayList<>(CompareAndSet.arguments(expected, value, ttl));
        shared.reset();
        shared.update(expected);
        arguments.set(0, HexFormat.of().formatHex(shared.digest()).getBytes(UTF_8));
        return eval(RedisScript.COMPARE_AND_SET, List.of(key), arguments)
            .thenApply(CompareAndSet::outcome);
      }
    };
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-1", e);
    }
  }

  /** For whoever looks for the reason. */
  static RedisCommands suppressesTheKey(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        return sound
            .get(key)
            .whenComplete(
                (value, failure) -> {
                  if (StageFailure.cause(failure) instanceof RedisTimeoutException late) {
                    late.addSuppressed(new IllegalStateException("The key was " + key));
                  }
                });
      }
    };
  }
}
