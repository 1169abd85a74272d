package io.cloakroom.micronaut;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.mock.InMemoryRedisCommands;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.context.event.HttpRequestTerminatedEvent;
import io.micronaut.session.Session;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** A body that was started and is not sent ends: what it holds, such as a timer, is let go of. */
class UnsentBodyTest {

  private static final String SPEC = "unsent-body";

  private TestSite site;

  @BeforeEach
  void start() {
    site = TestSite.over(InMemoryRedisCommands.create(), SPEC);
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @ParameterizedTest
  @CsvSource({"/unsent/unstorable, 500", "/unsent/replaced, 404"})
  void H6_aBodyThatIsNotSentIsCancelled(String path, int status) throws Exception {
    assertThat(site.get(path).statusCode()).isEqualTo(status);

    assertThat(site.bean(Bodies.class).cancelled.get(15, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void H6_theMemoryOfABodyThatIsNotSentIsReleased() throws Exception {
    assertThat(site.get("/unsent/buffers").statusCode()).isEqualTo(500);

    assertThat(site.bean(Bodies.class).cancelled.get(15, TimeUnit.SECONDS)).isTrue();
    assertThat(site.bean(Bodies.class).buffer.refCnt()).isZero();
  }

  @Test
  void H41_aBodyThatHasNotStartedWhenItsClientLeavesIsCancelledAndTheSessionSaved()
      throws Exception {
    String cookie = TestSite.cookie(site.get("/unsent/begin"));
    Bodies bodies = site.bean(Bodies.class);
    try (Socket client = new Socket()) {
      URI page = site.uri("http", "/unsent/waiting");
      client.connect(new InetSocketAddress(page.getHost(), page.getPort()));
      client
          .getOutputStream()
          .write(
              ("GET /unsent/waiting HTTP/1.1\r\nHost: a\r\nCookie: " + cookie + "\r\n\r\n")
                  .getBytes(US_ASCII));
      assertThat(bodies.subscribed.get(15, TimeUnit.SECONDS)).isTrue();
    }

    assertThat(bodies.cancelled.get(15, TimeUnit.SECONDS)).isTrue();
    assertThat(bodies.terminated.get(15, TimeUnit.SECONDS)).isTrue();
    assertThat(site.get("/unsent/color", "Cookie", cookie).body()).isEqualTo("blue");
  }

  @Test
  void H41_aBodyWhoseClientHasLeftIsCancelled() throws Exception {
    try (Socket client = new Socket()) {
      URI page = site.uri("http", "/unsent/left");
      client.connect(new InetSocketAddress(page.getHost(), page.getPort()));
      client
          .getOutputStream()
          .write("GET /unsent/left HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
      assertThat(client.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 200");
    }

    assertThat(site.bean(Bodies.class).cancelled.get(15, TimeUnit.SECONDS)).isTrue();
  }

  @Singleton
  @Requires(property = TestSite.SPEC, value = SPEC)
  static class Bodies implements ApplicationEventListener<HttpRequestTerminatedEvent> {
    final CompletableFuture<Boolean> subscribed = new CompletableFuture<>();
    final CompletableFuture<Boolean> cancelled = new CompletableFuture<>();
    final CompletableFuture<Boolean> terminated = new CompletableFuture<>();
    final ByteBuf buffer = Unpooled.buffer().writeByte('a');

    Publisher<String> endless() {
      return Flux.just("first")
          .concatWith(Flux.<String>never())
          .doOnCancel(() -> cancelled.complete(true));
    }

    Publisher<String> silent() {
      return Flux.<String>never()
          .doOnSubscribe(subscription -> subscribed.complete(true))
          .doOnCancel(() -> cancelled.complete(true));
    }

    Publisher<ByteBuf> buffers() {
      return Flux.just(buffer)
          .concatWith(Flux.<ByteBuf>never())
          .doOnCancel(() -> cancelled.complete(true));
    }

    @Override
    public void onApplicationEvent(HttpRequestTerminatedEvent event) {
      if (event.getSource().getPath().equals("/unsent/waiting")) {
        terminated.complete(true);
      }
    }
  }

  @Controller(value = "/unsent", produces = MediaType.TEXT_PLAIN)
  @Requires(property = TestSite.SPEC, value = SPEC)
  static class Pages {

    private final Bodies bodies;

    Pages(Bodies bodies) {
      this.bodies = bodies;
    }

    @Get("/unstorable")
    Publisher<String> unstorable(Session session) {
      session.put("thread", Thread.currentThread());
      return bodies.endless();
    }

    @Get(value = "/buffers", produces = MediaType.APPLICATION_OCTET_STREAM)
    Publisher<ByteBuf> buffers(Session session) {
      session.put("thread", Thread.currentThread());
      return bodies.buffers();
    }

    @Get("/begin")
    String begin(Session session) {
      session.put("color", "red");
      return "begun";
    }

    @Get("/color")
    String color(Session session) {
      return session.get("color", String.class).orElse("none");
    }

    @Get("/waiting")
    Publisher<String> waiting(Session session) {
      session.put("color", "blue");
      return bodies.silent();
    }

    @Get("/left")
    Publisher<String> left(Session session) {
      session.put("color", "red");
      return bodies.endless();
    }

    @Get("/replaced")
    Publisher<String> replaced() {
      return bodies.endless();
    }
  }

  @ServerFilter("/unsent/replaced")
  @Requires(property = TestSite.SPEC, value = SPEC)
  static class Replaces {

    @ResponseFilter
    @Order(39000)
    HttpResponse<?> replace() {
      return HttpResponse.notFound();
    }
  }
}
