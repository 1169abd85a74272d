package io.cloakroom.mock;

import io.cloakroom.session.Batches;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
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
          return () -> Forwarding.done(Optional.empty());
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
            Forwarding.done(left.isEmpty() ? Optional.empty() : Optional.of(left.remove(0)));
      }
    };
  }

  private static Optional<List<SessionId>> next(Batches<SessionId> batches) {
    return Forwarding.now(batches.next());
  }

  private static List<SessionId> twice(List<SessionId> batch) {
    List<SessionId> repeated = new ArrayList<>(batch);
    repeated.addAll(batch);
    return repeated;
  }
}
