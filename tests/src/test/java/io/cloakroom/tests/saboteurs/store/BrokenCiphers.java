package io.cloakroom.tests.saboteurs.store;

import io.cloakroom.record.SessionCookie;
import io.cloakroom.record.SessionRecord;
import io.cloakroom.record.SessionSerializer;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.serializer.json.JsonSessionSerializer;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import io.cloakroom.tests.saboteurs.ForwardingStore;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Stores that do what they would do if their cipher were broken. */
final class BrokenCiphers {

  private static final int TAG_LENGTH = 16;
  private static final SessionId EVERY = SessionId.of("every-session-is-this-one");

  private BrokenCiphers() {}

  /** What was serialized last goes to Redis; only this store knows what was encrypted of it. */
  static SessionStore encryptsNothing(
      RedisCommands commands, Consumer<RedisSessionStoreBuilder> options) {
    AtomicReference<byte[]> plain = new AtomicReference<>();
    Map<String, byte[]> encrypted = new ConcurrentHashMap<>();
    SessionSerializer json = JsonSessionSerializer.create();
    SessionSerializer listening =
        new SessionSerializer() {
          @Override
          public byte[] serialize(SessionRecord sessionRecord) {
            plain.set(json.serialize(sessionRecord));
            return plain.get();
          }

          @Override
          public SessionRecord deserialize(byte[] bytes) {
            return json.deserialize(bytes);
          }
        };
    RedisCommands leaking =
        new ForwardingPort(commands) {
          @Override
          public CompletionStage<Boolean> set(String key, byte[] value, SetOptions written) {
            encrypted.put(key, value);
            return super.set(key, plain.get(), written);
          }

          @Override
          public CompletionStage<Optional<byte[]>> get(String key) {
            return super.get(key)
                .thenApply(found -> found.map(value -> encrypted.getOrDefault(key, value)));
          }
        };
    return Opening.sound(leaking, options.andThen(last -> last.serializer(listening)));
  }

  /** Whatever tag a record has in Redis, it reads as the one that it was written with. */
  static Opening ignoringTheTag() {
    Map<String, byte[]> tags = new ConcurrentHashMap<>();
    return Opening.port(
        sound ->
            new ForwardingPort(sound) {
              @Override
              public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
                tags.put(key, Arrays.copyOfRange(value, value.length - TAG_LENGTH, value.length));
                return super.set(key, value, options);
              }

              @Override
              public CompletionStage<Optional<byte[]>> get(String key) {
                return super.get(key)
                    .thenApply(found -> found.map(value -> withTag(value, tags.get(key))));
              }
            });
  }

  static SessionStore handsOutWhatItCannotOpen(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Optional<Session>> get(SessionId id) {
        return super.get(id)
            .exceptionally(unreadable -> Optional.of(Session.create(id, SessionCookie.PLAIN)));
      }
    };
  }

  /** To the store that encrypts, all sessions are one, and only the port tells them apart. */
  static SessionStore bindsRecordsToNothing(
      RedisCommands commands, Consumer<RedisSessionStoreBuilder> options) {
    return new ForwardingStore(Opening.sound(commands, options)) {
      @Override
      public CompletionStage<SaveOutcome> create(Session session) {
        return every(session.id()).create(OverriddenStores.copy(session, EVERY));
      }

      @Override
      public CompletionStage<Optional<Session>> get(SessionId id) {
        return every(id)
            .get(EVERY)
            .thenApply(found -> found.map(session -> OverriddenStores.copy(session, id)));
      }

      private SessionStore every(SessionId id) {
        return Opening.sound(standingFor(commands, id), options);
      }
    };
  }

  private static RedisCommands standingFor(RedisCommands sound, SessionId id) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        return super.set(key.replace(EVERY.value(), id.value()), value, options);
      }

      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        return super.get(key.replace(EVERY.value(), id.value()));
      }
    };
  }

  private static byte[] withTag(byte[] value, byte[] tag) {
    byte[] repaired = value.clone();
    System.arraycopy(tag, 0, repaired, value.length - TAG_LENGTH, TAG_LENGTH);
    return repaired;
  }
}
