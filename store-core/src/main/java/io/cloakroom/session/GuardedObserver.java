package io.cloakroom.session;

import io.cloakroom.callback.Callback;
import io.cloakroom.redis.CommandOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls the observers of an application; what they throw has no effect. */
final class GuardedObserver implements StoreObserver {

  private static final Logger LOG = LoggerFactory.getLogger(RedisSessionStore.class);

  private final List<StoreObserver> observers;
  private final AtomicBoolean failed = new AtomicBoolean();

  private GuardedObserver(List<StoreObserver> observers) {
    this.observers = observers;
  }

  /** Makes one observer of many; {@link StoreObserver#NONE} of none. */
  static StoreObserver of(List<StoreObserver> observers) {
    List<StoreObserver> all =
        observers.stream().filter(observer -> observer != StoreObserver.NONE).toList();
    return all.isEmpty() ? StoreObserver.NONE : new GuardedObserver(all);
  }

  @Override
  public void storeBuilt(RedisSessionStore store) {
    call(observer -> observer.storeBuilt(store));
  }

  @Override
  public void commandEnded(String command, CommandOutcome outcome, Duration took) {
    call(observer -> observer.commandEnded(command, outcome, took));
  }

  @Override
  public void loaded(LoadOutcome outcome, Duration took) {
    call(observer -> observer.loaded(outcome, took));
  }

  @Override
  public void saved(SaveKind kind, Optional<SaveOutcome> outcome, Duration took) {
    call(observer -> observer.saved(kind, outcome, took));
  }

  @Override
  public void conflict() {
    call(StoreObserver::conflict);
  }

  @Override
  public void conflictUnresolved() {
    call(StoreObserver::conflictUnresolved);
  }

  @Override
  public void recordRead(int bytes) {
    call(observer -> observer.recordRead(bytes));
  }

  @Override
  public void recordWritten(int bytes) {
    call(observer -> observer.recordWritten(bytes));
  }

  @Override
  public void unreadableRecord() {
    call(StoreObserver::unreadableRecord);
  }

  @Override
  public void unreadableAttribute() {
    call(StoreObserver::unreadableAttribute);
  }

  @Override
  public void carriedAttributes(int attributes) {
    call(observer -> observer.carriedAttributes(attributes));
  }

  @Override
  public void wrongSignature() {
    call(StoreObserver::wrongSignature);
  }

  @Override
  public void sessionBegun() {
    call(StoreObserver::sessionBegun);
  }

  @Override
  public void sessionsDestroyed(long sessions) {
    call(observer -> observer.sessionsDestroyed(sessions));
  }

  @Override
  public void sessionExpired() {
    call(StoreObserver::sessionExpired);
  }

  private void call(Consumer<StoreObserver> method) {
    for (StoreObserver observer : observers) {
      Callback.tell(
          () -> method.accept(observer),
          thrown -> {
            if (failed.compareAndSet(false, true)) {
              LOG.warn("The observer given as option observer failed. (Logged once.)", thrown);
            }
          });
    }
  }
}
