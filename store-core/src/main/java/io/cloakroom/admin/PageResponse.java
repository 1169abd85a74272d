package io.cloakroom.admin;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the sessions page answers.
 *
 * @param status the status
 * @param headers all headers, {@code Content-Type} among them
 * @param body the body, to be sent as UTF-8
 */
public record PageResponse(int status, Map<String, String> headers, String body) {

  private static final String POLICY =
      "default-src 'none'; style-src '%s'; img-src data:; form-action 'self'; base-uri 'none';"
          + " frame-ancestors 'none'";

  /** Copies the headers. */
  public PageResponse {
    headers = Map.copyOf(headers);
  }

  static PageResponse html(int status, String html) {
    return of(status, "text/html; charset=utf-8", html);
  }

  static PageResponse json(int status, String json) {
    return of(status, "application/json", json);
  }

  /** Returns the answer to a request that the guard refuses. */
  public static PageResponse forbidden() {
    return of(403, "text/plain; charset=utf-8", "Forbidden\n");
  }

  /** Redirects the browser, which then sends a GET. */
  static PageResponse seeOther(String location) {
    PageResponse empty = of(303, "text/plain; charset=utf-8", "");
    Map<String, String> headers = new LinkedHashMap<>(empty.headers);
    headers.put("Location", location);
    return new PageResponse(303, headers, "");
  }

  private static PageResponse of(int status, String type, String body) {
    return new PageResponse(
        status,
        Map.of(
            "Content-Type", type,
            "Content-Security-Policy", POLICY.formatted(Style.HASH),
            "Cache-Control", "no-store",
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "same-origin",
            "X-Robots-Tag", "noindex"),
        body);
  }
}
