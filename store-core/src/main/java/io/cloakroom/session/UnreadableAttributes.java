package io.cloakroom.session;

import io.cloakroom.async.RecentlySeen;
import io.cloakroom.record.UnreadableAttributeException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the attributes that can't be restored, logs each once, and applies the policy. */
final class UnreadableAttributes implements Consumer<UnreadableAttributeException> {

  private static final Logger LOG = LoggerFactory.getLogger(RedisSessionStore.class);
  private static final int REMEMBERED = 1_000;

  private final OnUnreadableAttribute policy;
  private final StoreObserver observer;
  private final RecentlySeen<String> logged = new RecentlySeen<>(REMEMBERED);

  UnreadableAttributes(OnUnreadableAttribute policy, StoreObserver observer) {
    this.policy = policy;
    this.observer = observer;
  }

  /** Reports an attribute that is hidden, unless the policy is to fail. */
  @Override
  public void accept(UnreadableAttributeException failure) {
    observer.unreadableAttribute();
    if (policy == OnUnreadableAttribute.FAIL) {
      throw failure;
    }
    if (logged.add(failure.attribute() + " " + failure.type().orElse(""))) {
      LOG.warn(
          "{}. The attribute stays in the record and is hidden here (onUnreadableAttribute is"
              + " HIDE). (Logged once for each attribute and class.)",
          failure.getMessage());
    }
  }
}
