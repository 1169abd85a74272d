package io.cloakroom.micronaut;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.mock.InMemoryRedisCommands;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.session.Session;
import io.micronaut.session.SessionStore;
import io.micronaut.session.http.SessionForRequest;
import jakarta.inject.Singleton;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A session that {@code SessionForRequest.create} gives to a request whose response has begun. */
class LateSessionTest {

  @ParameterizedTest
  @ValueSource(strings = {"/late/streamed", "/late/blocking"})
  void H36_aSessionThatNoCookieCanTellOfIsRefused(String page) throws Exception {
    try (TestSite site = TestSite.over(InMemoryRedisCommands.create(), "late")) {
      String cookie = TestSite.cookie(site.get("/late/log-in"));

      for (String before : new String[] {"none=1", cookie}) {
        HttpResponse<InputStream> response =
            site.client()
                .send(
                    java.net.http.HttpRequest.newBuilder(site.uri("http", page))
                        .header("Cookie", before)
                        .timeout(Duration.ofSeconds(15))
                        .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
          assertThat(new String(body.readNBytes(7), UTF_8)).isEqualTo("first, ");
          site.bean(Gate.class).firstByteIsThere.release();

          assertThat(new String(body.readAllBytes(), UTF_8))
              .startsWith("IllegalStateException: The response to GET " + page + " has begun");
        }
      }
    }
  }

  @Singleton
  @Requires(property = TestSite.SPEC, value = "late")
  static class Gate {
    final Semaphore firstByteIsThere = new Semaphore(0);
  }

  @Controller(value = "/late", produces = MediaType.TEXT_PLAIN)
  @Requires(property = TestSite.SPEC, value = "late")
  static class Pages {

    private final SessionStore<Session> sessions;
    private final Gate gate;

    Pages(SessionStore<Session> sessions, Gate gate) {
      this.sessions = sessions;
      this.gate = gate;
    }

    @Get("/log-in")
    String logIn(Session session) {
      session.put("user", "ada");
      return "in";
    }

    @Get("/streamed")
    Publisher<String> streamed(HttpRequest<?> request) {
      return Flux.concat(
          Mono.just("first, "),
          Mono.fromSupplier(() -> create(request)).subscribeOn(Schedulers.boundedElastic()));
    }

    @Get("/blocking")
    @ExecuteOn(TaskExecutors.BLOCKING)
    Publisher<String> blocking(HttpRequest<?> request) {
      return streamed(request);
    }

    private String create(HttpRequest<?> request) {
      try {
        assertThat(gate.firstByteIsThere.tryAcquire(15, TimeUnit.SECONDS)).isTrue();
        SessionForRequest.create(sessions, request).put("color", "blue");
        return "created";
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      } catch (IllegalStateException e) {
        return "IllegalStateException: " + e.getMessage();
      }
    }
  }
}
