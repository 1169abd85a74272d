package io.cloakroom.tests.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.metrics.SessionTraces;
import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.resilience.CircuitState;
import io.cloakroom.redis.resilience.Resilience;
import io.cloakroom.session.SessionTracer;
import io.cloakroom.tck.client.ForwardingRedisCommands;
import io.cloakroom.tests.saboteurs.SaboteurParameter;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What SessionTraces reports, as an exporter in memory sees it. */
@Timeout(30)
class SessionTracesTest {

  private final ObservationRegistry registry = ObservationRegistry.create();
  private final Exporter exporter = new Exporter();
  private final LaggingRedis redis = new LaggingRedis();

  @RegisterExtension
  final SaboteurParameter<TraceSaboteur> saboteur = new SaboteurParameter<>(TraceSaboteur.class);

  SessionTracesTest() {
    registry.observationConfig().observationHandler(exporter);
  }

  @Test
  void loadAndCommitAreSpansWithTheirCommands() {
    MeteredSite site = site();
    String cookie = site.request("", session -> session.set("user", "ada"));
    assertThat(exporter.ended()).containsExactly("cloakroom.commit 1");

    site.request(cookie, session -> session.set("user", "grace"));
    assertThat(exporter.ended()).containsExactly("cloakroom.load 1", "cloakroom.commit 1");

    site.request(cookie, session -> session.regenerate(io.cloakroom.http.SessionData.KEEP));
    assertThat(exporter.ended()).containsExactly("cloakroom.load 1", "cloakroom.commit 2");
  }

  @Test
  void nothingButTheCountOfCommandsIsInASpan() {
    MeteredSite site = site();
    String cookie = site.request("", session -> session.set("user", "ada"));

    site.request(cookie, session -> session.set("user", "grace"));

    assertThat(exporter.keys).hasSize(3).containsOnly("cloakroom.commands");
  }

  @Test
  void commandsThatOtherThreadsSendAreCounted() {
    redis.executor = task -> new Thread(task).start();

    loadAndCommitAreSpansWithTheirCommands();
  }

  @Test
  void bothAreChildrenOfTheObservationThatTheHandlerRunsIn() {
    MeteredSite site = site();
    String cookie = site.request("", session -> session.set("user", "ada"));
    exporter.ended();
    Observation request = Observation.createNotStarted("http", registry).start();

    site.request(cookie, session -> session.set("user", "grace"), request::scoped);

    assertThat(exporter.parents).containsExactly("http", "http");
    assertThat(registry.getCurrentObservation()).isNull();
  }

  @Test
  void aFailureOfRedisIsTheSpansError() {
    MeteredSite site = site();
    String cookie = site.request("", session -> session.set("user", "ada"));
    exporter.ended();
    redis.away = true;

    try {
      site.request(cookie, session -> session.get("user"));
    } catch (RedisUnreachableException expected) {
      assertThat(expected).hasMessage("away");
    }

    assertThat(exporter.errors).hasExactlyElementsOfTypes(RedisUnreachableException.class);
  }

  @Test
  void aCommandThatIsTriedAgainCountsEachTime() {
    MeteredSite site = new MeteredSite(redis, store -> store.tracer(traces()));
    String cookie = site.request("", session -> session.set("user", "ada"));
    exporter.ended();
    redis.failures = 1;

    site.request(cookie, session -> session.set("user", "grace"));

    assertThat(exporter.ended()).containsExactly("cloakroom.load 2", "cloakroom.commit 1");
  }

  @Test
  void aCommandThatIsNotSentIsNotCounted() {
    MeteredSite site =
        new MeteredSite(
            redis,
            store ->
                store
                    .tracer(traces())
                    .resilience(
                        Resilience.builder().retries(0).openFor(Duration.ofHours(1)).build()));
    String cookie = site.request("", session -> session.set("user", "ada"));
    redis.away = true;
    for (int i = 0; site.store.circuit().state() != CircuitState.OPEN; i++) {
      assertThat(i).as("failures until the circuit breaker opens").isLessThan(100);
      assertThatThrownBy(() -> site.request(cookie, session -> session.get("user")))
          .isInstanceOf(RedisUnreachableException.class);
    }
    exporter.ended();

    assertThatThrownBy(() -> site.request(cookie, session -> session.get("user")))
        .isInstanceOf(RedisUnreachableException.class);

    assertThat(exporter.ended()).containsExactly("cloakroom.load 0");
  }

  @Test
  void aHandlerThatThrowsHarmsNoRequest() {
    registry
        .observationConfig()
        .observationHandler(
            new ObservationHandler<Observation.Context>() {
              @Override
              public boolean supportsContext(Observation.Context context) {
                return true;
              }

              @Override
              public void onScopeOpened(Observation.Context context) {
                throw new IllegalStateException("broken handler");
              }

              @Override
              public void onStop(Observation.Context context) {
                throw new IllegalStateException("broken handler");
              }
            });
    MeteredSite site = site();
    String cookie = site.request("", session -> session.set("user", "ada"));
    List<Object> seen = new ArrayList<>();
    site.request(cookie, session -> seen.add(session.get("user")));

    assertThat(seen).containsExactly("ada");
  }

  private SessionTracer traces() {
    return saboteur.<SessionTracer>spoilt(
        new SessionTraces(registry), (broken, sound) -> broken.spoil(sound, registry));
  }

  private MeteredSite site() {
    return new MeteredSite(redis, store -> store.tracer(traces()).resilience(Resilience.NONE));
  }

  /** Keeps what ended. */
  private static final class Exporter implements ObservationHandler<Observation.Context> {

    private final List<String> ended = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();
    private final List<String> parents = new ArrayList<>();
    private final List<Throwable> errors = new ArrayList<>();

    @Override
    public boolean supportsContext(Observation.Context context) {
      return true;
    }

    @Override
    public synchronized void onStop(Observation.Context context) {
      KeyValue commands = context.getHighCardinalityKeyValue("cloakroom.commands");
      ended.add(context.getName() + (commands == null ? "" : " " + commands.getValue()));
      context.getAllKeyValues().forEach(each -> keys.add(each.getKey()));
      if (context.getParentObservation() != null) {
        parents.add(context.getParentObservation().getContextView().getName());
      }
      if (context.getError() != null) {
        errors.add(context.getError());
      }
    }

    /** What has ended since this was last asked. */
    synchronized List<String> ended() {
      List<String> all = List.copyOf(ended);
      ended.clear();
      return all;
    }
  }

  /** A Redis whose replies come in threads of their own, if wanted. */
  private static final class LaggingRedis extends ForwardingRedisCommands {

    private Executor executor = Runnable::run;
    private boolean away;
    private int failures;

    LaggingRedis() {
      super(InMemoryRedisCommands.create());
    }

    @Override
    public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
      return away || failures-- > 0
          ? CompletableFuture.failedStage(new RedisUnreachableException("away", null))
          : later(super.getAndExpire(key, ttl));
    }

    @Override
    public CompletionStage<Boolean> set(
        String key, byte[] value, io.cloakroom.redis.SetOptions options) {
      return later(super.set(key, value, options));
    }

    private <T> CompletionStage<T> later(CompletionStage<T> reply) {
      return CompletableFuture.runAsync(() -> {}, executor).thenCompose(done -> reply);
    }
  }
}
