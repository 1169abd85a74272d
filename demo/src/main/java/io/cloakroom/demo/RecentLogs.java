package io.cloakroom.demo;

import io.cloakroom.session.SessionId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The logs of requests that were answered with a redirect, for the page that the browser asks for
 * next. Each can be taken once, by a name that nobody can guess, because it holds a cookie.
 */
final class RecentLogs {

  private static final int MOST = 100;

  private final Map<String, RequestLog> logs =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RequestLog> eldest) {
          return size() > MOST;
        }
      };

  /** Keeps a log, and gives the name to take it by. */
  synchronized String keep(RequestLog log) {
    String name = SessionId.random().value();
    logs.put(name, log);
    return name;
  }

  synchronized Optional<RequestLog> take(String name) {
    return Optional.ofNullable(logs.remove(name));
  }
}
