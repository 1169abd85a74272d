package io.cloakroom.tests.saboteurs.store;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.session.Batches;
import io.cloakroom.session.HashedSessionId;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import io.cloakroom.tests.saboteurs.ForwardingStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Stores that give ids away where they should be hashed. */
final class BrokenHashing {

  private BrokenHashing() {}

  /** The port beneath puts the ids back in the place of their hashes. */
  static SessionStore hashesNothing(
      RedisCommands commands, Consumer<RedisSessionStoreBuilder> options) {
    Map<String, String> ids = new ConcurrentHashMap<>();
    return new ForwardingStore(Opening.sound(unhashing(commands, ids), options)) {
      @Override
      public CompletionStage<SaveOutcome> create(Session session) {
        remember(session.id());
        return super.create(session);
      }

      @Override
      public CompletionStage<SaveOutcome> regenerate(Session session, SessionId newId) {
        remember(newId);
        return super.regenerate(session, newId);
      }

      private void remember(SessionId id) {
        ids.put(HashedSessionId.of(id).value(), id.value());
      }
    };
  }

  static SessionStore writesTheIdIntoTheRecord(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<SaveOutcome> create(Session session) {
        session.set("sid", session.id().value());
        return super.create(session);
      }
    };
  }

  static SessionStore listsIdsThatItCannotKnow(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public Batches<SessionId> ids() {
        try {
          return super.ids();
        } catch (UnsupportedOperationException e) {
          return () -> ForwardingPort.done(Optional.empty());
        }
      }
    };
  }

  private static RedisCommands unhashing(RedisCommands sound, Map<String, String> ids) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        return super.set(unhashed(key), value, options);
      }

      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        return super.get(unhashed(key));
      }

      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        return super.eval(script, keys.stream().map(this::unhashed).toList(), arguments);
      }

      private String unhashed(String key) {
        int hash = key.lastIndexOf(':') + 1;
        return key.substring(0, hash) + ids.getOrDefault(key.substring(hash), "unknown");
      }
    };
  }
}
