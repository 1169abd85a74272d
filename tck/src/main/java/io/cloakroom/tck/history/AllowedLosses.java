package io.cloakroom.tck.history;

import io.cloakroom.session.SessionId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * What the servers, and not the store, may have lost: Redis replicates after it has acknowledged,
 * so the last of what a master was told may be unknown to the replica that takes over. Who makes a
 * master die says here what that may have undone; anything else that is undone is a violation.
 *
 * <pre>{@code
 * long since = losses.now();
 * awaitReplication();
 * master.kill();
 * losses.mayHaveUndone(since, id -> true);
 * }</pre>
 */
public final class AllowedLosses {

  private final AtomicLong time;
  private final List<AllowedLoss> all = new CopyOnWriteArrayList<>();

  AllowedLosses(AtomicLong time) {
    this.time = time;
  }

  /** A moment, for {@link #mayHaveUndone}. */
  public long now() {
    return time.incrementAndGet();
  }

  /**
   * Says that of what was acknowledged from a moment until now the last may have been undone, and
   * that nothing more will be.
   *
   * @param since a moment; the replica has got all that was acknowledged before it
   * @param which the ids that the dead master was in charge of
   */
  public void mayHaveUndone(long since, Predicate<SessionId> which) {
    all.add(new AllowedLoss(since, now(), id -> which.test(SessionId.of(id))));
  }

  List<AllowedLoss> all() {
    return List.copyOf(all);
  }
}
