package io.cloakroom.micronaut;

import io.cloakroom.session.SessionConflictException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/**
 * Answers 503 where so many requests changed a session at once that the changes of this one were
 * not saved. An {@code @Error} method for {@link SessionConflictException}, or a bean that replaces
 * this one, answers something else.
 */
@Singleton
public class SessionConflictHandler
    implements ExceptionHandler<SessionConflictException, HttpResponse<?>> {

  /** For Micronaut, and for subclasses that replace it. */
  protected SessionConflictHandler() {}

  @Override
  @SuppressWarnings("rawtypes") // Micronaut's signature
  public HttpResponse<?> handle(HttpRequest request, SessionConflictException failure) {
    return RedisFailureHandler.answer(request.getMethodName(), request.getPath(), failure);
  }
}
