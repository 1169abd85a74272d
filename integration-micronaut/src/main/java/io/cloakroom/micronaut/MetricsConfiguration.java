package io.cloakroom.micronaut;

import io.micronaut.context.annotation.ConfigurationProperties;

/** The properties below {@code cloakroom.metrics}. */
@ConfigurationProperties(KnownProperties.PREFIX + ".metrics")
final class MetricsConfiguration {

  /**
   * Whether Cloakroom reports to Micrometer.
   *
   * @param enabled Whether Cloakroom reports metrics and traces to the registries among the beans.
   *     Default: true
   */
  public void setEnabled(boolean enabled) {
    // It decides whether MetricsFactory and TracesFactory are there.
  }
}
