package io.cloakroom.micronaut;

import io.cloakroom.http.RequestSession;
import io.cloakroom.http.SessionListener;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.session.event.SessionCreatedEvent;
import io.micronaut.session.event.SessionDeletedEvent;
import jakarta.inject.Singleton;

/**
 * Publishes Micronaut's events of sessions that begin and are deleted in this application, on
 * Micronaut's executor for scheduled work: the thread that learns of them must not wait for
 * listeners.
 */
@Singleton
final class SessionEvents implements SessionListener {

  private final SessionViews views;
  private final ApplicationEventPublisher<SessionCreatedEvent> created;
  private final ApplicationEventPublisher<SessionDeletedEvent> deleted;

  SessionEvents(
      SessionViews views,
      ApplicationEventPublisher<SessionCreatedEvent> created,
      ApplicationEventPublisher<SessionDeletedEvent> deleted) {
    this.views = views;
    this.created = created;
    this.deleted = deleted;
  }

  @Override
  public void created(RequestSession session) {
    if (!created.isEmpty()) {
      var unused = created.publishEventAsync(new SessionCreatedEvent(views.of(() -> session)));
    }
  }

  @Override
  public void destroyed(RequestSession session) {
    if (!deleted.isEmpty()) {
      var unused = deleted.publishEventAsync(new SessionDeletedEvent(views.of(() -> session)));
    }
  }
}
