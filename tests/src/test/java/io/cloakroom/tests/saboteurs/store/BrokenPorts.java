package io.cloakroom.tests.saboteurs.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.tests.reference.RespClient;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** What a broken store would send to a sound port: stores are broken beneath by these. */
final class BrokenPorts {

  private BrokenPorts() {}

  static RedisCommands usesAnotherKey(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        return super.get(key + "=");
      }

      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        return super.set(key + "=", value, options);
      }
    };
  }

  static RedisCommands changesKeys(RedisCommands sound, UnaryOperator<String> change) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        return super.get(change.apply(key));
      }

      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        return super.set(change.apply(key), value, options);
      }
    };
  }

  static RedisCommands neverMovesATtl(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> expire(String key, Duration ttl) {
        return super.get(key).thenApply(Optional::isPresent);
      }
    };
  }

  static RedisCommands removesWithoutComparing(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        return script == RedisScript.COMPARE_AND_DELETE && keys.size() == 1
            ? super.delete(keys).thenApply(n -> n == 0 ? List.of() : List.of("1".getBytes(UTF_8)))
            : super.eval(script, keys, arguments);
      }
    };
  }

  static RedisCommands hidesTheClientsPrefix(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public byte[] keyOnServer(String key) {
        return key.getBytes(UTF_8);
      }
    };
  }

  /** Keeps the client's own exception as the cause, and with it the command that failed. */
  static RedisCommands quotesTheCommandInACause(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Long> delete(Collection<String> keys) {
        return super.delete(keys)
            .exceptionallyCompose(
                failure ->
                    CompletableFuture.failedStage(
                        new RedisRefusedException(
                            "NOPERM", new IllegalStateException("DEL " + keys, failure))));
      }
    };
  }

  static RedisCommands mayWaitAnywhere(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public boolean isOnReceivingThread() {
        return false;
      }
    };
  }

  static RedisCommands cutsPartOfASecond(RedisCommands sound) {
    return settingTtl(sound, ttl -> ttl.map(rounded -> rounded.minusSeconds(1)));
  }

  static RedisCommands forgetsTheTtl(RedisCommands sound) {
    return settingTtl(sound, ttl -> Optional.empty());
  }

  static RedisCommands givesATtlToWhatNeverExpires(RedisCommands sound) {
    return settingTtl(sound, ttl -> ttl.or(() -> Optional.of(Duration.ofDays(1))));
  }

  static RedisCommands forgetsTheTtlOfAnUpdate(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        List<byte[]> changed = new ArrayList<>(arguments);
        if (script == RedisScript.COMPARE_AND_SET) {
          changed.set(2, new byte[0]);
        }
        return super.eval(script, keys, changed);
      }
    };
  }

  static RedisCommands touchesInsideTheWindow(RedisCommands sound) {
    return prolongingBelow(sound, "999999999999");
  }

  static RedisCommands letsTheTtlRunDown(RedisCommands sound) {
    return prolongingBelow(sound, "60000");
  }

  private static RedisCommands prolongingBelow(RedisCommands sound, String millis) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        List<byte[]> changed = new ArrayList<>(arguments);
        if (script == RedisScript.GET_AND_PROLONG) {
          changed.set(0, millis.getBytes(UTF_8));
        }
        return super.eval(script, keys, changed);
      }
    };
  }

  /** Adds the window of the kit's tests to TTLs that are shorter than it. */
  static RedisCommands addsTheWindowToShorterTtls(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> expire(String key, Duration ttl) {
        Duration window = Duration.ofMinutes(10);
        boolean shorter = ttl.compareTo(window) < 0 && ttl.compareTo(Duration.ofMinutes(5)) > 0;
        return super.expire(key, shorter ? ttl.plus(window) : ttl);
      }
    };
  }

  static RedisCommands tellsNoEnd(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        byte[] endless = "-1".getBytes(UTF_8);
        return super.eval(script, keys, arguments)
            .thenApply(
                answer ->
                    script == RedisScript.GET_AND_PROLONG && !answer.isEmpty()
                        ? List.of(answer.get(0), endless, endless)
                        : answer);
      }
    };
  }

  static RedisCommands takesThisUseForTheLast(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        return super.eval(script, keys, arguments)
            .thenApply(
                answer ->
                    script == RedisScript.GET_AND_PROLONG && !answer.isEmpty()
                        ? List.of(answer.get(0), answer.get(1), arguments.get(1))
                        : answer);
      }
    };
  }

  static RedisCommands givesUpOnAConflict(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        return super.eval(script, keys, arguments)
            .thenApply(answer -> answer.size() == 2 ? List.of() : answer);
      }
    };
  }

  static RedisCommands readsBeforeItUpdates(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        return super.get(keys.get(0)).thenCompose(found -> super.eval(script, keys, arguments));
      }
    };
  }

  static RedisCommands asksWhetherAKeyIsThere(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        return super.timeToLive(key).thenCompose(asked -> super.get(key));
      }
    };
  }

  static RedisCommands readsThenTouches(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
        return super.get(key)
            .thenCompose(found -> super.expire(key, ttl).thenApply(alive -> found));
      }
    };
  }

  static RedisCommands takesQuestionMarksForWildcards(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
        Pattern glob =
            Pattern.compile(
                List.of(prefix.split("\\?", -1)).stream().map(Pattern::quote).collect(joining("."))
                    + ".*");
        return super.scan("", cursor, count)
            .thenApply(
                page ->
                    new ScanPage(
                        page.keys().stream()
                            .filter(key -> glob.matcher(key).matches())
                            .map(key -> prefix + key.substring(prefix.length()))
                            .toList(),
                        page.next()));
      }
    };
  }

  static RedisCommands takesWhatLiesBehindAColonForASession(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
        return super.scan(prefix, cursor, count)
            .thenApply(
                page ->
                    new ScanPage(
                        page.keys().stream()
                            .map(key -> prefix + key.substring(prefix.length()).replace(':', '.'))
                            .toList(),
                        page.next()));
      }
    };
  }

  static RedisCommands failsOverACorruptEntry(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
        return super.multiGet(keys)
            .thenCompose(
                values ->
                    values.stream().flatMap(Optional::stream).allMatch(BrokenPorts::looksSound)
                        ? ForwardingPort.done(values)
                        : CompletableFuture.failedStage(
                            new RedisRefusedException("ERR corrupt", null)));
      }
    };
  }

  static RedisCommands asksForTheSizeOfTheDatabase(RedisCommands sound, RespClient client) {
    return scanningAfter(sound, client, "DBSIZE");
  }

  static RedisCommands asksForAllKeys(RedisCommands sound, RespClient client) {
    return scanningAfter(sound, client, "KEYS", "none:*");
  }

  static RedisCommands readsTheConfiguration(RedisCommands sound, RespClient client) {
    return scanningAfter(sound, client, "CONFIG", "GET", "maxmemory-policy");
  }

  static RedisCommands asksTheServerTwice(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        client.call("EXISTS", key);
        return super.get(key);
      }
    };
  }

  private static RedisCommands scanningAfter(
      RedisCommands sound, RespClient client, Object... words) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
        client.call(words);
        return super.scan(prefix, cursor, count);
      }
    };
  }

  private static RedisCommands settingTtl(
      RedisCommands sound, UnaryOperator<Optional<Duration>> change) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        Optional<Duration> ttl = change.apply(options.ttl());
        return super.set(key, value, new SetOptions(options.condition(), ttl));
      }
    };
  }

  private static boolean looksSound(byte[] bytes) {
    String text = new String(bytes, UTF_8);
    return text.startsWith("{\"cookie\":{") && text.endsWith("}");
  }
}
