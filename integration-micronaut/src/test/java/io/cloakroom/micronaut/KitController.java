package io.cloakroom.micronaut;

import io.cloakroom.http.RequestSession;
import io.cloakroom.tck.http.Answer;
import io.cloakroom.tck.http.Application;
import io.cloakroom.tck.http.Route;
import io.cloakroom.tck.http.SessionOperations;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.sse.Event;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.session.Session;
import io.micronaut.session.SessionStore;
import java.net.URI;
import java.util.concurrent.CompletionStage;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The kit's routes, each returning what Micronaut's handlers return for such an answer. */
@Controller(produces = MediaType.TEXT_PLAIN)
@Requires(beans = Application.class)
class KitController {

  private final Application application;
  private final SessionStore<Session> sessions;

  KitController(Application application, SessionStore<Session> sessions) {
    this.application = application;
    this.sessions = sessions;
  }

  @Get("/untouched")
  String untouched(HttpRequest<?> request) {
    return text(answer(request, NoSession.INSTANCE));
  }

  @Get(
      uris = {
        "/get",
        "/app/get",
        "/apple/get",
        "/available",
        "/set",
        "/app/set",
        "/remove",
        "/regenerate",
        "/log-in",
        "/destroy",
        "/app/destroy",
        "/set-sample",
        "/describe",
        "/throw-after-set",
        "/large-after-set"
      })
  String onTheEventLoop(HttpRequest<?> request, Session session, RequestSession all) {
    return text(answer(request, new KitSession(session, all, sessions)));
  }

  @Get("/append")
  Mono<String> mono(HttpRequest<?> request, Session session, RequestSession all) {
    return Mono.fromSupplier(() -> text(answer(request, new KitSession(session, all, sessions))));
  }

  @Get(uris = {"/set-slowly", "/log-in-slowly", "/unset"})
  @ExecuteOn(TaskExecutors.BLOCKING)
  String blocking(HttpRequest<?> request, Session session, RequestSession all) {
    return text(answer(request, new KitSession(session, all, sessions)));
  }

  @Get("/redirect-after-set")
  HttpResponse<?> redirect(HttpRequest<?> request, Session session, RequestSession all) {
    Answer answer = answer(request, new KitSession(session, all, sessions));
    return HttpResponse.seeOther(URI.create(((Answer.Redirect) answer).location()));
  }

  @Get("/stream-after-set")
  Publisher<byte[]> stream(HttpRequest<?> request, Session session, RequestSession all) {
    return Flux.defer(
            () -> {
              Answer answer = answer(request, new KitSession(session, all, sessions));
              return Flux.fromIterable(((Answer.Stream) answer).pieces());
            })
        .subscribeOn(Schedulers.boundedElastic());
  }

  @Get(value = "/events-after-set", produces = MediaType.TEXT_EVENT_STREAM)
  Publisher<Event<String>> events(HttpRequest<?> request, Session session, RequestSession all) {
    Answer answer = answer(request, new KitSession(session, all, sessions));
    return Flux.fromIterable(((Answer.Events) answer).data()).map(Event::of);
  }

  @Get("/async-set")
  CompletionStage<String> later(HttpRequest<?> request, Session session, RequestSession all) {
    Answer answer = answer(request, new KitSession(session, all, sessions));
    return ((Answer.Later) answer).body().get();
  }

  private Answer answer(HttpRequest<?> request, SessionOperations session) {
    return application.answer(
        Route.at(withoutMatrix(request.getPath())).orElseThrow(),
        session,
        name -> request.getParameters().get(name));
  }

  /** Micronaut 5 finds a route whatever comes after a semicolon. */
  private static String withoutMatrix(String path) {
    int semicolon = path.indexOf(';');
    return semicolon < 0 ? path : path.substring(0, semicolon);
  }

  private static String text(Answer answer) {
    return ((Answer.Text) answer).body();
  }
}
