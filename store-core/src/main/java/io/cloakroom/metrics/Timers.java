package io.cloakroom.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The timers of one name, one for each outcome of each thing that is timed. */
final class Timers {

  private final MeterRegistry registry;
  private final Tags tags;
  private final String name;
  private final String description;
  private final ConcurrentHashMap<Case, Timer> timers = new ConcurrentHashMap<>();

  Timers(MeterRegistry registry, Tags tags, String name, String description) {
    this.registry = registry;
    this.tags = tags;
    this.name = name;
    this.description = description;
  }

  private record Case(@Nullable String value, String outcome) {}

  /** Returns the timer of an outcome. */
  Timer of(String outcome) {
    return found(null, null, outcome);
  }

  /** Returns the timer of an outcome of what a tag names. */
  Timer of(String tag, String value, String outcome) {
    return found(tag, value, outcome);
  }

  private Timer found(@Nullable String tag, @Nullable String value, String outcome) {
    Case key = new Case(value, outcome);
    Timer timer = timers.get(key);
    return timer != null ? timer : timers.computeIfAbsent(key, made -> made(tag, made));
  }

  private Timer made(@Nullable String tag, Case which) {
    Tags all = tags.and("outcome", which.outcome());
    return Timer.builder(name)
        .description(description)
        .tags(tag == null || which.value() == null ? all : all.and(tag, which.value()))
        .register(registry);
  }
}
