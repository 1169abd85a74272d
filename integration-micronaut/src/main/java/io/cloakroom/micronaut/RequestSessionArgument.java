package io.cloakroom.micronaut;

import io.cloakroom.http.RequestSession;
import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import jakarta.inject.Singleton;
import java.util.Optional;

/** {@code RequestSession} arguments, which can do what Micronaut's own sessions can't. */
@Singleton
final class RequestSessionArgument implements TypedRequestArgumentBinder<RequestSession> {

  @Override
  public Argument<RequestSession> argumentType() {
    return Argument.of(RequestSession.class);
  }

  @Override
  public BindingResult<RequestSession> bind(
      ArgumentConversionContext<RequestSession> context, HttpRequest<?> request) {
    RequestSession session = CloakroomSessions.accessForArgument(request).session();
    return () -> Optional.of(session);
  }
}
