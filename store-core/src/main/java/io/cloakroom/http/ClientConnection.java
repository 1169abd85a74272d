package io.cloakroom.http;

import java.util.List;
import java.util.Optional;

/**
 * How a client reached the server, as far as a session cookie depends on it.
 *
 * @param secure whether the client's own connection is TLS, as far as that may be trusted
 * @param inPath whether the request's path lies below the cookie's
 */
record ClientConnection(boolean secure, boolean inPath) {

  static ClientConnection of(SessionRequest request, CookiePolicy cookie, boolean proxyTrusted) {
    return new ClientConnection(
        isSecure(request, proxyTrusted), cookie.covers(cookiePathOf(request.path())));
  }

  /** Returns the path for cookies, which RFC 6265, section 5.1.4, defines for any target. */
  private static String cookiePathOf(String path) {
    return path.startsWith("/") ? path : "/";
  }

  private static boolean isSecure(SessionRequest request, boolean proxyTrusted) {
    if (request.isSecure() || !proxyTrusted) {
      return request.isSecure();
    }
    Optional<String> forwarded = ForwardedHeader.proto(request.headers("Forwarded"));
    Optional<String> forwardedProto = lastOf(request.headers("X-Forwarded-Proto"));
    return (forwarded.isPresent() || forwardedProto.isPresent())
        && forwarded.filter(proto -> !isHttps(proto)).isEmpty()
        && forwardedProto.filter(proto -> !isHttps(proto)).isEmpty();
  }

  /** Returns the nearest proxy's value: each proxy appends its own to what it received. */
  private static Optional<String> lastOf(List<String> lines) {
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    String line = lines.get(lines.size() - 1);
    return Optional.of(line.substring(line.lastIndexOf(',') + 1).strip());
  }

  private static boolean isHttps(String proto) {
    return proto.equalsIgnoreCase("https");
  }
}
