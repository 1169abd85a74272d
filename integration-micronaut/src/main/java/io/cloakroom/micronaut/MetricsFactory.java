package io.cloakroom.micronaut;

import io.cloakroom.metrics.SessionMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

/** Reports to Micrometer, if there is a registry among the beans. */
@Factory
@Requires(classes = MeterRegistry.class)
@Requires(beans = MeterRegistry.class)
@Requires(condition = Switch.Metrics.class)
final class MetricsFactory {

  @Singleton
  SessionMetrics metrics(MeterRegistry registry) {
    return new SessionMetrics(registry);
  }
}
