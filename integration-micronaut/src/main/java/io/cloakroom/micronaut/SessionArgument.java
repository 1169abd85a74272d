package io.cloakroom.micronaut;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import io.micronaut.session.Session;
import io.micronaut.session.binder.SessionArgumentBinder;
import io.micronaut.session.http.SessionForRequest;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * {@code Session} arguments. Where there is no session, the first attribute begins one; a nullable
 * argument is null then.
 */
@Singleton
@Replaces(SessionArgumentBinder.class)
final class SessionArgument implements TypedRequestArgumentBinder<Session> {

  @Override
  public Argument<Session> argumentType() {
    return Argument.of(Session.class);
  }

  @Override
  public BindingResult<Session> bind(
      ArgumentConversionContext<Session> context, HttpRequest<?> request) {
    if (SessionAccess.of(request).isEmpty()) {
      return BindingResult.empty(); // a filter before the session filter: there is none yet
    }
    SessionAccess access = CloakroomSessions.accessForArgument(request);
    Optional<Session> existing = SessionForRequest.find(request);
    if (existing.isPresent()) {
      return () -> existing;
    }
    if (context.getArgument().isNullable()) {
      return BindingResult.empty();
    }
    SessionView view = access.begin();
    return () -> Optional.of(view);
  }
}
