package io.cloakroom.tck.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A response.
 *
 * @param headers by name in lower case
 */
record Reply(int status, Map<String, List<String>> headers, String body) {

  List<SetCookie> cookies() {
    return headers.getOrDefault("set-cookie", List.of()).stream().map(SetCookie::parse).toList();
  }

  /**
   * The cookie that it sets.
   *
   * @throws AssertionError if it sets several
   */
  Optional<SetCookie> cookie() {
    List<SetCookie> cookies = cookies();
    if (cookies.size() > 1) {
      throw new AssertionError("The response sets several cookies: " + cookies);
    }
    return cookies.stream().findFirst();
  }

  /**
   * The cookie that it sets.
   *
   * @throws AssertionError if it sets none or several
   */
  SetCookie onlyCookie() {
    return cookie().orElseThrow(() -> new AssertionError("The response sets no cookie: " + this));
  }
}
