package io.cloakroom.tests.saboteurs.store;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.session.Batches;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import io.cloakroom.tests.saboteurs.ForwardingStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Stores whose verbs about all sessions are broken. */
final class BrokenWalks {

  private BrokenWalks() {}

  static SessionStore walksWithoutAPrefix(SessionStore sound) {
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

  static SessionStore listsWhatAScanRepeats(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public Batches<SessionId> ids() {
        Batches<SessionId> once = super.ids();
        return () -> once.next().thenApply(batch -> batch.map(BrokenWalks::twice));
      }
    };
  }

  static SessionStore countsWhatAScanRepeats(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Long> length() {
        return super.length().thenApply(count -> 2 * count);
      }
    };
  }

  static SessionStore cannotClearNothing(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Long> clear() {
        return super.clear()
            .thenApply(
                count -> {
                  if (count == 0) {
                    throw new NoSuchElementException();
                  }
                  return count;
                });
      }
    };
  }

  static RedisCommands clearsAllAtOnce(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Long> delete(Collection<String> keys) {
        return keys.size() < 2
            ? super.delete(keys)
            : super.delete(allBeside(keys.iterator().next()));
      }

      private Set<String> allBeside(String key) {
        Set<String> all = new HashSet<>();
        Optional<ScanCursor> cursor = Optional.of(ScanCursor.START);
        while (cursor.isPresent()) {
          String prefix = key.substring(0, key.lastIndexOf(':') + 1);
          ScanPage page = ForwardingPort.now(super.scan(prefix, cursor.get(), 1_000));
          all.addAll(page.keys());
          cursor = page.next();
        }
        return all;
      }
    };
  }

  static SessionStore gathersAllIdsFirst(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public Batches<SessionId> ids() {
        List<SessionId> all = new ArrayList<>();
        Batches<SessionId> batches = super.ids();
        for (var batch = next(batches); batch.isPresent(); batch = next(batches)) {
          all.addAll(batch.get());
        }
        List<List<SessionId>> left = new ArrayList<>(List.of(all));
        return () ->
            ForwardingPort.done(left.isEmpty() ? Optional.empty() : Optional.of(left.remove(0)));
      }
    };
  }

  private static Optional<List<SessionId>> next(Batches<SessionId> batches) {
    return ForwardingPort.now(batches.next());
  }

  private static List<SessionId> twice(List<SessionId> batch) {
    List<SessionId> repeated = new ArrayList<>(batch);
    repeated.addAll(batch);
    return repeated;
  }
}
