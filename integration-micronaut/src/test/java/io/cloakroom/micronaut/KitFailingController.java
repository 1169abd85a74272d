package io.cloakroom.micronaut;

import io.cloakroom.http.RequestSession;
import io.cloakroom.tck.http.application.Application;
import io.cloakroom.tck.http.application.MappedFailure;
import io.cloakroom.tck.http.application.Route;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.annotation.Get;
import io.micronaut.session.Session;
import io.micronaut.session.SessionStore;

/**
 * The kit's route whose exception the application maps. It is apart from the others because an
 * error method that asks for the session makes all routes of its controller load it.
 */
@Controller(consumes = MediaType.ALL, produces = MediaType.TEXT_PLAIN)
@Requires(beans = Application.class)
class KitFailingController {

  private final Application application;
  private final SessionStore<Session> sessions;

  KitFailingController(Application application, SessionStore<Session> sessions) {
    this.application = application;
    this.sessions = sessions;
  }

  @Get("/throw-after")
  String throwAfter(HttpRequest<?> request, Session session, RequestSession all) {
    return application
        .answer(
            Route.THROW_AFTER,
            new KitSession(session, all, sessions),
            name -> request.getParameters().get(name))
        .toString();
  }

  @Error
  HttpResponse<String> noted(MappedFailure failure, Session session, RequestSession all) {
    failure.note(new KitSession(session, all, sessions));
    return HttpResponse.serverError("noted");
  }
}
