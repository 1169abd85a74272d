package io.cloakroom.session;

import io.cloakroom.async.RecentlySeen;
import io.cloakroom.record.UnreadableRecordException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the records that could not be read, logs each once, and applies the policy. */
final class UnreadableRecords {

  private static final Logger LOG = LoggerFactory.getLogger(RedisSessionStore.class);
  private static final int REMEMBERED = 1_000;

  private final OnUnreadable policy;
  private final StoreObserver observer;
  private final AtomicLong count = new AtomicLong();
  private final RecentlySeen<String> logged = new RecentlySeen<>(REMEMBERED);

  UnreadableRecords(OnUnreadable policy, StoreObserver observer) {
    this.policy = policy;
    this.observer = observer;
  }

  long count() {
    return count.get();
  }

  /**
   * Reports a record and answers as the policy says.
   *
   * @param session its name, fit for a log
   */
  Lookup met(String session, UnreadableRecordException failure) {
    report(session, failure);
    if (policy == OnUnreadable.FAIL) {
      throw failure;
    }
    return new Lookup.Unreadable();
  }

  /** Reports a record that is passed over. */
  void report(String session, UnreadableRecordException failure) {
    count.incrementAndGet();
    observer.unreadableRecord();
    if (logged.add(session)) {
      LOG.warn(
          "The record of session {} can't be read: {} (onUnreadable is {})",
          session,
          failure.getMessage(),
          policy);
    }
  }
}
