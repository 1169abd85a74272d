package io.cloakroom.tests.saboteurs.port;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.SetOptions.Condition;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/** Ports that treat some keys, values or counts otherwise. */
final class UnexpectedValues {

  private static final int BATCH = 250;

  private UnexpectedValues() {}

  static RedisCommands overwritesByLargeValuesIfAbsent(RedisCommands sound) {
    return overwriting(sound, size -> size > 512_000);
  }

  static RedisCommands overwritesByEmptyValuesIfAbsent(RedisCommands sound) {
    return overwriting(sound, size -> size == 0);
  }

  private static RedisCommands overwriting(RedisCommands sound, IntPredicate sizes) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        return super.set(
            key,
            value,
            sizes.test(value.length) && options.condition() == Condition.IF_ABSENT
                ? new SetOptions(Condition.ALWAYS, options.ttl())
                : options);
      }
    };
  }

  static RedisCommands losesAKeyAtEachBatchBorder(RedisCommands sound) {
    return new AlteredPort(sound).wanted(UnexpectedValues::withoutBatchBorders);
  }

  static RedisCommands keepsAKeyAtEachBatchBorder(RedisCommands sound) {
    return new AlteredPort(sound).unwanted(UnexpectedValues::withoutBatchBorders);
  }

  private static List<String> withoutBatchBorders(Collection<String> all) {
    List<String> asked = new ArrayList<>(all);
    for (int i = BATCH; i < asked.size(); i += BATCH) {
      asked.set(i, "missing:" + i);
    }
    return asked;
  }

  static RedisCommands continuesByPrefix(RedisCommands sound) {
    Map<String, ScanCursor> at = new ConcurrentHashMap<>();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
        ScanCursor from = cursor == ScanCursor.START ? cursor : at.getOrDefault(prefix, cursor);
        return super.scan(prefix, from, count)
            .thenApply(
                page -> {
                  page.next().ifPresent(next -> at.put(prefix, next));
                  return page;
                });
      }
    };
  }

  static RedisCommands cachesWhatItReadTogether(RedisCommands sound) {
    return new CachingPort<byte[]>(sound) {
      @Override
      public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
        if (!keys.isEmpty() && cache.keySet().containsAll(keys)) {
          return done(keys.stream().map(key -> Optional.of(cache.get(key).clone())).toList());
        }
        return super.multiGet(keys)
            .thenApply(
                values -> {
                  for (int i = 0; i < keys.size(); i++) {
                    String key = keys.get(i);
                    values.get(i).ifPresent(value -> cache.put(key, value.clone()));
                  }
                  return values;
                });
      }
    };
  }

  static RedisCommands cachesWhatAScriptRead(RedisCommands sound) {
    return new CachingPort<List<byte[]>>(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        if (script != RedisScript.GET_AND_PROLONG) {
          keys.forEach(cache::remove);
          return super.eval(script, keys, arguments);
        }
        List<byte[]> cached = cache.get(keys.get(0));
        return cached != null
            ? done(cached)
            : super.eval(script, keys, arguments)
                .thenApply(
                    answer -> {
                      cache.put(keys.get(0), answer.stream().map(byte[]::clone).toList());
                      return answer;
                    });
      }
    };
  }

  static RedisCommands skipsAComparedWriteOfTheSame(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<CompareAndSet.Outcome> compareAndSet(
          String key, byte[] expected, byte[] value, Optional<Duration> ttl) {
        if (!Arrays.equals(expected, value)) {
          return super.compareAndSet(key, expected, value, ttl);
        }
        return super.get(key)
            .thenCompose(
                there ->
                    there.isPresent() && Arrays.equals(there.get(), value)
                        ? done(new CompareAndSet.Applied())
                        : super.compareAndSet(key, expected, value, ttl));
      }
    };
  }

  static RedisCommands comparesHashCodes(RedisCommands sound) {
    return comparing(sound, (one, other) -> Arrays.hashCode(one) == Arrays.hashCode(other));
  }

  static RedisCommands comparesTheFirstKib(RedisCommands sound) {
    return comparing(
        sound,
        (one, other) ->
            one.length == other.length
                && Arrays.equals(one, 0, first(one), other, 0, first(other)));
  }

  private static int first(byte[] bytes) {
    return Math.min(1_024, bytes.length);
  }

  private interface Same {
    boolean as(byte[] one, byte[] other);
  }

  private static RedisCommands comparing(RedisCommands sound, Same same) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<CompareAndSet.Outcome> compareAndSet(
          String key, byte[] expected, byte[] value, Optional<Duration> ttl) {
        return super.get(key)
            .exceptionally(another -> Optional.empty())
            .thenCompose(
                there ->
                    super.compareAndSet(
                        key, there.filter(t -> same.as(t, expected)).orElse(expected), value, ttl));
      }
    };
  }

  static RedisCommands takesKeysOfOneHashForOne(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
        Map<Integer, String> byHash = new HashMap<>();
        keys.forEach(key -> byHash.putIfAbsent(key.hashCode(), key));
        return super.multiGet(keys.stream().map(key -> byHash.get(key.hashCode())).toList());
      }
    };
  }

  static RedisCommands acceptsNegativeCounts(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
        return super.scan(prefix, cursor, count < 0 ? 10 : count);
      }
    };
  }

  static RedisCommands givesOneArrayTwice(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
        List<String> different = List.copyOf(new LinkedHashSet<>(keys));
        return super.multiGet(different)
            .thenApply(values -> keys.stream().map(k -> values.get(different.indexOf(k))).toList());
      }
    };
  }

  static RedisCommands takesDigitsForANumber(RedisCommands sound) {
    return new AlteredPort(sound)
        .read(
            value -> {
              String text = new String(value, ISO_8859_1);
              return text.matches("0+[0-9]{1,15}")
                  ? String.valueOf(Long.parseLong(text)).getBytes(UTF_8)
                  : value;
            });
  }

  static RedisCommands stripsQuotationMarks(RedisCommands sound) {
    return new AlteredPort(sound)
        .read(
            value ->
                value.length > 1 && value[0] == '"' && value[value.length - 1] == '"'
                    ? Arrays.copyOfRange(value, 1, value.length - 1)
                    : value);
  }

  static RedisCommands skipsAByteOrderMark(RedisCommands sound) {
    return new AlteredPort(sound)
        .read(
            value ->
                value.length > 2
                        && value[0] == (byte) 0xef
                        && value[1] == (byte) 0xbb
                        && value[2] == (byte) 0xbf
                    ? Arrays.copyOfRange(value, 3, value.length)
                    : value);
  }

  static RedisCommands deletesByPattern(RedisCommands sound) {
    Set<String> known = ConcurrentHashMap.newKeySet();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        known.add(key);
        return super.set(key, value, options);
      }

      @Override
      public CompletionStage<Long> delete(Collection<String> keys) {
        Set<String> all = new LinkedHashSet<>(keys);
        for (String key : keys) {
          if (key.endsWith("*")) {
            Pattern pattern =
                Pattern.compile(Pattern.quote(key.substring(0, key.length() - 1)) + ".+");
            known.stream().filter(other -> pattern.matcher(other).matches()).forEach(all::add);
          }
        }
        return super.delete(all);
      }
    };
  }

  static RedisCommands swapsTheKeysOfAScript(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        return super.eval(
            script, keys.size() == 2 ? List.of(keys.get(1), keys.get(0)) : keys, arguments);
      }
    };
  }
}
