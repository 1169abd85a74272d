package io.cloakroom.micronaut;

import io.cloakroom.redis.Resilience;
import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;

/** How a Redis that is away is met, as {@link Resilience} explains it. */
@ConfigurationProperties("cloakroom.resilience")
public final class ResilienceConfiguration {

  private Resilience.Builder options = Resilience.builder();
  private boolean enabled = true;

  ResilienceConfiguration() {}

  /**
   * Whether anything stands between the store and Redis. Default: true.
   *
   * @param enabled Whether commands are repeated and a Redis that is away is spared; if not, each
   *     command is sent once, whatever happened to those before. Default: true
   */
  public void setEnabled(boolean enabled) {
    this.enabled = enabled;
  }

  /**
   * How often a command that may be repeated is, at most. Default: 2.
   *
   * @param retries How often a command that may be repeated is, at most. Default: 2
   */
  public void setRetries(int retries) {
    options = options.retries(retries);
  }

  /**
   * How many commands are repeated in a second, at most. Default: 10.
   *
   * @param retriesPerSecond How many commands are repeated in a second, at most. Default: 10
   */
  public void setRetriesPerSecond(int retriesPerSecond) {
    options = options.retriesPerSecond(retriesPerSecond);
  }

  /**
   * How long Redis is not asked once the circuit breaker has opened. Default: a second.
   *
   * @param openFor How long Redis is not asked once the circuit breaker has opened. Default: 1
   *     second
   */
  public void setOpenFor(Duration openFor) {
    options = options.openFor(openFor);
  }

  /**
   * How many commands may wait for a Redis that is silent. Default: 64.
   *
   * @param maxWaiting How many commands may wait for a Redis that is silent. Default: 64
   */
  public void setMaxWaiting(int maxWaiting) {
    options = options.maxWaiting(maxWaiting);
  }

  Resilience resilience() {
    return enabled ? options.build() : Resilience.NONE;
  }
}
