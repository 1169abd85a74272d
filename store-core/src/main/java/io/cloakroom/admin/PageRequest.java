package io.cloakroom.admin;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to the sessions page, as an integration hands it over.
 *
 * @param method such as {@code GET}
 * @param mount the path that the page is mounted at, such as {@code /admin/sessions}
 * @param path what follows the mount: nothing, or for instance {@code /session}, with the slash at
 *     its end if the request has one
 * @param parameters those of the query for GET, of the form for POST; the first of each name
 * @param fetchSite the header {@code Sec-Fetch-Site}; null if there is none
 * @param operator who asks, as the application's guard says
 */
public record PageRequest(
    String method,
    String mount,
    String path,
    Map<String, String> parameters,
    @Nullable String fetchSite,
    String operator) {

  /** Copies the parameters. */
  public PageRequest {
    parameters = Map.copyOf(parameters);
  }

  /** Returns a parameter; empty where there is none. */
  String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }

  /** Returns the same request with one parameter more. */
  PageRequest with(String name, String value) {
    Map<String, String> more = new HashMap<>(parameters);
    more.put(name, value);
    return new PageRequest(method, mount, path, more, fetchSite, operator);
  }

  /** A link to a part of the page, relative to this one, so that it works behind any proxy. */
  String link(String part) {
    String last = mount.substring(mount.lastIndexOf('/') + 1);
    String up = part().equals(path) || path.equals("/") ? "" : "../";
    if (part.isEmpty() || part.startsWith("?")) {
      return (path.isEmpty() ? "" : up + "../") + last + part;
    }
    return path.isEmpty() ? last + "/" + part : up + part;
  }

  /** Returns the path without a slash at its end, which servers let pass. */
  String part() {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
