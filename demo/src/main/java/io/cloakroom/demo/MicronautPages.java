package io.cloakroom.demo;

import io.cloakroom.http.RequestSession;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** The demo's routes in Micronaut. */
@Controller(produces = MicronautPages.HTML)
@Requires(beans = MicronautDemo.class)
final class MicronautPages {

  static final String HTML = "text/html;charset=utf-8";

  private final OpenClient client;
  private final MicronautDemo demo;
  private final RecentLogs logs = new RecentLogs();

  MicronautPages(OpenClient client, MicronautDemo demo) {
    this.client = client;
    this.demo = demo;
  }

  @Get(value = "/style.css", produces = "text/css")
  byte[] style() {
    return resource("style.css");
  }

  @Get(value = "/icon.svg", produces = "image/svg+xml")
  byte[] icon() {
    return resource("icon.svg");
  }

  /** Sends the page's first part, and with it saves the session; then tells what that took. */
  @Get
  Publisher<String> show(
      HttpRequest<?> request, RequestSession session, @QueryValue Optional<String> after) {
    DemoSession visitor = new DemoSession(session);
    Page page = Page.of(visitor, demo.clientName(), demo.expressHalf());
    String key = WebApplication.PREFIX + visitor.id().value();
    RequestLog log = RequestLog.current().orElseThrow();
    return Flux.<String, Boolean>generate(
            () -> true,
            (first, body) -> {
              if (first) {
                body.next(page.html());
              } else {
                body.next(
                    new BackstagePanel(
                            log,
                            after.flatMap(logs::take),
                            cookieSent(request),
                            StoredView.read(client.commands(), key))
                        .html());
                body.complete();
              }
              return false;
            })
        .subscribeOn(Schedulers.boundedElastic());
  }

  @Post(value = "/log-in", consumes = MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> logIn(RequestSession session, @Body Map<String, String> form) {
    return act(session, form, visitor -> visitor.logIn(form.getOrDefault("name", "")));
  }

  @Post(value = "/log-out", consumes = MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> logOut(RequestSession session, @Body Map<String, String> form) {
    return act(session, form, DemoSession::logOut);
  }

  @Post(value = "/basket/add", consumes = MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> add(RequestSession session, @Body Map<String, String> form) {
    return act(session, form, visitor -> item(form).ifPresent(visitor::add));
  }

  @Post(value = "/basket/remove", consumes = MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> remove(RequestSession session, @Body Map<String, String> form) {
    return act(session, form, visitor -> item(form).ifPresent(visitor::remove));
  }

  @Error(status = HttpStatus.NOT_FOUND, global = true)
  HttpResponse<String> nothingHere() {
    return HttpResponse.notFound(Page.problem("Nothing here", "This page does not exist."))
        .contentType(HTML);
  }

  /** Does what a form of the page asks for, and goes back to the page. */
  private HttpResponse<?> act(
      RequestSession session, Map<String, String> form, Consumer<DemoSession> deed) {
    DemoSession visitor = new DemoSession(session);
    @Nullable String token = form.get("token");
    if (!visitor.sent(token)) {
      return HttpResponse.status(HttpStatus.FORBIDDEN)
          .body(
              Page.problem(
                  "That form is out of date",
                  "Your session has ended meanwhile, or the form came from another site. Nothing"
                      + " was changed."));
    }
    deed.accept(visitor);
    return HttpResponse.seeOther(
        URI.create("/?after=" + logs.keep(RequestLog.current().orElseThrow())));
  }

  private static Optional<Item> item(Map<String, String> form) {
    return Item.of(form.getOrDefault("item", ""));
  }

  private static Optional<String> cookieSent(HttpRequest<?> request) {
    return request.getHeaders().getAll("Cookie").stream()
        .flatMap(header -> Stream.of(header.split(";")))
        .map(String::strip)
        .filter(pair -> pair.startsWith(WebApplication.COOKIE + "="))
        .findFirst();
  }

  private static byte[] resource(String name) {
    try (InputStream in =
        Objects.requireNonNull(MicronautPages.class.getResourceAsStream(name), name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
