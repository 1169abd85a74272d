package io.cloakroom.tests.saboteurs.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.CompareAndSet.Outcome;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.SetOptions.Condition;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Ports that are sound for each command by itself, for {@link InterplayStore}. */
final class InterplayPorts {

  private InterplayPorts() {}

  /** Writing what is there already needs no comparison, only the new TTL. */
  static RedisCommands skipsUnchanged(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Outcome> compareAndSet(
          String key, byte[] expected, byte[] value, Optional<Duration> ttl) {
        if (ttl.isEmpty() || !Arrays.equals(expected, value)) {
          return super.compareAndSet(key, expected, value, ttl);
        }
        return expire(key, ttl.get())
            .thenApply(there -> there ? new CompareAndSet.Applied() : new CompareAndSet.Missing());
      }
    };
  }

  /** The same, and whatever is there is replaced. */
  static RedisCommands overwritesUnchanged(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Outcome> compareAndSet(
          String key, byte[] expected, byte[] value, Optional<Duration> ttl) {
        if (ttl.isEmpty() || !Arrays.equals(expected, value)) {
          return super.compareAndSet(key, expected, value, ttl);
        }
        return set(key, value, SetOptions.ifPresent().expiringAfter(ttl.get()))
            .thenApply(there -> there ? new CompareAndSet.Applied() : new CompareAndSet.Missing());
      }
    };
  }

  /** A record that is there already is taken for one that an earlier attempt wrote. */
  static RedisCommands takesEqualForOwn(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        CompletionStage<Boolean> written = super.set(key, value, options);
        return options.condition() != Condition.IF_ABSENT
            ? written
            : written.thenCompose(
                done ->
                    done
                        ? done(true)
                        : get(key)
                            .thenApply(
                                there -> there.isPresent() && Arrays.equals(there.get(), value)));
      }
    };
  }

  /** The index does not know of longer TTLs than the option's. */
  static SessionStore indexesForUsualTtl(
      RedisCommands commands, Consumer<RedisSessionStoreBuilder> options) {
    long[] usual = {Long.MAX_VALUE};
    RedisCommands port =
        new ForwardingPort(commands) {
          @Override
          public CompletionStage<List<byte[]>> eval(
              RedisScript script, List<String> keys, List<byte[]> arguments) {
            if (script != RedisScript.INDEX_ADD) {
              return super.eval(script, keys, arguments);
            }
            List<byte[]> changed = new ArrayList<>(arguments);
            long millis = Long.parseLong(new String(arguments.get(1), UTF_8));
            changed.set(1, Long.toString(Math.min(millis, usual[0])).getBytes(UTF_8));
            return super.eval(script, keys, changed);
          }
        };
    return Opening.sound(
        port,
        options.andThen(
            builder ->
                usual[0] =
                    ((Duration) Reflected.get(builder, "ttl"))
                        .plus((Duration) Reflected.get(builder, "touchAfter"))
                        .plusMinutes(10)
                        .toMillis()));
  }

  /** What a session was entered with when it began is to do for as long as it lives. */
  static RedisCommands entersOnce(RedisCommands sound) {
    Set<String> entered = ConcurrentHashMap.newKeySet();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        return script == RedisScript.INDEX_ADD
                && !entered.add(keys.get(0) + " " + new String(arguments.get(0), UTF_8))
            ? done(List.of())
            : super.eval(script, keys, arguments);
      }
    };
  }

  /** What can't be read is passed over, as what is not there. */
  static RedisCommands findsWhatItCan(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
        return super.multiGet(keys)
            .exceptionally(failure -> keys.stream().map(key -> Optional.<byte[]>empty()).toList());
      }
    };
  }

  /** What can't be deleted is counted as what was not there. */
  static RedisCommands deletesWhatItCan(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Long> delete(Collection<String> keys) {
        return super.delete(keys).exceptionally(failure -> 0L);
      }
    };
  }
}
