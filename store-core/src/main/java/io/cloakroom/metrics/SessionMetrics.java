package io.cloakroom.metrics;

import io.cloakroom.redis.CommandOutcome;
import io.cloakroom.redis.resilience.CircuitState;
import io.cloakroom.session.LoadOutcome;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.StoreObserver;
import io.cloakroom.session.StoreObserver.SaveKind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Reports a store, and the engine above it, to Micrometer. Needs {@code micrometer-core} 1.11 or
 * later on the class path.
 *
 * <pre>{@code
 * RedisSessionStore.builder(commands).observer(new SessionMetrics(registry)).build();
 * }</pre>
 *
 * <p>The meters and their tags are listed in {@code docs/metrics.md}. No tag holds an id, a user or
 * anything else that grows with the number of sessions. Stores that share a registry are counted
 * together, except for the state of the circuit breaker, which is that of the first: give others
 * tags of their own.
 */
public final class SessionMetrics implements StoreObserver {

  private final MeterRegistry registry;
  private final Tags tags;
  private final Timers commands;
  private final Timers loads;
  private final Timers saves;
  private final Counter conflicts;
  private final Counter conflictsUnresolved;
  private final DistributionSummary readSizes;
  private final DistributionSummary writtenSizes;
  private final Counter unreadableRecords;
  private final Counter unreadableAttributes;
  private final Counter carriedAttributes;
  private final Counter wrongSignatures;
  private final Counter begun;
  private final Counter destroyed;
  private final Counter expired;

  /** Registers the meters, without tags of the application's. */
  public SessionMetrics(MeterRegistry registry) {
    this(registry, Tags.empty());
  }

  /**
   * Registers the meters.
   *
   * @param tags what all of them carry, such as the name of one of several stores
   */
  public SessionMetrics(MeterRegistry registry, Tags tags) {
    this.registry = registry;
    this.tags = tags;
    this.commands =
        new Timers(registry, tags, "cloakroom.commands", "Commands that were sent to Redis");
    this.loads = new Timers(registry, tags, "cloakroom.loads", "Sessions looked for by their ids");
    this.saves = new Timers(registry, tags, "cloakroom.saves", "Sessions saved");
    this.conflicts = counter("cloakroom.conflicts", "Saves tried again after another request's");
    this.conflictsUnresolved =
        counter("cloakroom.conflicts.unresolved", "Saves given up after many tries");
    this.readSizes = sizes("read");
    this.writtenSizes = sizes("write");
    this.unreadableRecords =
        counter("cloakroom.records.unreadable", "Records that could not be read");
    this.unreadableAttributes =
        counter("cloakroom.attributes.unreadable", "Attributes that could not be restored");
    this.carriedAttributes =
        counter(
            "cloakroom.attributes.carried",
            "Attributes that could not be restored and were written back as they were");
    this.wrongSignatures =
        counter("cloakroom.cookies.forged", "Session cookies whose signature was wrong");
    this.begun = counter("cloakroom.sessions.begun", "Sessions stored for the first time");
    this.destroyed = ended("destroyed");
    this.expired = ended("expired");
  }

  @Override
  public void storeBuilt(RedisSessionStore store) {
    for (CircuitState state : CircuitState.values()) {
      Gauge.builder("cloakroom.circuit.breaker", store, it -> it.circuit().state() == state ? 1 : 0)
          .description("1 for the state that the circuit breaker has, 0 for the others")
          .tags(tags.and("state", word(state)))
          .register(registry);
    }
    Gauge.builder("cloakroom.commands.waiting", store, it -> it.circuit().waiting())
        .description("Commands that wait for an answer of Redis")
        .tags(tags)
        .register(registry);
    FunctionCounter.builder("cloakroom.commands.rejected", store, it -> it.circuit().rejected())
        .description("Commands that were not sent, because Redis does not answer")
        .tags(tags)
        .register(registry);
  }

  @Override
  public void commandEnded(String command, CommandOutcome outcome, Duration took) {
    commands.of("command", command, word(outcome)).record(took);
  }

  @Override
  public void loaded(LoadOutcome outcome, Duration took) {
    loads.of(word(outcome)).record(took);
  }

  @Override
  public void saved(SaveKind kind, Optional<SaveOutcome> outcome, Duration took) {
    saves
        .of("operation", word(kind), outcome.map(SessionMetrics::word).orElse("failed"))
        .record(took);
  }

  @Override
  public void conflict() {
    conflicts.increment();
  }

  @Override
  public void conflictUnresolved() {
    conflictsUnresolved.increment();
  }

  @Override
  public void recordRead(int bytes) {
    readSizes.record(bytes);
  }

  @Override
  public void recordWritten(int bytes) {
    writtenSizes.record(bytes);
  }

  @Override
  public void unreadableRecord() {
    unreadableRecords.increment();
  }

  @Override
  public void unreadableAttribute() {
    unreadableAttributes.increment();
  }

  @Override
  public void carriedAttributes(int attributes) {
    carriedAttributes.increment(attributes);
  }

  @Override
  public void wrongSignature() {
    wrongSignatures.increment();
  }

  @Override
  public void sessionBegun() {
    begun.increment();
  }

  @Override
  public void sessionsDestroyed(long sessions) {
    destroyed.increment((double) sessions);
  }

  @Override
  public void sessionExpired() {
    expired.increment();
  }

  private DistributionSummary sizes(String operation) {
    return DistributionSummary.builder("cloakroom.records.size")
        .description("Sizes of records in Redis, encrypted and compressed as they are")
        .baseUnit("bytes")
        .tags(tags.and("operation", operation))
        .register(registry);
  }

  private Counter ended(String cause) {
    return Counter.builder("cloakroom.sessions.ended")
        .description("Sessions that ended")
        .tags(tags.and("cause", cause))
        .register(registry);
  }

  private Counter counter(String name, String description) {
    return Counter.builder(name).description(description).tags(tags).register(registry);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
