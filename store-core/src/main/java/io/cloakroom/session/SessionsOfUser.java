package io.cloakroom.session;

import io.cloakroom.async.AsyncLoop;
import io.cloakroom.async.Chunks;
import io.cloakroom.redis.RedisCommands;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/** Finds and ends the sessions of a user: those in the index whose records say the same. */
final class SessionsOfUser {

  /** How many records are read, or removed, by one command. */
  private static final int BATCH = 100;

  /** How often a session may get a new id while its user's sessions are ended. */
  private static final int MOST_PASSES = 100;

  private final RedisCommands commands;
  private final SessionKeys keys;
  private final UserIndex index;
  private final SessionEnds ends;
  private final SessionReader reader;

  SessionsOfUser(StoreContext context, SessionReader reader) {
    this.commands = context.commands();
    this.keys = context.keys();
    this.index = context.index();
    this.ends = context.ends();
    this.reader = reader;
  }

  /** Returns a function's result for each of them. */
  <T> CompletionStage<List<T>> find(String user, BiFunction<String, Session, T> result) {
    return AsyncLoop.start(() -> index.keysOf(user))
        .thenCompose(found -> Chunks.each(found, BATCH, batch -> among(batch, user, result)))
        .thenApply(batches -> batches.stream().flatMap(Collection::stream).toList());
  }

  private <T> CompletionStage<List<T>> among(
      List<String> batch, String user, BiFunction<String, Session, T> result) {
    return commands
        .multiGet(batch)
        .thenApply(
            values ->
                reader.readAll(
                    batch,
                    values,
                    (key, session) ->
                        index.isOf(user, session)
                            ? Optional.of(result.apply(key, session))
                            : Optional.empty()));
  }

  /** Returns the keys of a user's sessions, and of those whose user can't be found out here. */
  private List<String> notOfOthers(String user, List<String> batch, List<Optional<byte[]>> values) {
    return reader.readAll(
        batch,
        values,
        (key, session) -> index.mayBeOf(user, session) ? Optional.of(key) : Optional.empty(),
        Optional::of);
  }

  /**
   * Ends them all, except some. The index is read again only where a session in it was given a new
   * id moments ago, so that none slips through; sessions that merely begin meanwhile do not prolong
   * this. An entry whose record can't be read here, or does not tell here whose it is, is ended
   * too: another server may be able to read it.
   *
   * @return how many there were
   */
  CompletionStage<Long> destroy(String user, Set<String> except) {
    Set<String> done = new HashSet<>(except);
    long[] removed = {0};
    int[] passes = {0};
    return AsyncLoop.until(
        () ->
            index
                .keysOf(user)
                .thenApply(found -> found.stream().filter(done::add).toList())
                .thenCompose(others -> Chunks.each(others, BATCH, batch -> end(batch, user)))
                .thenApply(
                    ended -> {
                      removed[0] += ended.stream().mapToLong(Ended::removed).sum();
                      passes[0]++;
                      return ended.stream().noneMatch(Ended::someMoved) || passes[0] == MOST_PASSES
                          ? Optional.of(removed[0])
                          : Optional.empty();
                    }));
  }

  /**
   * What happened to some candidates.
   *
   * @param someMoved whether one of them has another id now
   */
  private record Ended(long removed, boolean someMoved) {}

  private CompletionStage<Ended> end(List<String> batch, String user) {
    return commands
        .multiGet(batch)
        .thenCompose(
            values -> {
              List<String> theirs = notOfOthers(user, batch, values);
              List<String> gone = new ArrayList<>();
              for (int i = 0; i < batch.size(); i++) {
                if (values.get(i).isEmpty()) {
                  gone.add(batch.get(i));
                }
              }
              return ends.ending(theirs, () -> commands.delete(theirs))
                  .thenCompose(removed -> index.left(user, theirs).thenApply(done -> removed))
                  .thenCompose(
                      removed -> {
                        if (removed < theirs.size()) {
                          gone.addAll(theirs);
                        }
                        return wereReplaced(gone).thenApply(moved -> new Ended(removed, moved));
                      });
            });
  }

  private CompletionStage<Boolean> wereReplaced(List<String> gone) {
    return gone.isEmpty()
        ? CompletableFuture.completedStage(false)
        : commands
            .multiGet(gone.stream().map(keys::markerKeyOf).toList())
            .thenApply(markers -> markers.stream().anyMatch(Optional::isPresent));
  }
}
