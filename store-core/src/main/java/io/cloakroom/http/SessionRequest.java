package io.cloakroom.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the engine needs to know of a request; an integration fills it from its framework's.
 *
 * @param path the path of the request's target as the client sent it, without the query
 * @param secure whether the connection to this server is TLS
 * @param cookieHeaders the values of all {@code Cookie} headers, in the order received
 * @param forwardedProto the value of the {@code X-Forwarded-Proto} header; null where there is
 *     none. It counts only if the application trusts its proxy
 */
public record SessionRequest(
    String path, boolean secure, List<String> cookieHeaders, @Nullable String forwardedProto) {

  public SessionRequest {
    cookieHeaders = List.copyOf(cookieHeaders);
  }

  /** Whether the client's own connection is TLS, as far as it may be believed. */
  boolean isSecure(boolean proxyTrusted) {
    if (secure || !proxyTrusted || forwardedProto == null) {
      return secure;
    }
    int comma = forwardedProto.indexOf(',');
    String nearest = comma < 0 ? forwardedProto : forwardedProto.substring(0, comma);
    return nearest.strip().equalsIgnoreCase("https");
  }
}
