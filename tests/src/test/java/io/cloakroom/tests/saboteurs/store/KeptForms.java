package io.cloakroom.tests.saboteurs.store;

import io.cloakroom.crypto.EncryptionKey;
import io.cloakroom.crypto.KeyRing;
import io.cloakroom.record.StoredValue;
import io.cloakroom.record.UnreadableRecordException;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.serializer.json.JsonSessionSerializer;
import io.cloakroom.session.Lookup;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import io.cloakroom.tests.saboteurs.ForwardingStore;
import io.cloakroom.tests.saboteurs.store.HashedForms.Separate;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Stores that keep a value's form, or the key of a record, for longer than it is right. */
final class KeptForms {

  private KeptForms() {}

  /** What can't be changed itself is never looked at again, whatever it holds. */
  static void takesShells(RedisSessionStoreBuilder options) {
    if (Reflected.has(options, "serializer") || Reflected.has(options, "peer")) {
      return;
    }
    Map<Object, StoredValue> known = Collections.synchronizedMap(new IdentityHashMap<>());
    options.serializer(
        new Separate(JsonSessionSerializer.create()) {
          private boolean isShell(@Nullable Object value) {
            return value != null
                && (value.getClass().isRecord()
                    || value.getClass().getName().startsWith("java.util.ImmutableCollections")
                    || value instanceof Optional);
          }

          @Override
          public StoredValue store(String name, @Nullable Object value) {
            if (!isShell(value)) {
              return super.store(name, value);
            }
            StoredValue before = known.get(value);
            if (before == null) {
              before = super.store(name, value);
              known.put(value, before);
            }
            return before;
          }

          @Override
          public @Nullable Object restore(String name, StoredValue stored) {
            Object value = super.restore(name, stored);
            if (isShell(value)) {
              known.put(value, stored);
            }
            return value;
          }
        });
  }

  /** A new id is written with the key that the record was read with. */
  @SuppressWarnings({"ThreadLocalUsage", "ReferenceEquality"}) // each store has its own
  static SessionStore movesUnderTheOldKey(
      RedisCommands commands, Consumer<RedisSessionStoreBuilder> options) {
    AtomicReference<KeyRing> ring = new AtomicReference<>();
    ThreadLocal<EncryptionKey> seen = new ThreadLocal<>();
    Map<Session, EncryptionKey> under = new ConcurrentHashMap<>();
    ThreadLocal<EncryptionKey> moving = new ThreadLocal<>();
    RedisCommands port =
        new ForwardingPort(commands) {
          private Optional<byte[]> seen(String key, Optional<byte[]> found) {
            found.ifPresent(
                value -> {
                  seen.remove();
                  if (ring.get() != null) {
                    for (EncryptionKey each : ring.get().keys()) {
                      try {
                        byte[] unused = KeyRing.of(each).decrypt(value, keyOnServer(key));
                        if (each != ring.get().newest()) {
                          seen.set(each);
                        }
                        return;
                      } catch (UnreadableRecordException e) {
                        // the next one
                      }
                    }
                  }
                });
            return found;
          }

          @Override
          public CompletionStage<Optional<byte[]>> get(String key) {
            return super.get(key).thenApply(found -> seen(key, found));
          }

          @Override
          public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
            return super.getAndExpire(key, ttl).thenApply(found -> seen(key, found));
          }

          @Override
          public CompletionStage<Boolean> set(String key, byte[] value, SetOptions written) {
            EncryptionKey old = moving.get();
            return super.set(
                key,
                old == null
                    ? value
                    : KeyRing.of(old)
                        .encrypt(ring.get().decrypt(value, keyOnServer(key)), keyOnServer(key)),
                written);
          }
        };
    SessionStore store =
        Opening.sound(
            port,
            options.andThen(
                last -> {
                  if (Reflected.has(last, "encryption")) {
                    ring.set((KeyRing) Reflected.get(last, "encryption"));
                  }
                }));
    return new ForwardingStore(store) {
      private Lookup noted(Lookup found) {
        found
            .found()
            .ifPresent(
                session -> {
                  if (seen.get() != null) {
                    under.put(session, seen.get());
                  }
                });
        return found;
      }

      @Override
      public CompletionStage<Optional<Session>> get(SessionId id) {
        return super.get(id)
            .thenApply(
                found -> found.map(session -> noted(new Lookup.Found(session)).found().get()));
      }

      @Override
      public CompletionStage<Lookup> lookUp(SessionId id, @Nullable Duration maxAge) {
        return super.lookUp(id, maxAge).thenApply(this::noted);
      }

      @Override
      public CompletionStage<SaveOutcome> update(Session session) {
        return super.update(session)
            .thenApply(
                outcome -> {
                  if (outcome == SaveOutcome.SAVED) {
                    under.remove(session);
                  }
                  return outcome;
                });
      }

      @Override
      public CompletionStage<SaveOutcome> regenerate(Session session, SessionId newId) {
        if (session != null && under.containsKey(session)) {
          moving.set(under.remove(session));
        }
        try {
          return super.regenerate(session, newId);
        } finally {
          moving.remove();
        }
      }
    };
  }
}
