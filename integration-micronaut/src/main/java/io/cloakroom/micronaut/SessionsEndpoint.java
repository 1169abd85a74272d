package io.cloakroom.micronaut;

import io.cloakroom.admin.PageRequest;
import io.cloakroom.admin.PageResponse;
import io.cloakroom.admin.SessionsPage;
import io.cloakroom.http.SessionEngine;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.management.endpoint.annotation.Delete;
import io.micronaut.management.endpoint.annotation.Endpoint;
import io.micronaut.management.endpoint.annotation.Read;
import io.micronaut.management.endpoint.annotation.Selector;
import io.micronaut.management.endpoint.annotation.Sensitive;
import io.micronaut.management.endpoint.annotation.Write;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.security.Principal;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * All sessions, as a management endpoint: what the page of sessions gives as JSON. Off unless
 * {@code endpoints.sessions.enabled} is true. It is sensitive unless {@code
 * endpoints.sessions.sensitive} is false; for ending sessions, {@code
 * endpoints.sessions.delete-sensitive} decides. If the application has a {@link SessionsPageGuard},
 * that is asked as well.
 */
@Endpoint(id = "sessions", defaultEnabled = false)
@Requires(classes = Endpoint.class)
@ExecuteOn(TaskExecutors.BLOCKING)
class SessionsEndpoint {

  private final SessionsPage page;
  private final @Nullable SessionsPageGuard guard;

  SessionsEndpoint(
      SessionEngine engine, SessionsPageConfiguration options, @Nullable SessionsPageGuard guard) {
    this.guard = guard;
    this.page =
        new SessionsPage(engine, Set.copyOf(options.showAttributes()), InstantSource.system());
  }

  /** Lists sessions, a page at a time: the query is what {@code next} of the page before says. */
  @Read
  CompletionStage<HttpResponse<?>> list(HttpRequest<?> request) {
    Map<String, String> query = new HashMap<>();
    request
        .getParameters()
        .forEach((name, values) -> values.stream().limit(1).forEach(v -> query.put(name, v)));
    return answer("GET", request, query);
  }

  /**
   * Finds sessions as the page's search does. The body has the names and ids: no address may.
   *
   * @param search {@code by}, which is {@code user} or {@code id}, and {@code for}
   */
  @Write(consumes = {MediaType.APPLICATION_FORM_URLENCODED, MediaType.APPLICATION_JSON})
  CompletionStage<HttpResponse<?>> search(
      @Body Map<String, String> search, HttpRequest<?> request) {
    return answer("POST", request, search);
  }

  /** Ends the session with this {@code s} in the list, or all of the user with this {@code u}. */
  @Delete
  @Sensitive(property = "delete-sensitive")
  CompletionStage<HttpResponse<?>> end(@Selector String sealed, HttpRequest<?> request) {
    return answer("DELETE", request, Map.of("s", sealed));
  }

  private CompletionStage<HttpResponse<?>> answer(
      String method, HttpRequest<?> request, Map<String, String> parameters) {
    Optional<String> operator =
        guard == null
            ? Optional.of(request.getUserPrincipal().map(Principal::getName).orElse("endpoint"))
            : guard.operator(request);
    if (operator.isEmpty()) {
      return CompletableFuture.completedStage(
          SessionsPageController.sent(PageResponse.forbidden()));
    }
    return page.handle(
            new PageRequest(
                method,
                "/sessions",
                "/json",
                parameters,
                request.getHeaders().get("Sec-Fetch-Site"),
                operator.get()))
        .thenApply(SessionsPageController::sent);
  }
}
