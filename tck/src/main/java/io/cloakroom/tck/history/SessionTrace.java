package io.cloakroom.tck.history;

import io.cloakroom.session.SessionId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One session through all its ids, as far as the clients know, and what they did to it. */
final class SessionTrace {

  private final int number;
  private final List<SessionId> ids = new CopyOnWriteArrayList<>();
  private final Collection<Operation> history = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final AtomicInteger values = new AtomicInteger();
  private final AtomicInteger moving = new AtomicInteger();
  private final Set<String> removed = ConcurrentHashMap.newKeySet();
  private @Nullable HeldSession shared;
  private volatile boolean ended;

  SessionTrace(int number, SessionId first) {
    this.number = number;
    ids.add(first);
  }

  /** The id under which it was last known to be. */
  SessionId latestId() {
    return ids.get(ids.size() - 1);
  }

  /** One of the ids that it has or had. */
  SessionId anyId(Random random) {
    return ids.get(random.nextInt(ids.size()));
  }

  List<SessionId> ids() {
    return List.copyOf(ids);
  }

  /**
   * The session object that several clients use at a time; null where there is none now.
   *
   * @param load loads it for them
   */
  synchronized @Nullable HeldSession shared(Supplier<Optional<HeldSession>> load) {
    if (shared == null) {
      shared = load.get().orElse(null);
    }
    return shared;
  }

  /** Lets go of a session object whose session is gone or has another id. */
  @SuppressWarnings("ReferenceEquality") // it is about this object, whatever it equals
  synchronized void noLongerShared(HeldSession held) {
    if (shared == held) {
      shared = null;
    }
  }

  /** All that was done to it, a line each. */
  String text() {
    return history.stream().map(each -> "\n  " + each).collect(Collectors.joining());
  }

  Collection<Operation> history() {
    return history;
  }

  /** A text that nobody else writes anywhere. */
  String newValue() {
    return "s" + number + "v" + values.incrementAndGet();
  }

  /** Whether an attribute may be removed: once in all, so that it is known who did it. */
  boolean mayRemove(String name) {
    return removed.add(name);
  }

  void note(Operation operation) {
    history.add(operation);
    size.incrementAndGet();
    if (operation.answer() instanceof Outcome.Gone
        && operation.id().equals(latestId().value())
        && moving.get() == 0) {
      ended = true;
    }
  }

  /** Announces that it may be about to get another id. */
  void moves() {
    moving.incrementAndGet();
  }

  void movedTo(SessionId newId) {
    ids.add(newId);
    moving.decrementAndGet();
  }

  void stayed() {
    moving.decrementAndGet();
  }

  /** Whether another session should take its place. */
  boolean isDoneAfter(int operations) {
    return ended || size.get() >= operations;
  }
}
