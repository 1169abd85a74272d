package io.cloakroom.micronaut;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.mock.InMemoryRedisCommands;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.session.Session;
import java.io.ByteArrayInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.publisher.Flux;

/** A response belongs to one visitor, even where an application answers all with one object. */
class SharedResponseTest {

  private final TestSite site = TestSite.over(InMemoryRedisCommands.create(), "shared");

  @AfterEach
  void stop() {
    site.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/text", "/missing", "/stream"})
  void noVisitorGetsTheCookieOfAnother(String page) throws Exception {
    var begun = site.get(page + "/begin");
    String mine = TestSite.cookie(begun);

    var another = site.get(page);
    assertThat(TestSite.cookies(another)).isEmpty();
    assertThat(another.body()).isEqualTo(begun.body());
    assertThat(another.statusCode()).isEqualTo(begun.statusCode());
    assertThat(another.headers().allValues("X-Shared")).containsExactly("yes");

    var third = site.get(page + "/begin");
    assertThat(TestSite.cookies(third)).hasSize(1).doesNotContain(mine);
  }

  @Test
  void filesAreSentWhole() throws Exception {
    assertThat(site.get("/file/begin").body()).isEqualTo("a file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/greedy", "/greedy-later"})
  void aPublisherThatIgnoresDemandLosesNothing(String page) throws Exception {
    assertThat(site.get(page).body()).isEqualTo("0123456789");
  }

  @Controller(produces = MediaType.TEXT_PLAIN)
  @Requires(property = TestSite.SPEC, value = "shared")
  static class Pages {

    private final HttpResponse<String> text = HttpResponse.ok("text").header("X-Shared", "yes");
    private final HttpResponse<String> missing =
        HttpResponse.<String>status(HttpStatus.NOT_FOUND).body("missing").header("X-Shared", "yes");
    private final HttpResponse<Publisher<String>> stream =
        HttpResponse.<Publisher<String>>ok(Flux.just("a", "b", "c")).header("X-Shared", "yes");

    @Get("/text{/begin}")
    HttpResponse<String> text(@Nullable String begin, Session session) {
      return begin(begin, session, text);
    }

    @Get("/missing{/begin}")
    HttpResponse<String> missing(@Nullable String begin, Session session) {
      return begin(begin, session, missing);
    }

    @Get("/stream{/begin}")
    HttpResponse<Publisher<String>> stream(@Nullable String begin, Session session) {
      return begin(begin, session, stream);
    }

    @Get("/file/begin")
    StreamedFile file(Session session) {
      session.put("begun", "yes");
      return new StreamedFile(
          new ByteArrayInputStream("a file".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
          MediaType.TEXT_PLAIN_TYPE);
    }

    @Get("/greedy")
    Publisher<String> greedy(Session session) {
      return subscriber -> {
        subscriber.onSubscribe(NO_DEMAND);
        sendAll(subscriber);
      };
    }

    @Get("/greedy-later")
    Publisher<String> greedyLater(Session session) {
      return subscriber -> {
        subscriber.onSubscribe(NO_DEMAND);
        new Thread(() -> sendAll(subscriber)).start();
      };
    }

    private static void sendAll(org.reactivestreams.Subscriber<? super String> subscriber) {
      for (int i = 0; i < 10; i++) {
        subscriber.onNext("" + i);
      }
      subscriber.onComplete();
    }

    private static final Subscription NO_DEMAND =
        new Subscription() {
          @Override
          public void request(long n) {}

          @Override
          public void cancel() {}
        };

    private static <T> T begin(@Nullable String begin, Session session, T response) {
      if (begin != null) {
        session.put("begun", "yes");
      }
      return response;
    }
  }
}
