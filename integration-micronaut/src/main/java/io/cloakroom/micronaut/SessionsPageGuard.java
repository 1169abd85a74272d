package io.cloakroom.micronaut;

import io.micronaut.http.HttpRequest;
import java.util.Optional;

/**
 * Decides who may see the page of all sessions and end sessions. The application has a bean of it
 * where it sets {@code cloakroom.sessions-page.path}. The endpoint {@code /sessions} of
 * micronaut-management asks it, too.
 *
 * <pre>{@code
 * @Singleton
 * SessionsPageGuard guard(SecurityService security) {
 *   return request -> security.hasRole("ADMIN") ? security.username() : Optional.empty();
 * }
 * }</pre>
 */
@FunctionalInterface
public interface SessionsPageGuard {

  /**
   * Returns the operator's name, which the page shows; empty: the answer is 403. It is called on an
   * executor for blocking work.
   */
  Optional<String> operator(HttpRequest<?> request);
}
