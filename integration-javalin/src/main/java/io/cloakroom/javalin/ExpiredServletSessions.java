package io.cloakroom.javalin;

import io.cloakroom.http.SessionListener;
import io.cloakroom.session.ExpiredSession;
import org.jspecify.annotations.Nullable;

/** Calls the listeners of the servlet context when sessions have expired. */
final class ExpiredServletSessions implements SessionListener {

  private volatile @Nullable ServletSessions listeners;

  /** Sets whose listeners are called from now on. */
  void hear(ServletSessions newListeners) {
    listeners = newListeners;
  }

  @Override
  public void expired(ExpiredSession session) {
    ServletSessions called = listeners;
    if (called != null) {
      called.expired(session);
    }
  }
}
