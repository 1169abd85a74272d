package io.cloakroom.session;

import io.cloakroom.redis.RedisCommands;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/** Finds and ends the sessions of a user: those in the index whose records say the same. */
final class SessionsOfUser {

  /** How many records are read by one command. */
  private static final int BATCH = 100;

  private final RedisCommands commands;
  private final SessionKeys keys;
  private final UserIndex index;
  private final SessionReader reader;

  SessionsOfUser(RedisCommands commands, SessionKeys keys, UserIndex index, SessionReader reader) {
    this.commands = commands;
    this.keys = keys;
    this.index = index;
    this.reader = reader;
  }

  private record Found(String key, RecordFormat.Content read) {

    /** Where ids are hashed nobody knows them; for looking at its attributes the hash will do. */
    Session session(SessionKeys keys) {
      return Session.loaded(keys.idIn(key), read.content(), read.stored());
    }
  }

  /** Something of each of them. */
  <T> CompletionStage<List<T>> find(
      String user, BiFunction<String, RecordFormat.Content, T> result) {
    return index.keysOf(user).thenCompose(found -> among(found, user, result));
  }

  private <T> CompletionStage<List<T>> among(
      List<String> candidates, String user, BiFunction<String, RecordFormat.Content, T> result) {
    CompletionStage<List<T>> all = CompletableFuture.completedStage(new ArrayList<>());
    for (int i = 0; i < candidates.size(); i += BATCH) {
      List<String> batch = candidates.subList(i, Math.min(i + BATCH, candidates.size()));
      all =
          all.thenCompose(
              found ->
                  commands
                      .multiGet(batch)
                      .thenApply(
                          values -> {
                            reader.readAll(batch, values, Found::new).stream()
                                .filter(each -> index.isOf(user, each.session(keys)))
                                .map(mine -> result.apply(mine.key(), mine.read()))
                                .forEach(found::add);
                            return found;
                          }));
    }
    return all;
  }

  /**
   * Ends them all, except some. As long as new ones have come into the index meanwhile these are
   * ended as well, so that a session that gets a new id while this goes on does not slip through.
   *
   * @return how many there were
   */
  CompletionStage<Long> destroy(String user, Set<String> except) {
    return destroy(user, new HashSet<>(except), 0);
  }

  private CompletionStage<Long> destroy(String user, Set<String> done, long before) {
    return index
        .keysOf(user)
        .thenCompose(
            found -> {
              List<String> others = found.stream().filter(done::add).toList();
              return others.isEmpty()
                  ? CompletableFuture.completedStage(before)
                  : among(others, user, (key, read) -> key)
                      .thenCompose(commands::delete)
                      .thenCompose(removed -> destroy(user, done, before + removed));
            });
  }
}
