package io.cloakroom.demo;

import io.cloakroom.micronaut.SessionsPageGuard;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.session.http.SessionForRequest;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Lets everybody who is logged in see all sessions, as only a demo does. */
@Singleton
@Requires(beans = MicronautDemo.class)
final class MicronautOperators implements SessionsPageGuard {

  @Override
  public Optional<String> operator(HttpRequest<?> request) {
    return SessionForRequest.find(request)
        .flatMap(session -> session.get(DemoSession.NAME, String.class));
  }
}
