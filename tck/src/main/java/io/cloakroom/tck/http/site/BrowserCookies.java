package io.cloakroom.tck.http.site;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A browser's cookies for one host, which is in whatever domain they name, kept as RFC 6265bis
 * says: by name and path, with Secure, the prefixes {@code __Host-} and {@code __Secure-},
 * replacement, and removal by an end in the past.
 */
public final class BrowserCookies {

  private final boolean tls;
  private final List<Kept> kept = new ArrayList<>();

  /**
   * @param tls whether the browser takes its connections for secure
   */
  public BrowserCookies(boolean tls) {
    this.tls = tls;
  }

  private record Kept(String name, String value, String path) {}

  /** Takes what a response to a request for a path sets. */
  public void keep(SetCookie cookie, String requestPath) {
    Map<String, String> attributes = cookie.attributes();
    boolean secure = attributes.containsKey("secure");
    String path = attributes.getOrDefault("path", "");
    String name = cookie.name();
    boolean refused =
        (secure && !tls)
            || (name.startsWith("__Secure-") && !secure)
            || (name.startsWith("__Host-")
                && (!secure || attributes.containsKey("domain") || !path.equals("/")))
            || ("none".equalsIgnoreCase(attributes.get("samesite")) && !secure);
    if (refused) {
      return;
    }
    String stored = path.startsWith("/") ? path : defaultPath(requestPath);
    kept.removeIf(other -> other.name.equals(name) && other.path.equals(stored));
    if (!cookie.isExpired()) {
      kept.add(new Kept(name, cookie.value(), stored));
    }
  }

  private static String defaultPath(String requestPath) {
    int slash = requestPath.lastIndexOf('/');
    return slash <= 0 ? "/" : requestPath.substring(0, slash);
  }

  /** The pairs that it sends for a path, those of longer paths first. */
  public List<String> sentTo(String path) {
    return kept.stream()
        .filter(cookie -> matches(path, cookie.path))
        .sorted(Comparator.comparing((Kept cookie) -> -cookie.path.length()))
        .map(cookie -> cookie.name + "=" + cookie.value)
        .toList();
  }

  private static boolean matches(String path, String of) {
    return path.equals(of)
        || (path.startsWith(of) && (of.endsWith("/") || path.charAt(of.length()) == '/'));
  }

  /** The value that it has of a cookie. */
  public Optional<String> value(String name) {
    return kept.stream().filter(cookie -> cookie.name.equals(name)).map(Kept::value).findFirst();
  }
}
