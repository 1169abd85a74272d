package io.cloakroom.session;

import java.util.LinkedHashSet;
import java.util.Set;

/** What was set or removed in a session since it was loaded or saved. */
final class Changes {

  private final Set<String> attributes = new LinkedHashSet<>();
  private boolean cookie;

  void attribute(String name) {
    attributes.add(name);
  }

  void cookie() {
    cookie = true;
  }

  void addAll(Changes others) {
    attributes.addAll(others.attributes);
    cookie |= others.cookie;
  }

  Set<String> attributes() {
    return attributes;
  }

  boolean includesCookie() {
    return cookie;
  }

  boolean isEmpty() {
    return attributes.isEmpty() && !cookie;
  }
}
