package io.cloakroom.micronaut;

import io.cloakroom.http.RequestSession;
import io.cloakroom.tck.http.application.Application;
import io.cloakroom.tck.http.application.HandlerResult;
import io.cloakroom.tck.http.application.Route;
import io.cloakroom.tck.http.application.SessionOperations;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.sse.Event;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.session.Session;
import io.micronaut.session.SessionStore;
import io.micronaut.session.http.SessionForRequest;
import java.net.URI;
import java.util.concurrent.CompletionStage;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The kit's routes, each returning what Micronaut's handlers return for such an answer. */
@Controller(consumes = MediaType.ALL, produces = MediaType.TEXT_PLAIN)
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

  @Get("/untouched-status")
  HttpResponse<?> untouchedStatus(HttpRequest<?> request) {
    return full(answer(request, NoSession.INSTANCE));
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
        "/count",
        "/regenerate",
        "/log-in",
        "/destroy",
        "/app/destroy",
        "/set-sample",
        "/describe",
        "/throw-after-set",
        "/destroy-others",
        "/set-afterwards",
        "/large-after-set"
      })
  String onTheEventLoop(HttpRequest<?> request, Session session, RequestSession all) {
    return text(answer(request, new KitSession(session, all, sessions)));
  }

  /** Asks as a gate does, which begins nothing. */
  @Get("/exists")
  @ExecuteOn(TaskExecutors.BLOCKING)
  String exists(HttpRequest<?> request) {
    return text(answer(request, new NoSession(SessionForRequest.find(request).isPresent())));
  }

  @Get("/append")
  Mono<String> mono(HttpRequest<?> request, Session session, RequestSession all) {
    return Mono.fromSupplier(() -> text(answer(request, new KitSession(session, all, sessions))));
  }

  @Get(uris = {"/set-slowly", "/get-slowly", "/log-in-slowly", "/end-slowly", "/unset"})
  @ExecuteOn(TaskExecutors.BLOCKING)
  String blocking(HttpRequest<?> request, Session session, RequestSession all) {
    return text(answer(request, new KitSession(session, all, sessions)));
  }

  @Get("/set-for-all")
  HttpResponse<?> shareable(HttpRequest<?> request, Session session, RequestSession all) {
    return full(answer(request, new KitSession(session, all, sessions)));
  }

  @Get("/redirect-after-set")
  HttpResponse<?> redirect(HttpRequest<?> request, Session session, RequestSession all) {
    HandlerResult answer = answer(request, new KitSession(session, all, sessions));
    return HttpResponse.seeOther(URI.create(((HandlerResult.Redirect) answer).location()));
  }

  /** Micronaut never begins the body that it does not send, for HEAD. */
  @Get(uris = {"/stream-after-set", "/stream-afterwards"})
  Publisher<byte[]> stream(HttpRequest<?> request, Session session, RequestSession all) {
    if (request.getMethod() == HttpMethod.HEAD) {
      answer(request, new KitSession(session, all, sessions));
      return Flux.empty();
    }
    return Flux.defer(
            () -> {
              HandlerResult answer = answer(request, new KitSession(session, all, sessions));
              return Flux.fromIterable(((HandlerResult.Stream) answer).pieces());
            })
        .subscribeOn(Schedulers.boundedElastic());
  }

  /** The session is no argument, which would be asked for before. */
  @Get("/stream-asking-late")
  Publisher<byte[]> streamAskingLate(HttpRequest<?> request) {
    HandlerResult answer = answer(request, new LateSession(request));
    return request.getMethod() == HttpMethod.HEAD
        ? Flux.empty()
        : Flux.fromIterable(((HandlerResult.Stream) answer).pieces())
            .subscribeOn(Schedulers.boundedElastic());
  }

  @Get(value = "/events-after-set", produces = MediaType.TEXT_EVENT_STREAM)
  Publisher<Event<String>> events(HttpRequest<?> request, Session session, RequestSession all) {
    HandlerResult answer = answer(request, new KitSession(session, all, sessions));
    return Flux.fromIterable(((HandlerResult.Events) answer).data()).map(Event::of);
  }

  @Get("/async-set")
  CompletionStage<String> later(HttpRequest<?> request, Session session, RequestSession all) {
    HandlerResult answer = answer(request, new KitSession(session, all, sessions));
    return ((HandlerResult.Later) answer).body().get();
  }

  static HttpResponse<?> full(HandlerResult answer) {
    HandlerResult.Full full = (HandlerResult.Full) answer;
    MutableHttpResponse<Object> response = HttpResponse.status(full.status(), "any");
    full.headers().forEach((name, values) -> values.forEach(value -> response.header(name, value)));
    return full.body().isEmpty() ? response : response.body(full.body());
  }

  private HandlerResult answer(HttpRequest<?> request, SessionOperations session) {
    return application.answer(
        Route.at(asMapped(request.getPath())).orElseThrow(),
        session,
        name -> request.getParameters().get(name));
  }

  /** Micronaut finds a route with a slash at its end, too, and 5 whatever follows a semicolon. */
  private static String asMapped(String path) {
    int semicolon = path.indexOf(';');
    String before = semicolon < 0 ? path : path.substring(0, semicolon);
    return before.endsWith("/") ? before.substring(0, before.length() - 1) : before;
  }

  private static String text(HandlerResult answer) {
    return ((HandlerResult.Text) answer).body();
  }
}
