package io.cloakroom.session;

import io.cloakroom.session.content.StoredRecord;
import io.cloakroom.session.writing.Races;
import io.cloakroom.session.writing.WriterQueues.WriterQueue;
import java.util.concurrent.CompletionStage;

/** What follows when another request has changed a session since it was loaded. */
final class Conflicts {

  /** How often a save may lose. Its pauses are about 3 s altogether, or 15 s if tries take long. */
  private static final int MOST_RACES = 64;

  private final boolean merging;
  private final StoreObserver observer;

  Conflicts(boolean merging, StoreObserver observer) {
    this.merging = merging;
    this.observer = observer;
  }

  /** Takes over what the previous writer in this JVM wrote, if it replaced what was loaded. */
  void takeOver(Session session, WriterQueue queue) {
    StoredRecord loaded = session.content().stored();
    StoredRecord newer = merging && loaded != null ? queue.successorOf(loaded) : null;
    if (newer != null) {
      observer.conflict();
      session.content().rebase(newer);
    }
  }

  /**
   * Takes over what was found, and waits until it is time to try again.
   *
   * @param races those of this save
   * @throws SessionConflictException if that is too often
   */
  CompletionStage<Void> resolve(Session session, StoredRecord found, Races races) {
    int lost = races.lose();
    if (lost >= MOST_RACES) {
      observer.conflictUnresolved();
      throw new SessionConflictException(session.id(), lost);
    }
    observer.conflict();
    session.content().rebase(found);
    return races.pause();
  }
}
