package io.cloakroom.tests.saboteurs.store;

import io.cloakroom.callback.OptionFunction;
import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.CompareAndSet.Outcome;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.session.Lookup;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import io.cloakroom.tests.saboteurs.ForwardingStore;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Stores that are broken together with their port or options, for {@link InterplayStore}. */
@SuppressWarnings("ThreadLocalUsage") // each sabotaged store has its own
final class InterplayOpenings {

  private static final Map<SessionId, String> KNOWN =
      Collections.synchronizedMap(new IdentityHashMap<>());

  private InterplayOpenings() {}

  /** The key of an id is made once, whichever store asks. */
  static SessionStore knowsKeysByIdObject(
      RedisCommands commands, Consumer<RedisSessionStoreBuilder> options) {
    ThreadLocal<SessionId> current = new ThreadLocal<>();
    RedisCommands port =
        new ForwardingPort(commands) {
          private String known(String key) {
            SessionId id = current.get();
            return id == null ? key : KNOWN.computeIfAbsent(id, none -> key);
          }

          @Override
          public CompletionStage<Optional<byte[]>> get(String key) {
            return super.get(known(key));
          }

          @Override
          public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
            return super.getAndExpire(known(key), ttl);
          }

          @Override
          public CompletionStage<Long> delete(Collection<String> keys) {
            return super.delete(keys.stream().map(this::known).toList());
          }

          @Override
          public CompletionStage<List<byte[]>> eval(
              RedisScript script, List<String> keys, List<byte[]> arguments) {
            return script == RedisScript.GET_AND_PROLONG
                ? super.eval(script, List.of(known(keys.get(0))), arguments)
                : super.eval(script, keys, arguments);
          }
        };
    return new ForwardingStore(Opening.sound(port, options)) {
      private <T> T with(SessionId id, Supplier<T> call) {
        current.set(id);
        try {
          return call.get();
        } finally {
          current.remove();
        }
      }

      @Override
      public CompletionStage<Optional<Session>> get(SessionId id) {
        return with(id, () -> super.get(id));
      }

      @Override
      public CompletionStage<Lookup> lookUp(SessionId id) {
        return with(id, () -> super.lookUp(id));
      }

      @Override
      public CompletionStage<Lookup> lookUp(SessionId id, @Nullable Duration maxAge) {
        return with(id, () -> super.lookUp(id, maxAge));
      }

      @Override
      public CompletionStage<Boolean> destroy(SessionId id) {
        return with(id, () -> super.destroy(id));
      }
    };
  }

  /** The note that the client gets the cookie again does not outlive the first attempt. */
  static SessionStore forgetsRenewal(
      RedisCommands commands, Consumer<RedisSessionStoreBuilder> options) {
    return renewingOnConflict(commands, options, false);
  }

  /** What has to be written once more is taken for what the client is told. */
  static SessionStore renewsAfterConflict(
      RedisCommands commands, Consumer<RedisSessionStoreBuilder> options) {
    return renewingOnConflict(commands, options, true);
  }

  private static SessionStore renewingOnConflict(
      RedisCommands commands, Consumer<RedisSessionStoreBuilder> options, boolean renewed) {
    ThreadLocal<Session> current = new ThreadLocal<>();
    RedisCommands port =
        new ForwardingPort(commands) {
          @Override
          public CompletionStage<Outcome> compareAndSet(
              String key, byte[] expected, byte[] value, Optional<Duration> ttl) {
            Session session = current.get();
            return super.compareAndSet(key, expected, value, ttl)
                .thenApply(
                    outcome -> {
                      if (session != null && outcome instanceof CompareAndSet.Conflict) {
                        session.renewCookie(renewed);
                      }
                      return outcome;
                    });
          }
        };
    return new ForwardingStore(Opening.sound(port, options)) {
      @Override
      public CompletionStage<SaveOutcome> update(Session session) {
        current.set(session);
        try {
          return super.update(session);
        } finally {
          current.remove();
        }
      }
    };
  }

  static SessionStore forgetsRenewalThatFailed(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<SaveOutcome> update(Session session) {
        return super.update(session)
            .whenComplete(
                (outcome, failure) -> {
                  if (failure != null) {
                    session.renewCookie(false);
                  }
                });
      }
    };
  }

  @SuppressWarnings("unchecked")
  static void remembersTtl(RedisSessionStoreBuilder options) {
    Object function = Reflected.get(options, "ttlFunction");
    if (function != null) {
      Map<SessionId, Duration> known = new ConcurrentHashMap<>();
      OptionFunction<Session, Duration> ttl = (OptionFunction<Session, Duration>) function;
      options.ttl(
          session -> known.computeIfAbsent(session.id(), id -> ttl.function().apply(session)));
    }
  }
}
