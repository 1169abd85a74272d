package io.cloakroom.micronaut;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.http.RequestSession;
import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.tck.client.ForwardingRedisCommands;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.io.Writable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.http.server.types.files.StreamedFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that an application makes on a thread that may wait: templates, files and streams. */
class BlockingBodiesTest {

  private final Redis redis = new Redis();
  private final TestSite site = TestSite.over(redis, "blocking-bodies");

  @AfterEach
  void stop() {
    site.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/template", "/view"})
  void H36_aTemplateThatBeginsASessionSendsItsCookie(String page) throws Exception {
    var begun = site.get(page);

    assertThat(begun.body()).isEqualTo("<form>");
    assertThat(begun.headers().allValues("Cache-Control")).containsExactly("private");
    assertThat(site.get("/token", "Cookie", TestSite.cookie(begun)).body()).isEqualTo("secret");
  }

  @Test
  void H36_aTemplateWhoseChangesCannotBeSavedIsNotSent() throws Exception {
    String cookie = TestSite.cookie(site.get("/begin"));
    redis.writable = false;

    assertThat(site.get("/template", "Cookie", cookie).statusCode()).isEqualTo(503);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/failing", "/failing-io"})
  void H7_aTemplateThatFailsFailsAsAHandlerDoes(String page) throws Exception {
    for (String cookie : new String[] {"none=1", TestSite.cookie(site.get("/begin"))}) {
      var failed = site.get(page, "Cookie", cookie);

      assertThat(failed.statusCode()).isEqualTo(418);
      assertThat(failed.body()).isEqualTo("failed");
      assertThat(
              site.get(
                      "/token",
                      "Cookie",
                      cookie.equals("none=1") ? TestSite.cookie(failed) : cookie)
                  .body())
          .isEqualTo("secret");
    }
  }

  @Test
  void aTemplateIsWrittenInTheCharsetThatItsHandlerDeclares() throws Exception {
    for (String page : new String[] {"/latin", "/latin-header"}) {
      var latin =
          site.client()
              .send(
                  HttpRequest.newBuilder(site.uri("http", page)).build(),
                  BodyHandlers.ofByteArray());

      assertThat(latin.body()).isEqualTo("é".getBytes(ISO_8859_1));
      assertThat(latin.headers().firstValue(HttpHeaders.CONTENT_TYPE).orElseThrow())
          .isEqualTo("text/html;charset=iso-8859-1");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/stream", "/bytes", "/file", "/file-with-length", "/any-file"})
  void H36_whatAStreamChangesIsSavedBeforeItsEnd(String page) throws Exception {
    String cookie = TestSite.cookie(site.get("/begin"));
    site.bean(Pages.class).mayGoOn.release();

    assertThat(site.get(page, "Cookie", cookie).body()).isEqualTo("ab");

    assertThat(site.get("/token", "Cookie", cookie).body()).isEqualTo("streamed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/stream", "/file", "/file-with-length", "/any-file"})
  void H36_aStreamWhoseChangesCannotBeSavedIsBrokenOff(String page) throws Exception {
    String cookie = TestSite.cookie(site.get("/begin"));
    var response =
        site.client()
            .send(
                HttpRequest.newBuilder(site.uri("http", page))
                    .header("Cookie", cookie)
                    .timeout(Duration.ofSeconds(15))
                    .build(),
                BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      assertThat(body.read()).isEqualTo('a');
      redis.writable = false;
      site.bean(Pages.class).mayGoOn.release();

      assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
    }
  }

  @Test
  void H36_aStreamThatWouldBeginASessionTooLateIsBrokenOff() throws Exception {
    site.bean(Pages.class).mayGoOn.release();

    assertThatThrownBy(() -> site.get("/stream"))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(HttpTimeoutException.class);
  }

  @Test
  void aFileIsStillAnAttachment() throws Exception {
    assertThat(site.get("/attachment").headers().firstValue("Content-Disposition").orElseThrow())
        .contains("report.txt");
  }

  private static final class Redis extends ForwardingRedisCommands {

    volatile boolean writable = true;

    Redis() {
      super(InMemoryRedisCommands.create());
    }

    @Override
    public CompletionStage<List<byte[]>> eval(
        RedisScript script, List<String> keys, List<byte[]> arguments) {
      return writable || script != RedisScript.COMPARE_AND_SET
          ? super.eval(script, keys, arguments)
          : CompletableFuture.failedStage(new RedisUnreachableException("away", null));
    }
  }

  @Controller(produces = MediaType.TEXT_HTML)
  @Requires(property = TestSite.SPEC, value = "blocking-bodies")
  static class Pages {

    final Semaphore mayGoOn = new Semaphore(0);

    @Get("/begin")
    String begin(RequestSession session) {
      session.set("begun", "yes");
      return "begun";
    }

    @Get("/token")
    String token(RequestSession session) {
      return session.get("token", String.class);
    }

    @Get("/template")
    Writable template(RequestSession session) {
      return out -> {
        session.set("token", "secret");
        out.write("<form>");
      };
    }

    @Get("/view")
    String view(RequestSession session) {
      return "made by a filter";
    }

    @Get("/failing")
    Writable failing(RequestSession session) {
      return out -> {
        session.set("token", "secret");
        throw new IllegalStateException("as it should");
      };
    }

    @Get("/failing-io")
    Writable failingToWrite(RequestSession session) {
      return out -> {
        session.set("token", "secret");
        throw new IOException("as it should");
      };
    }

    @Error(IOException.class)
    HttpResponse<String> failedToWrite() {
      return failed();
    }

    @Error(IllegalStateException.class)
    HttpResponse<String> failed() {
      return HttpResponse.<String>status(HttpStatus.I_AM_A_TEAPOT).body("failed");
    }

    @Get(value = "/latin", produces = "text/html;charset=iso-8859-1")
    Writable latin() {
      return out -> out.write("é");
    }

    @Get("/latin-header")
    HttpResponse<Writable> latinByHeader() {
      Writable text = out -> out.write("é");
      return HttpResponse.ok(text).header(HttpHeaders.CONTENT_TYPE, "text/html;charset=iso-8859-1");
    }

    @Get("/stream")
    InputStream stream(RequestSession session) {
      return new Streamed(session);
    }

    @Get("/bytes")
    ByteArrayInputStream bytes(RequestSession session) {
      session.set("token", "streamed");
      return new ByteArrayInputStream("ab".getBytes(UTF_8));
    }

    @Get("/file")
    StreamedFile file(RequestSession session) {
      return new StreamedFile(new Streamed(session), MediaType.TEXT_PLAIN_TYPE);
    }

    @Get("/file-with-length")
    StreamedFile fileWithLength(RequestSession session) {
      return new StreamedFile(
          new Streamed(session), MediaType.TEXT_PLAIN_TYPE, System.currentTimeMillis(), 2);
    }

    @Get("/any-file")
    HttpResponse<?> anyFile(RequestSession session) {
      return HttpResponse.ok(file(session));
    }

    @Get("/attachment")
    StreamedFile attachment() {
      return new StreamedFile(
              new ByteArrayInputStream("ab".getBytes(UTF_8)), MediaType.TEXT_PLAIN_TYPE)
          .attach("report.txt");
    }

    /** Gives one byte, and sets an attribute before the other. */
    private final class Streamed extends InputStream {

      private final RequestSession session;
      private int given;

      Streamed(RequestSession session) {
        this.session = session;
      }

      @Override
      public int read() {
        if (given == 1) {
          try {
            assertThat(mayGoOn.tryAcquire(15, TimeUnit.SECONDS)).isTrue();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          session.set("token", "streamed");
        }
        given++;
        return given <= 2 ? 'a' + given - 1 : -1;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) {
        int one = read();
        if (one >= 0) {
          bytes[offset] = (byte) one;
        }
        return one < 0 ? -1 : 1;
      }
    }
  }

  /** Makes a body as filters of template engines do. */
  @ServerFilter("/view")
  @Requires(property = TestSite.SPEC, value = "blocking-bodies")
  static class Views implements io.micronaut.core.order.Ordered {

    @Override
    public int getOrder() {
      return ServerFilterPhase.RENDERING.order();
    }

    @ResponseFilter
    void render(io.micronaut.http.HttpRequest<?> request, MutableHttpResponse<?> response) {
      Writable page =
          out -> {
            CloakroomSessions.load(request).toCompletableFuture().join().set("token", "secret");
            out.write("<form>");
          };
      response.body(page);
    }
  }
}
