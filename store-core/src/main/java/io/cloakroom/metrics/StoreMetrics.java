package io.cloakroom.metrics;

import io.cloakroom.session.StoreObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counts what a store tells its observer, in Micrometer. Needs {@code micrometer-core} on the class
 * path, as nothing else does.
 *
 * <pre>{@code
 * RedisSessionStore.builder(commands).observer(new StoreMetrics(registry)).build();
 * }</pre>
 *
 * <table>
 *   <caption>The counters</caption>
 *   <tr><th>name</th><th>counts</th></tr>
 *   <tr><td>{@code cloakroom.conflicts}</td><td>saves tried again, because another request had
 *       changed the session meanwhile</td></tr>
 *   <tr><td>{@code cloakroom.conflicts.unresolved}</td><td>saves given up, because others were
 *       faster each time</td></tr>
 *   <tr><td>{@code cloakroom.records.unreadable}</td><td>records that could not be read</td></tr>
 * </table>
 */
public final class StoreMetrics implements StoreObserver {

  private final Counter conflicts;
  private final Counter conflictsUnresolved;
  private final Counter unreadableRecords;

  /** Registers the counters; stores that share a registry are counted together. */
  public StoreMetrics(MeterRegistry registry) {
    this.conflicts =
        counter(registry, "cloakroom.conflicts", "Saves tried again after another request's");
    this.conflictsUnresolved =
        counter(registry, "cloakroom.conflicts.unresolved", "Saves given up after many tries");
    this.unreadableRecords =
        counter(registry, "cloakroom.records.unreadable", "Records that could not be read");
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
  public void unreadableRecord() {
    unreadableRecords.increment();
  }

  private static Counter counter(MeterRegistry registry, String name, String description) {
    return Counter.builder(name).description(description).register(registry);
  }
}
