package io.cloakroom.tck.http.site;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A response.
 *
 * @param headers by name in lower case
 */
public record ReceivedResponse(int status, Map<String, List<String>> headers, String body) {

  public List<SetCookie> cookies() {
    return headers.getOrDefault("set-cookie", List.of()).stream().map(SetCookie::parse).toList();
  }

  /**
   * The cookie that it sets.
   *
   * @throws AssertionError if it sets several
   */
  public Optional<SetCookie> cookie() {
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
  public SetCookie onlyCookie() {
    return cookie().orElseThrow(() -> new AssertionError("The response sets no cookie: " + this));
  }
}
