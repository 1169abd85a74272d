package io.cloakroom.http;

import io.cloakroom.http.WriteAction.Ending;
import io.cloakroom.session.ExpiredSession;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls listeners when sessions begin, get another id or end. What they throw is only logged. */
final class SessionEvents {

  private static final Logger LOG = LoggerFactory.getLogger(SessionEngine.class);

  private final SessionEngine engine;
  private final List<SessionListener> listeners;

  SessionEvents(SessionEngine engine, List<SessionListener> listeners) {
    this.engine = engine;
    this.listeners = List.copyOf(listeners);
  }

  void created(Session session) {
    tell(listener -> listener.created(engine.view(session)));
  }

  void renamed(SessionId oldId, Session session) {
    tell(listener -> listener.renamed(oldId, engine.view(session)));
  }

  void destroyed(Ending ending) {
    Session session = ending.session();
    tell(
        listener ->
            listener.destroyed(
                engine.view(
                    session == null ? Session.create(ending.id(), ending.cookie()) : session)));
  }

  void expired(ExpiredSession session) {
    tell(listener -> listener.expired(session));
  }

  private void tell(Consumer<SessionListener> event) {
    for (SessionListener listener : listeners) {
      try {
        event.accept(listener);
      } catch (Throwable e) { // Kotlin code throws checked exceptions and Errors, too
        LOG.error("The option listener, a {}, has thrown", listener.getClass().getName(), e);
      }
    }
  }
}
