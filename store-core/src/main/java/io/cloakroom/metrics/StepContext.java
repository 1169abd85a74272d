package io.cloakroom.metrics;

import io.micrometer.observation.Observation;
import java.util.concurrent.atomic.AtomicInteger;

/** What is known of a step while it is under way. */
final class StepContext extends Observation.Context {

  private final AtomicInteger commands = new AtomicInteger();

  void commandSent() {
    commands.incrementAndGet();
  }

  int commands() {
    return commands.get();
  }
}
