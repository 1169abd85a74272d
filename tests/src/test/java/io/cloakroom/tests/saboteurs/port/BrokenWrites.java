package io.cloakroom.tests.saboteurs.port;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.SetOptions.Condition;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import io.cloakroom.tests.saboteurs.Rendezvous;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Ports whose writes are broken. */
final class BrokenWrites {

  private BrokenWrites() {}

  /** One way to write wrongly. */
  private interface Write {
    CompletionStage<Boolean> set(String key, byte[] value, SetOptions options);
  }

  /** One way to answer the compare-and-set script wrongly. */
  private interface Script {
    List<byte[]> run(String key, List<byte[]> arguments, List<byte[]> soundAnswer);
  }

  static RedisCommands writesKeysInLatin1(RedisCommands sound) {
    return writing(
        sound,
        (key, value, options) ->
            sound.set(new String(key.getBytes(ISO_8859_1), ISO_8859_1), value, options));
  }

  static RedisCommands overwritesIfAbsent(RedisCommands sound) {
    return writing(sound, (key, value, options) -> sound.set(key, value, always(options)));
  }

  static RedisCommands takesAnotherTypesPlaceIfAbsent(RedisCommands sound) {
    return conditional(
        sound,
        Condition.IF_ABSENT,
        (key, value, options) -> {
          if (sound.get(key).toCompletableFuture().isCompletedExceptionally()) {
            return sound.set(key, value, always(options)).thenApply(written -> false);
          }
          return sound.set(key, value, options);
        });
  }

  static RedisCommands looksBeforeItSetsIfAbsent(RedisCommands sound) {
    Rendezvous meeting = new Rendezvous();
    return conditional(
        sound,
        Condition.IF_ABSENT,
        (key, value, options) -> {
          if (ForwardingPort.now(sound.get(key)).isPresent()) {
            return ForwardingPort.done(false);
          }
          meeting.await();
          return sound.set(key, value, always(options));
        });
  }

  static RedisCommands movesTheTtlOfARefusedWrite(RedisCommands sound) {
    return writing(
        sound,
        (key, value, options) -> {
          CompletionStage<Boolean> written = sound.set(key, value, options);
          options.ttl().ifPresent(ttl -> ForwardingPort.now(sound.expire(key, ttl)));
          return written;
        });
  }

  static RedisCommands createsIfPresent(RedisCommands sound) {
    return conditional(
        sound,
        Condition.IF_PRESENT,
        (key, value, options) ->
            sound.set(key, value, always(options)).thenApply(written -> false));
  }

  static RedisCommands saysItWroteIfPresent(RedisCommands sound) {
    return conditional(
        sound,
        Condition.IF_PRESENT,
        (key, value, options) -> sound.set(key, value, options).thenApply(written -> true));
  }

  static RedisCommands comparesLengths(RedisCommands sound) {
    return comparing(
        sound,
        (key, arguments, answer) -> {
          if (answer.size() == 2 && answer.get(1).length == arguments.get(1).length) {
            ForwardingPort.now(sound.set(key, arguments.get(1), SetOptions.always()));
            return List.of("1".getBytes(UTF_8));
          }
          return answer;
        });
  }

  static RedisCommands createsByCompareAndSet(RedisCommands sound) {
    return comparing(
        sound,
        (key, arguments, answer) -> {
          if (answer.isEmpty()) {
            ForwardingPort.now(sound.set(key, arguments.get(1), SetOptions.always()));
          }
          return answer;
        });
  }

  static RedisCommands hidesTheValueOfAConflict(RedisCommands sound) {
    return comparing(
        sound,
        (key, arguments, answer) ->
            answer.size() == 2 ? List.of(answer.get(0), new byte[0]) : answer);
  }

  /** Every writer who meets another says that it won. */
  static RedisCommands letsTwoWritersWin(RedisCommands sound) {
    Rendezvous meeting = new Rendezvous();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        boolean met = meeting.await();
        CompletionStage<List<byte[]>> answer = sound.eval(script, keys, arguments);
        return met ? done(List.of("1".getBytes(UTF_8))) : answer;
      }
    };
  }

  static RedisCommands countsMissingAsDeleted(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Long> delete(Collection<String> keys) {
        return sound.delete(keys).thenApply(deleted -> (long) keys.size());
      }
    };
  }

  static RedisCommands deletesTheFirstOnly(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Long> delete(Collection<String> keys) {
        return sound.delete(keys.stream().limit(1).toList());
      }
    };
  }

  static RedisCommands deletesAHundredAtMost(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Long> delete(Collection<String> keys) {
        return sound.delete(new ArrayList<>(keys).subList(0, Math.min(keys.size(), 100)));
      }
    };
  }

  private static SetOptions always(SetOptions options) {
    return new SetOptions(Condition.ALWAYS, options.ttl());
  }

  private static RedisCommands writing(RedisCommands sound, Write write) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        return write.set(key, value, options);
      }
    };
  }

  private static RedisCommands conditional(RedisCommands sound, Condition condition, Write write) {
    return writing(
        sound,
        (key, value, options) ->
            options.condition() == condition
                ? write.set(key, value, options)
                : sound.set(key, value, options));
  }

  private static RedisCommands comparing(RedisCommands sound, Script script) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript named, List<String> keys, List<byte[]> arguments) {
        List<byte[]> answer = now(sound.eval(named, keys, arguments));
        return done(
            named == RedisScript.COMPARE_AND_SET
                ? script.run(keys.get(0), arguments, answer)
                : answer);
      }
    };
  }

  static RedisCommands sendsQuestionMarksForHalfPairs(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
        return super.scan(new String(prefix.getBytes(UTF_8), UTF_8), cursor, count);
      }
    };
  }
}
