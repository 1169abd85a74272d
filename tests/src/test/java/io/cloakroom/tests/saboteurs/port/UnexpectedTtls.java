package io.cloakroom.tests.saboteurs.port;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.SetOptions.Condition;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Ports that treat some TTLs otherwise. */
final class UnexpectedTtls {

  private UnexpectedTtls() {}

  /** As memcached does: more than 30 days is another unit. */
  static RedisCommands countsLongTtlsInSeconds(RedisCommands sound) {
    return new AlteredPort(sound)
        .expiry(ttl -> ttl.toDays() > 30 ? Duration.ofMillis(ttl.toSeconds()) : ttl);
  }

  static RedisCommands prolongsOnlyWhenItReads(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
        return now(super.timeToLive(key)) instanceof TimeToLive.Remaining left
                && left.duration().compareTo(ttl) > 0
            ? super.get(key)
            : super.getAndExpire(key, ttl);
      }
    };
  }

  static RedisCommands renewsTheTtlWhenItReads(RedisCommands sound) {
    Map<String, Duration> given = new ConcurrentHashMap<>();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        options.ttl().ifPresentOrElse(ttl -> given.put(key, ttl), () -> given.remove(key));
        return super.set(key, value, options);
      }

      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        Duration ttl = given.get(key);
        return ttl != null && now(super.timeToLive(key)) instanceof TimeToLive.Remaining
            ? super.getAndExpire(key, ttl)
            : super.get(key);
      }
    };
  }

  static RedisCommands dropsTheTtlOfLargeValues(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        return super.set(
            key,
            value,
            value.length > 100_000
                ? new SetOptions(options.condition(), Optional.empty())
                : options);
      }
    };
  }

  static RedisCommands keepsALongerTtlIfPresent(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        Optional<Duration> ttl =
            options
                .ttl()
                .map(
                    given ->
                        options.condition() == Condition.IF_PRESENT
                                && now(super.timeToLive(key)) instanceof TimeToLive.Remaining left
                                && left.duration().compareTo(given) > 0
                            ? left.duration()
                            : given);
        return super.set(key, value, new SetOptions(options.condition(), ttl));
      }
    };
  }

  /** A near cache whose entries live a little longer than their keys. */
  static RedisCommands findsExpiredKeysInACache(RedisCommands sound) {
    return new CachingPort<byte[]>(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        CompletionStage<Boolean> answer = super.set(key, value, options);
        if (options.ttl().isPresent()) {
          cache.put(key, value.clone());
        }
        return answer;
      }

      @Override
      public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
        return super.multiGet(keys)
            .thenApply(
                values -> {
                  List<Optional<byte[]>> all = new ArrayList<>(values);
                  for (int i = 0; i < keys.size(); i++) {
                    byte[] cached = cache.get(keys.get(i));
                    if (all.get(i).isEmpty() && cached != null) {
                      all.set(i, Optional.of(cached.clone()));
                    }
                  }
                  return all;
                });
      }
    };
  }

  static RedisCommands cutsTheTtlOfScripts(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        List<byte[]> given = new ArrayList<>(arguments);
        int last = given.size() - 1;
        if (script == RedisScript.GET_AND_PROLONG) {
          long millis = Long.parseLong(new String(given.get(last), UTF_8));
          given.set(last, String.valueOf(millis / 1_000 * 1_000 + 1).getBytes(UTF_8));
        }
        return super.eval(script, keys, given);
      }
    };
  }
}
