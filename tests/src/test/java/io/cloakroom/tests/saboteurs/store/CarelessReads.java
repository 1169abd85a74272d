package io.cloakroom.tests.saboteurs.store;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.StageFailure;
import io.cloakroom.session.Lookup;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import io.cloakroom.tests.saboteurs.ForwardingStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Stores one of whose ways to read a session does less than the others, or too much at a time. */
final class CarelessReads {

  private CarelessReads() {}

  static SessionStore keepsNoEntryOfWhomItAsks(
      RedisCommands commands, Consumer<RedisSessionStoreBuilder> options) {
    ThreadLocal<Boolean> asking = ThreadLocal.withInitial(() -> false);
    RedisCommands port =
        new ForwardingPort(commands) {
          @Override
          public CompletionStage<List<byte[]>> eval(
              RedisScript script, List<String> keys, List<byte[]> arguments) {
            return script == RedisScript.INDEX_ADD && asking.get()
                ? done(List.of())
                : super.eval(script, keys, arguments);
          }
        };
    return new ForwardingStore(Opening.sound(port, options)) {
      @Override
      public CompletionStage<Lookup> lookUpWithLastAccess(SessionId id, @Nullable Duration maxAge) {
        asking.set(true);
        try {
          return super.lookUpWithLastAccess(id, maxAge);
        } finally {
          asking.set(false);
        }
      }
    };
  }

  static SessionStore asksWithoutATouch(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Lookup> lookUpWithLastAccess(SessionId id, @Nullable Duration maxAge) {
        return super.lookUp(id);
      }
    };
  }

  /** Who asks for the same while an answer is under way gets that answer. */
  private static final class Joined<K, T> {
    private final Map<K, CompletableFuture<T>> underWay = new ConcurrentHashMap<>();

    CompletionStage<T> read(K key, Function<K, CompletionStage<T>> read) {
      CompletableFuture<T> mine = new CompletableFuture<>();
      CompletableFuture<T> before = underWay.putIfAbsent(key, mine);
      if (before != null) {
        return before;
      }
      CompletionStage<T> answer;
      try {
        answer = read.apply(key);
      } catch (RuntimeException e) {
        underWay.remove(key);
        throw e;
      }
      answer.whenComplete(
          (found, failure) -> {
            underWay.remove(key);
            if (failure == null) {
              mine.complete(found);
            } else {
              mine.completeExceptionally(StageFailure.cause(failure));
            }
          });
      return mine;
    }
  }

  static SessionStore joinsReads(SessionStore sound) {
    Joined<SessionId, Optional<Session>> joined = new Joined<>();
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Optional<Session>> get(SessionId id) {
        return id == null ? super.get(id) : joined.read(id, super::get);
      }
    };
  }

  static SessionStore joinsSearches(SessionStore sound) {
    Joined<String, List<Session>> joined = new Joined<>();
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<List<Session>> findByUser(String user) {
        return user == null ? super.findByUser(user) : joined.read(user, super::findByUser);
      }
    };
  }

  /** No key has less left than zero. */
  static RedisCommands endsWhatNeverEnds(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        return super.eval(
            script,
            keys,
            script == RedisScript.GET_AND_PROLONG
                ? arguments.stream().map(CarelessReads::zeroAtLeast).toList()
                : arguments);
      }
    };
  }

  private static byte[] zeroAtLeast(byte[] millis) {
    return millis[0] == '-' ? new byte[] {'0'} : millis;
  }
}
