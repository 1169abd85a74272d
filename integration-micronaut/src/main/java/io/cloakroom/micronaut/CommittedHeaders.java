package io.cloakroom.micronaut;

import io.cloakroom.http.SessionHeaders;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import java.util.List;
import java.util.Map;

/** Adds to a response what follows from a committed session: its cookie, and who may cache it. */
final class CommittedHeaders {

  private CommittedHeaders() {}

  /** Returns a response with the headers, which is another one than the application's. */
  static <T> MutableHttpResponse<T> with(SessionHeaders headers, MutableHttpResponse<T> response) {
    if (headers.setCookie().isEmpty() && caching(headers, response).isEmpty()) {
      return response;
    }
    MutableHttpResponse<T> own = OwnResponse.of(response);
    addTo(own, headers);
    return own;
  }

  /** Adds the headers; a response that has them already is not changed. */
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
