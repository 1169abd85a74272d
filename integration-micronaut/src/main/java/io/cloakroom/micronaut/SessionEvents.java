package io.cloakroom.micronaut;

import io.cloakroom.http.RequestSession;
import io.cloakroom.http.SessionListener;
import io.cloakroom.session.ExpiredSession;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.session.event.SessionCreatedEvent;
import io.micronaut.session.event.SessionDeletedEvent;
import io.micronaut.session.event.SessionExpiredEvent;
import jakarta.inject.Singleton;

/**
 * Publishes Micronaut's events of sessions that begin and are deleted in this application, on
 * Micronaut's executor for scheduled work: the thread that learns of them must not wait for
 * listeners. Expired sessions are found by a thread that may wait: it forgets them when the
 * listeners have returned.
 */
@Singleton
final class SessionEvents implements SessionListener {

  private final SessionViews views;
  private final ApplicationEventPublisher<SessionCreatedEvent> created;
  private final ApplicationEventPublisher<SessionDeletedEvent> deleted;
  private final ApplicationEventPublisher<SessionExpiredEvent> expired;

  SessionEvents(
      SessionViews views,
      ApplicationEventPublisher<SessionCreatedEvent> created,
      ApplicationEventPublisher<SessionDeletedEvent> deleted,
      ApplicationEventPublisher<SessionExpiredEvent> expired) {
    this.views = views;
    this.created = created;
    this.deleted = deleted;
    this.expired = expired;
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

  @Override
  public void expired(ExpiredSession session) {
    if (!expired.isEmpty()) {
      expired.publishEvent(new SessionExpiredEvent(views.of(session)));
    }
  }
}
