package io.cloakroom.session;

import io.cloakroom.callback.Callback;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.StageFailure;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.session.index.EndEntries;
import io.cloakroom.session.index.EndEntries.Claim;
import io.cloakroom.session.index.EndEntries.Due;
import io.cloakroom.session.index.EndFacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds sessions that have expired, and reports each to a listener, at least once in the whole
 * fleet: every server looks, and one at a time takes a session and reports it. Only once the
 * listener has returned is the session forgotten, so that a server that dies loses no event;
 * another server reports it again a minute later.
 *
 * <p>{@link SessionStore#expiredSessions} gives it. {@link io.cloakroom.http.SessionEngine} has its
 * own and starts it. Without an engine, start it yourself.
 */
public final class ExpiredSessions implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ExpiredSessions.class);

  /** How many sessions are looked at together. */
  private static final int BATCH = 100;

  /** How many batches of each part of the index one sweep looks at, so that it comes to an end. */
  private static final int MOST_BATCHES = 10;

  /** How long other servers do not look at the sessions that this one has taken. */
  private static final Duration LEASE = Duration.ofMinutes(1);

  private final RedisCommands commands;
  private final SessionKeys keys;
  private final EndEntries entries;
  private final Duration usualTtl;
  private final Duration interval;
  private final StoreObserver observer;
  private final Consumer<ExpiredSession> listener;
  private final Object state = new Object();

  // Guarded by state.
  private boolean started;
  private boolean closed;

  ExpiredSessions(
      StoreContext context,
      Duration usualTtl,
      Duration interval,
      StoreObserver observer,
      Consumer<ExpiredSession> listener) {
    this.commands = context.commands();
    this.keys = context.keys();
    this.entries = context.ends().entries();
    this.usualTtl = usualTtl;
    this.interval = interval;
    this.observer = observer;
    this.listener = listener;
  }

  /**
   * Begins to look every {@code sweepInterval}, on a daemon thread, until {@link #close}. Calling
   * it again does nothing.
   *
   * @throws IllegalStateException if this was closed
   */
  public void start() {
    synchronized (state) {
      if (closed) {
        throw new IllegalStateException("ExpiredSessions was closed and cannot be started again");
      }
      if (!started) {
        started = true;
        Thread thread = new Thread(this::run, "cloakroom-expired-sessions");
        thread.setDaemon(true);
        thread.start();
      }
    }
  }

  /** Stops looking. A sweep that is under way is finished. */
  @Override
  public void close() {
    synchronized (state) {
      closed = true;
      state.notifyAll();
    }
  }

  private void run() {
    boolean failed = false;
    while (isDue()) {
      try {
        sweep();
        failed = false;
      } catch (Throwable e) { // nothing may end this thread but close
        if (!failed) {
          failed = true;
          LOG.warn(
              "Looking for expired sessions failed, and is tried again every {}: {}",
              interval,
              StageFailure.cause(e).toString());
        }
      }
    }
  }

  /** Waits for the time of the next sweep; false where there is none any more. */
  private boolean isDue() {
    long end = System.nanoTime() + interval.toNanos();
    synchronized (state) {
      while (!closed) {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          return true;
        }
        try {
          state.wait(left);
        } catch (InterruptedException e) {
          // A listener has left this thread interrupted. Only close ends it.
        }
      }
      return false;
    }
  }

  /**
   * Looks once, and calls the listener on this thread. It waits for Redis, and must not be called
   * on a thread of the Redis client. It looks at 16 000 sessions at most.
   *
   * @return how many sessions were reported
   * @throws io.cloakroom.redis.RedisCommandException if Redis failed for some of them, after all
   *     others were looked at; what was not reported by then is reported later
   */
  public int sweep() {
    int reported = 0;
    RuntimeException failed = null;
    for (int part = 0; part < EndEntries.PARTS; part++) {
      try {
        reported += sweep(part);
      } catch (RuntimeException e) { // in a cluster the other parts are on other servers
        failed = failed == null ? e : failed;
      }
    }
    if (failed != null) {
      throw failed;
    }
    return reported;
  }

  private int sweep(int part) {
    int reported = 0;
    for (int batch = 0; batch < MOST_BATCHES; batch++) {
      Optional<Claim> claim = StageFailure.join(entries.claim(part, LEASE, BATCH));
      if (claim.isPresent()) {
        reported += lookAt(claim.get());
      }
      if (claim.isEmpty() || claim.get().due().size() < BATCH) {
        break;
      }
    }
    return reported;
  }

  private int lookAt(Claim claim) {
    Map<String, String> actions = new HashMap<>();
    List<Due> gone = new ArrayList<>();
    List<CompletionStage<TimeToLive>> asked =
        claim.due().stream().map(due -> commands.timeToLive(keys.keyOfWord(due.word()))).toList();
    for (int i = 0; i < asked.size(); i++) {
      Due due = claim.due().get(i);
      TimeToLive left = StageFailure.join(asked.get(i));
      boolean session = keys.isWord(due.word());
      if (session && !(left instanceof TimeToLive.Missing)) {
        actions.put(due.word(), Long.toString(nextLook(left)));
      } else if (!session || due.announced()) {
        actions.put(due.word(), "remove");
      } else {
        gone.add(due);
      }
    }
    List<Due> expired = stillTaken(claim, gone);
    for (Due due : expired) {
      report(due);
      actions.put(due.word(), "remove");
    }
    StageFailure.join(entries.settle(claim, actions));
    return expired.size();
  }

  /**
   * Returns those whose end the application has not announced since they were taken: it may have
   * removed them before their keys were looked at.
   */
  private List<Due> stillTaken(Claim claim, List<Due> gone) {
    Map<String, String> kept = new HashMap<>();
    gone.forEach(due -> kept.put(due.word(), "keep"));
    Set<String> taken = new HashSet<>(StageFailure.join(entries.settle(claim, kept)));
    return gone.stream().filter(due -> taken.contains(due.word())).toList();
  }

  /** A key without a TTL, which somebody else must have left so, is looked at again, too. */
  private long nextLook(TimeToLive left) {
    Duration time =
        left instanceof TimeToLive.Remaining remaining ? remaining.duration() : usualTtl;
    return Math.max(1, time.toMillis());
  }

  /** The commands that follow must not fail because a listener has left the thread interrupted. */
  private void report(Due due) {
    boolean interrupted = Thread.currentThread().isInterrupted();
    observer.sessionExpired();
    Callback.tell(
        () -> listener.accept(expired(due)),
        thrown ->
            LOG.error(
                "The listener of expired sessions, a {}, threw",
                listener.getClass().getName(),
                thrown));
    if (Thread.interrupted() && interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private ExpiredSession expired(Due due) {
    EndFacts.Known known = entries.factsOf(due);
    return new ExpiredSession(
        keys.nameOf(keys.keyOfWord(due.word())), known.user(), known.created());
  }
}
