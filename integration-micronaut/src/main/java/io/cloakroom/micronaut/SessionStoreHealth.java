package io.cloakroom.micronaut;

import io.cloakroom.admin.SessionHealth;
import io.cloakroom.session.SessionStore;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.endpoint.health.HealthEndpoint;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import org.reactivestreams.Publisher;

/**
 * Reports whether Redis answers and how fast, by looking for a session that can't exist, and the
 * state of the circuit breaker. Off by {@code endpoints.health.cloakroom.enabled=false}.
 */
@Singleton
@Requires(classes = HealthIndicator.class)
@Requires(beans = {HealthEndpoint.class, SessionStore.class})
@Requires(
    property = HealthEndpoint.PREFIX + ".cloakroom.enabled",
    notEquals = "false",
    defaultValue = "true")
final class SessionStoreHealth implements HealthIndicator {

  private static final String NAME = "cloakroom";

  private final SessionStore store;

  SessionStoreHealth(SessionStore store) {
    this.store = store;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    return Publishers.fromCompletableFuture(
        () -> SessionHealth.of(store).thenApply(SessionStoreHealth::result).toCompletableFuture());
  }

  private static HealthResult result(SessionHealth health) {
    Map<String, Object> details = new LinkedHashMap<>();
    if (health.isUp()) {
      details.put("latency", health.latency().toMillis() + " ms");
    }
    health
        .failure()
        .ifPresent(
            cause ->
                details.put("error", cause.getClass().getSimpleName() + ": " + cause.getMessage()));
    health.circuitWord().ifPresent(word -> details.put("circuitBreaker", word));
    return HealthResult.builder(NAME, health.isUp() ? HealthStatus.UP : HealthStatus.DOWN)
        .details(details)
        .build();
  }
}
