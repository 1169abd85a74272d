package io.cloakroom.micronaut;

import io.cloakroom.http.RequestSession;
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

/** Gives handlers, filters and error methods their session arguments. */
final class SessionArguments {

  private SessionArguments() {}

  /**
   * {@code Session} arguments. Where there is no session, the first attribute begins one; a
   * nullable argument is null then.
   */
  @Singleton
  @Replaces(SessionArgumentBinder.class)
  static final class OfMicronaut implements TypedRequestArgumentBinder<Session> {

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

  /** {@code RequestSession} arguments, which can do what Micronaut's own sessions can't. */
  @Singleton
  static final class OfCloakroom implements TypedRequestArgumentBinder<RequestSession> {

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
}
