package io.cloakroom.micronaut;

import io.cloakroom.redis.resilience.Resilience;
import io.micronaut.context.annotation.ConfigurationBuilder;
import io.micronaut.context.annotation.ConfigurationProperties;

/**
 * The properties below {@code cloakroom.resilience}: the options of {@link Resilience.Builder} by
 * their names, whose defaults stand there, and one more.
 */
@ConfigurationProperties(KnownProperties.PREFIX + ".resilience")
final class ResilienceConfiguration {

  @ConfigurationBuilder(prefixes = "", excludes = "build")
  final Resilience.Builder options = Resilience.builder();

  private boolean enabled = true;

  /**
   * Whether anything stands between the store and Redis.
   *
   * @param enabled Whether commands are repeated and a Redis that is away is spared; if not, each
   *     command is sent once, whatever happened to those before. Default: true
   */
  public void setEnabled(boolean enabled) {
    this.enabled = enabled;
  }

  Resilience resilience() {
    return enabled ? options.build() : Resilience.NONE;
  }
}
