package io.cloakroom.micronaut;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.mock.InMemoryRedisCommands;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.session.Session;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Metrics and traces wire themselves where there is a registry. */
class MetricsTest {

  @Test
  void aRegistryAmongTheBeansIsReportedTo() throws Exception {
    try (TestSite site = TestSite.over(InMemoryRedisCommands.create(), "metrics")) {
      site.post("/basket", "item=book");

      MeterRegistry registry = site.bean(MeterRegistry.class);
      assertThat(registry.get("cloakroom.sessions.begun").counter().count()).isEqualTo(1);
      assertThat(registry.get("cloakroom.commands").timer().count()).isEqualTo(1);
      assertThat(site.bean(Spans.class).ended()).containsExactly("cloakroom.commit");
    }
  }

  @Test
  void itCanBeSwitchedOff() throws Exception {
    Map<String, Object> off = Map.of("cloakroom.metrics.enabled", false);
    try (TestSite site = TestSite.over(InMemoryRedisCommands.create(), "metrics", off)) {
      site.post("/basket", "item=book");

      assertThat(site.bean(MeterRegistry.class).getMeters()).isEmpty();
      assertThat(site.bean(Spans.class).ended()).isEmpty();
    }
  }

  @Controller
  @Requires(property = TestSite.SPEC, value = "metrics")
  static final class Shop {

    @Post(value = "/basket", consumes = "application/x-www-form-urlencoded")
    String add(Session session, String item) {
      session.put("item", item);
      return "added";
    }
  }

  /** The names of the observations that ended. */
  record Spans(List<String> ended) {}

  @Factory
  @Requires(property = TestSite.SPEC, value = "metrics")
  static final class Registries {

    @Singleton
    MeterRegistry registry() {
      return new SimpleMeterRegistry();
    }

    @Singleton
    Spans spans() {
      return new Spans(new CopyOnWriteArrayList<>());
    }

    @Bean
    @Singleton
    ObservationRegistry observations(Spans spans) {
      ObservationRegistry registry = ObservationRegistry.create();
      registry
          .observationConfig()
          .observationHandler(
              new ObservationHandler<Observation.Context>() {
                @Override
                public boolean supportsContext(Observation.Context context) {
                  return true;
                }

                @Override
                public void onStop(Observation.Context context) {
                  spans.ended().add(context.getName());
                }
              });
      return registry;
    }
  }
}
