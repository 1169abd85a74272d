package io.cloakroom.micronaut;

import io.cloakroom.metrics.SessionTraces;
import io.micrometer.observation.ObservationRegistry;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

/** Reports to Micrometer's Observation, if there is a registry among the beans. */
@Factory
@Requires(classes = ObservationRegistry.class)
@Requires(beans = ObservationRegistry.class)
@Requires(condition = Switch.Metrics.class)
final class TracesFactory {

  @Singleton
  SessionTraces traces(ObservationRegistry registry) {
    return new SessionTraces(registry);
  }
}
