package io.cloakroom.micronaut;

import io.cloakroom.http.RequestSession;
import io.cloakroom.tck.http.application.Application;
import io.cloakroom.tck.http.application.HandlerResult;
import io.cloakroom.tck.http.application.Route;
import io.cloakroom.tck.http.application.RouteScript;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.CustomHttpMethod;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Options;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.session.Session;
import io.micronaut.session.SessionStore;
import reactor.core.publisher.Flux;

/**
 * The kit's route of every method. Micronaut forwards no request. What comes nearest is here: a
 * filter that answers in place of the handler ({@link KitForwards}), and the error route of a
 * status.
 */
@Controller(consumes = MediaType.ALL, produces = MediaType.TEXT_PLAIN)
@Requires(beans = Application.class)
class KitAnythingController {

  /** The attribute of a request that says what is to be done by another. */
  static final String FORWARD = "kit.forward";

  /** The attribute with the answer of a handler, whose status may be the one of the error route. */
  private static final String ANSWER = "kit.answer";

  private final Application application;
  private final SessionStore<Session> sessions;

  KitAnythingController(Application application, SessionStore<Session> sessions) {
    this.application = application;
    this.sessions = sessions;
  }

  /** And for HEAD, as Micronaut does with what is mapped by GET. */
  @Get("/anything")
  HttpResponse<?> anyGet(HttpRequest<?> request, Session session, RequestSession all) {
    return anything(request, session, all);
  }

  @Post("/anything")
  HttpResponse<?> anyPost(HttpRequest<?> request, Session session, RequestSession all) {
    return anything(request, session, all);
  }

  @Put("/anything")
  HttpResponse<?> anyPut(HttpRequest<?> request, Session session, RequestSession all) {
    return anything(request, session, all);
  }

  @Patch("/anything")
  HttpResponse<?> anyPatch(HttpRequest<?> request, Session session, RequestSession all) {
    return anything(request, session, all);
  }

  @Delete("/anything")
  HttpResponse<?> anyDelete(HttpRequest<?> request, Session session, RequestSession all) {
    return anything(request, session, all);
  }

  @Options("/anything")
  HttpResponse<?> anyOptions(HttpRequest<?> request, Session session, RequestSession all) {
    return anything(request, session, all);
  }

  @CustomHttpMethod(method = RouteScript.OTHER_METHOD, value = "/anything")
  HttpResponse<?> anyOther(HttpRequest<?> request, Session session, RequestSession all) {
    return anything(request, session, all);
  }

  private HttpResponse<?> anything(HttpRequest<?> request, Session session, RequestSession all) {
    HandlerResult answer =
        application.answer(
            Route.ANYTHING,
            new KitSession(session, all, sessions),
            name -> request.getParameters().get(name));
    if (answer instanceof HandlerResult.Stream stream) {
      return HttpResponse.ok(Flux.fromIterable(stream.pieces()));
    }
    if (answer instanceof HandlerResult.Forward forward) {
      request.setAttribute(FORWARD, forward.target());
      return forward.errorStatus() == null
          ? HttpResponse.ok()
          : HttpResponse.status(HttpStatus.I_AM_A_TEAPOT);
    }
    request.setAttribute(ANSWER, answer);
    return KitController.full(answer);
  }

  @Error(status = HttpStatus.I_AM_A_TEAPOT)
  HttpResponse<?> errorPage(HttpRequest<?> request, Session session, RequestSession all) {
    return request
        .getAttribute(FORWARD, String.class)
        .<HttpResponse<?>>map(
            target ->
                KitController.full(
                    application.answer(target, new KitSession(session, all, sessions))))
        .orElseGet(
            () -> KitController.full(request.getAttribute(ANSWER, HandlerResult.class).get()));
  }
}
