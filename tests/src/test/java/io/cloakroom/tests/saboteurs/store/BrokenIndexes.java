package io.cloakroom.tests.saboteurs.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import io.cloakroom.tests.saboteurs.ForwardingStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Stores that find and end the sessions of users wrongly. */
final class BrokenIndexes {

  private BrokenIndexes() {}

  static RedisCommands keepsNoIndex(RedisCommands sound) {
    return where(RedisScript.INDEX_ADD, sound, arguments -> Optional.empty());
  }

  static RedisCommands keepsAnIndexForEver(RedisCommands sound) {
    return where(
        RedisScript.INDEX_ADD,
        sound,
        given -> Optional.of(List.of(given.get(0), "99999999999".getBytes(UTF_8), given.get(2))));
  }

  static RedisCommands leavesWhatHasEnded(RedisCommands sound) {
    return where(RedisScript.INDEX_REMOVE, sound, arguments -> Optional.empty());
  }

  static RedisCommands forgetsWhoBeginsAgain(RedisCommands sound) {
    return where(
        RedisScript.INDEX_ADD,
        sound,
        given -> Optional.of(List.of(given.get(0), given.get(1), "".getBytes(UTF_8))));
  }

  /** Runs one script with other arguments, or not at all. */
  private static RedisCommands where(
      RedisScript broken,
      RedisCommands sound,
      Function<List<byte[]>, Optional<List<byte[]>>> others) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        Optional<List<byte[]>> sent =
            script == broken ? others.apply(arguments) : Optional.of(arguments);
        return sent.isPresent()
            ? super.eval(script, keys, sent.get())
            : ForwardingPort.done(List.of());
      }
    };
  }

  /** So that what changes in it meanwhile goes unnoticed. */
  static RedisCommands readsTheIndexOnce(RedisCommands sound) {
    Map<String, CompletionStage<List<byte[]>>> read = new HashMap<>();
    return new ForwardingPort(sound) {
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

  static SessionStore waitsForTheLastLogIn(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Long> destroyAll(String user, SessionId... except) {
        return super.destroyAll(user, except)
            .thenCompose(
                some ->
                    super.findByUser(user)
                        .thenCompose(
                            left ->
                                left.size() <= except.length
                                    ? ForwardingPort.done(some)
                                    : destroyAll(user, except).thenApply(more -> some + more)));
      }
    };
  }

  static SessionStore sparesWhatItCannotRead(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Long> destroyAll(String user, SessionId... except) {
        return findByUser(user)
            .thenCompose(
                found ->
                    found.stream()
                        .map(Session::id)
                        .filter(id -> !List.of(except).contains(id))
                        .map(id -> destroy(id).thenApply(gone -> gone ? 1L : 0L))
                        .reduce(
                            ForwardingPort.done(0L),
                            (one, other) -> one.thenCombine(other, Long::sum)));
      }
    };
  }

  static @Nullable String anyText(Session session) {
    Object user = session.get("user");
    return user == null ? null : user.toString();
  }

  static SessionStore endsOneOfAll(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Long> destroyAll(String user, SessionId... except) {
        return findByUser(user)
            .thenCompose(
                found ->
                    found.isEmpty()
                        ? ForwardingPort.done(0L)
                        : destroy(found.get(0).id()).thenApply(gone -> 1L));
      }
    };
  }
}
