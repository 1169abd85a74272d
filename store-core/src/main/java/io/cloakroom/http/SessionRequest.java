package io.cloakroom.http;

import java.util.List;
import java.util.function.Function;

/**
 * What the engine needs to know of a request. An integration makes one of its framework's request;
 * the engine asks only for what it needs, and only when it needs it.
 */
public interface SessionRequest {

  /**
   * Returns the path of the request's target as the client sent it, without the query. What is no
   * path (an empty one, or the {@code *} of {@code OPTIONS *}) counts as {@code /}, as RFC 6265 has
   * it for cookies.
   */
  String path();

  /** Returns whether the connection to this server is TLS. */
  boolean isSecure();

  /**
   * Returns the values of all headers of a name, one for each line, in the order received.
   *
   * @param name such as {@code Cookie}; compared without regard to case
   * @return empty where there is no such header
   */
  List<String> headers(String name);

  /**
   * Returns a request of these facts.
   *
   * @param headers as {@link #headers(String)}
   */
  static SessionRequest of(String path, boolean secure, Function<String, List<String>> headers) {
    return new SessionRequest() {
      @Override
      public String path() {
        return path;
      }

      @Override
      public boolean isSecure() {
        return secure;
      }

      @Override
      public List<String> headers(String name) {
        return headers.apply(name);
      }
    };
  }
}
