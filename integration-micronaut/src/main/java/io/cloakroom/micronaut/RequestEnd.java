package io.cloakroom.micronaut;

import io.cloakroom.http.FailureLog;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.http.context.event.HttpRequestTerminatedEvent;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Saves what was changed in a session after its response was committed, and ends a body that was
 * not sent.
 */
@Singleton
final class RequestEnd implements ApplicationEventListener<HttpRequestTerminatedEvent> {

  private static final Logger LOG = LoggerFactory.getLogger(RequestEnd.class);

  @Override
  public void onApplicationEvent(HttpRequestTerminatedEvent event) {
    SessionAccess.of(event.getSource())
        .ifPresent(
            access -> {
              access.responseEnded();
              if (access.wasAsked()) {
                complete(access);
              }
            });
  }

  private static void complete(SessionAccess access) {
    access
        .complete()
        .whenComplete(
            (saved, failure) -> {
              if (failure != null) {
                FailureLog.error(
                    LOG,
                    "What was changed in a session after the response had begun is lost",
                    failure);
              }
            });
  }
}
