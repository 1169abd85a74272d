package io.cloakroom.micronaut;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.web.router.RouteInfo;

/**
 * Makes a response for one request alone. An application may answer many requests with one object,
 * and what one visitor gets must not be in it for the next.
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
}
