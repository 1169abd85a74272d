package io.cloakroom.mock;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Stores that find and end the sessions of users wrongly. */
final class BrokenIndexes {

  private BrokenIndexes() {}

  static RedisCommands keepsNoIndex(RedisCommands sound) {
    return new Forwarding(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        return script == RedisScript.INDEX_ADD
            ? Forwarding.done(List.of())
            : super.eval(script, keys, arguments);
      }
    };
  }

  static RedisCommands keepsAnIndexForEver(RedisCommands sound) {
    return new Forwarding(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        return script == RedisScript.INDEX_ADD
            ? super.eval(script, keys, List.of(arguments.get(0), "99999999999".getBytes(UTF_8)))
            : super.eval(script, keys, arguments);
      }
    };
  }

  /** So that what changes in it meanwhile goes unnoticed. */
  static RedisCommands readsTheIndexOnce(RedisCommands sound) {
    Map<String, CompletionStage<List<byte[]>>> read = new HashMap<>();
    return new Forwarding(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        return script == RedisScript.INDEX_READ
            ? read.computeIfAbsent(keys.get(0), key -> super.eval(script, keys, arguments))
            : super.eval(script, keys, arguments);
      }
    };
  }

  static SessionStore endsTheSessionThatStays(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Long> destroyAll(String user, SessionId... except) {
        return super.destroyAll(user);
      }
    };
  }

  static SessionStore endsOneOfAll(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Long> destroyAll(String user, SessionId... except) {
        return findByUser(user)
            .thenCompose(
                found ->
                    found.isEmpty()
                        ? Forwarding.done(0L)
                        : destroy(found.get(0).id()).thenApply(gone -> 1L));
      }
    };
  }
}
