package io.cloakroom.micronaut;

import io.cloakroom.http.SessionHeaders;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.web.router.RouteInfo;
import java.util.List;
import java.util.Map;

/**
 * Makes a response for one request alone. An application may answer many requests with one object,
 * and what one visitor gets, such as the session's cookie, must not be in it for the next.
 */
final class OwnResponse {

  private OwnResponse() {}

  /**
   * Returns a copy with the same status, headers, attributes and body. A WebSocket's upgrade, and a
   * special response such as a proxy's, is for its request only and is returned as it is.
   */
  static <T> MutableHttpResponse<T> of(MutableHttpResponse<T> response) {
    MutableHttpResponse<T> copy = HttpResponse.status(response.code(), response.reason());
    RouteInfo<?> route = RouteFacts.route(response);
    if (copy.getClass() != response.getClass()
        || (route != null && SessionReadingRoutes.isWebSocket(route))) {
      return response;
    }
    response
        .getHeaders()
        .forEach((name, values) -> values.forEach(value -> copy.header(name, value)));
    response.getAttributes().forEach(entry -> copy.setAttribute(entry.getKey(), entry.getValue()));
    T body = response.body();
    return body == null ? copy : copy.body(body);
  }

  /**
   * Returns a response with what follows from a committed session: its cookie, and who may cache
   * it.
   */
  static <T> MutableHttpResponse<T> with(SessionHeaders headers, MutableHttpResponse<T> response) {
    if (headers.setCookie().isEmpty() && caching(headers, response).isEmpty()) {
      return response;
    }
    MutableHttpResponse<T> own = of(response);
    addTo(own, headers);
    return own;
  }

  /** Adds the same to a response; one that has it already is not changed. */
  static void addTo(MutableHttpResponse<?> response, SessionHeaders headers) {
    List<String> present = response.getHeaders().getAll(HttpHeaders.SET_COOKIE);
    for (String cookie : headers.setCookie()) {
      if (!present.contains(cookie)) {
        response.header(HttpHeaders.SET_COOKIE, cookie);
      }
    }
    caching(headers, response).forEach(response::header);
  }

  private static Map<String, String> caching(
      SessionHeaders headers, MutableHttpResponse<?> response) {
    return headers.caching(
        response.code(), response.getHeaders().names(), response.getHeaders()::getAll);
  }
}
