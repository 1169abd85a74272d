package io.cloakroom.tests.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.metrics.SessionTraces;
import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.resilience.Resilience;
import io.cloakroom.tck.client.ForwardingRedisCommands;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The spans that OpenTelemetry exports of a request that uses its session. */
class OpenTelemetryTest {

  private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
  private final SdkTracerProvider provider =
      SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(exporter)).build();
  private final Tracer tracer = provider.get("cloakroom tests");
  private final ObservationRegistry observations = ObservationRegistry.create();
  private final AskedRedis redis = new AskedRedis();
  private final MeteredSite site =
      new MeteredSite(
          redis,
          store -> store.tracer(new SessionTraces(observations)).resilience(Resilience.NONE));

  OpenTelemetryTest() {
    observations
        .observationConfig()
        .observationHandler(
            new DefaultTracingObservationHandler(
                new OtelTracer(tracer, new OtelCurrentTraceContext(), event -> {})));
  }

  @AfterEach
  void close() {
    provider.close();
  }

  @Test
  void aRequestHasASpanForLoadAndOneForCommit() {
    String cookie = site.request("", session -> session.set("user", "ada"));
    exporter.reset();
    Observation request = Observation.createNotStarted("http", observations).start();

    site.request(cookie, session -> session.set("user", "grace"), request::scoped);
    request.stop();

    SpanData http = span("http");
    for (String name : List.of("session load", "session commit")) {
      SpanData span = span(name);
      assertThat(span.getParentSpanId()).as(name).isEqualTo(http.getSpanId());
      assertThat(span.getTraceId()).isEqualTo(http.getTraceId());
      assertThat(commands(span)).isEqualTo("1");
      assertThat(span.getAttributes().asMap()).as("no id, no user").hasSize(1);
      assertThat(span.getStatus().getStatusCode()).isNotEqualTo(StatusCode.ERROR);
    }
  }

  @Test
  void aNewIdIsTwoCommandsOfTheCommit() {
    String cookie = site.request("", session -> session.set("user", "ada"));
    exporter.reset();

    site.request(cookie, session -> session.regenerate(io.cloakroom.http.SessionData.KEEP));

    assertThat(commands(span("session commit"))).isEqualTo("2");
  }

  @Test
  void aFailureOfRedisIsTheErrorOfTheSpan() {
    String cookie = site.request("", session -> session.set("user", "ada"));
    exporter.reset();
    redis.away = true;

    assertThatThrownBy(() -> site.request(cookie, session -> session.get("user")))
        .isInstanceOf(RedisUnreachableException.class);

    SpanData load = span("session load");
    assertThat(load.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(load.getEvents())
        .anySatisfy(
            event ->
                assertThat(event.getAttributes().asMap().values())
                    .contains(RedisUnreachableException.class.getName()));
  }

  private SpanData span(String name) {
    List<SpanData> found =
        exporter.getFinishedSpanItems().stream()
            .filter(span -> span.getName().equals(name))
            .toList();
    assertThat(found).as(name).hasSize(1);
    return found.get(0);
  }

  private static String commands(SpanData span) {
    return span.getAttributes().get(AttributeKey.stringKey("cloakroom.commands"));
  }

  /** Fails to answer reads on demand. */
  private static final class AskedRedis extends ForwardingRedisCommands {

    private boolean away;

    AskedRedis() {
      super(InMemoryRedisCommands.create());
    }

    @Override
    public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
      return away
          ? CompletableFuture.failedFuture(new RedisUnreachableException("away", null))
          : super.getAndExpire(key, ttl);
    }
  }
}
