package io.cloakroom.micronaut;

import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.value.PropertyResolver;
import java.util.Locale;
import java.util.Set;

/**
 * Tells whether a property leaves something on: it does unless it has one of the values that
 * Micronaut reads as false. {@code @Requires} alone knows only one of them.
 */
abstract class Switch implements Condition {

  /** What Micronaut reads as false. */
  static final Set<String> OFF = Set.of("false", "no", "off", "n");

  private final String property;

  private Switch(String property) {
    this.property = property;
  }

  /** The sessions. */
  static final class Sessions extends Switch {
    Sessions() {
      super(KnownProperties.PREFIX + ".enabled");
    }
  }

  /** Metrics and traces. */
  static final class Metrics extends Switch {
    Metrics() {
      super(KnownProperties.PREFIX + ".metrics.enabled");
    }
  }

  @Override
  @SuppressWarnings("rawtypes") // Micronaut's signature
  public boolean matches(ConditionContext context) {
    return !(context.getBeanContext() instanceof PropertyResolver properties) || isOn(properties);
  }

  private boolean isOn(PropertyResolver properties) {
    try {
      return properties
          .getProperty(property, Object.class)
          .filter(value -> OFF.contains(value.toString().strip().toLowerCase(Locale.ROOT)))
          .isEmpty();
    } catch (ConfigurationException e) { // a placeholder; PropertyCheck reports it
      return true;
    }
  }
}
