package io.cloakroom.micronaut;

import io.cloakroom.admin.PageRequest;
import io.cloakroom.admin.PageResponse;
import io.cloakroom.admin.SessionsPage;
import io.cloakroom.http.SessionEngine;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Mounts the page of all sessions where {@code cloakroom.sessions-page.path} says. Made at the
 * start, so that a missing guard shows then.
 */
@Context
@Controller("${cloakroom.sessions-page.path}")
@Requires(property = "cloakroom.sessions-page.path")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.ALL)
final class SessionsPageController {

  private final SessionsPage page;
  private final SessionsPageGuard guard;
  private final String mount;

  SessionsPageController(
      SessionEngine engine,
      SessionsPageConfiguration options,
      @Nullable SessionsPageGuard guard,
      @Value("${cloakroom.sessions-page.path}") String mount) {
    if (guard == null) {
      throw new ConfigurationException(
          "cloakroom.sessions-page.path is set, but nothing tells who may see the page: add a bean of"
              + " SessionsPageGuard");
    }
    if (!mount.matches("(/[A-Za-z0-9._~-]+)+")) {
      throw new ConfigurationException(
          "cloakroom.sessions-page.path must be such as /admin/sessions, but is \"" + mount + "\"");
    }
    this.guard = guard;
    this.mount = mount;
    this.page =
        new SessionsPage(engine, Set.copyOf(options.showAttributes()), InstantSource.system());
  }

  @Get
  CompletionStage<HttpResponse<?>> show(HttpRequest<?> request) {
    return answer(request, "", query(request));
  }

  @Get("/{part}")
  CompletionStage<HttpResponse<?>> show(HttpRequest<?> request, String part) {
    return answer(request, "/" + part, query(request));
  }

  @Post("/{part}")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  CompletionStage<HttpResponse<?>> act(
      HttpRequest<?> request, String part, @Body Map<String, String> form) {
    return answer(request, "/" + part, form);
  }

  private static Map<String, String> query(HttpRequest<?> request) {
    Map<String, String> first = new HashMap<>();
    request
        .getParameters()
        .forEach((name, values) -> values.stream().limit(1).forEach(v -> first.put(name, v)));
    return first;
  }

  private CompletionStage<HttpResponse<?>> answer(
      HttpRequest<?> request, String part, Map<String, String> parameters) {
    Optional<String> operator = guard.operator(request);
    if (operator.isEmpty()) {
      return CompletableFuture.completedStage(sent(PageResponse.forbidden()));
    }
    return page.handle(
            new PageRequest(
                request.getMethodName(),
                mount,
                part + (request.getPath().endsWith("/") ? "/" : ""),
                parameters,
                request.getHeaders().get("Sec-Fetch-Site"),
                operator.get()))
        .thenApply(SessionsPageController::sent);
  }

  static HttpResponse<?> sent(PageResponse response) {
    MutableHttpResponse<String> sent =
        HttpResponse.<String>status(HttpStatus.valueOf(response.status())).body(response.body());
    response.headers().forEach(sent::header);
    return sent;
  }
}
