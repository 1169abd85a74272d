package io.cloakroom.micronaut;

import io.micronaut.core.io.Writable;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.web.router.RouteInfo;
import jakarta.inject.Named;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;

/**
 * Saves what an application changes in the session while it makes a body on a thread that may wait.
 * A {@link Writable}, such as a template, is written before the session is committed: Micronaut
 * collects all of it before it sends the headers, so this delays nothing, and a template can begin
 * a session. If it fails, it fails as a handler does. Of a stream, the session is saved before the
 * last byte is sent.
 */
@ServerFilter(Filter.MATCH_ALL_PATTERN)
final class BlockingBodies implements Ordered {

  private final ExecutorService threads;

  BlockingBodies(@Named(TaskExecutors.BLOCKING) ExecutorService threads) {
    this.threads = threads;
  }

  /** Next to the session's filter: other filters may make the body, such as that of templates. */
  @Override
  public int getOrder() {
    return SessionFilter.ORDER + 1;
  }

  @ResponseFilter
  CompletionStage<MutableHttpResponse<?>> prepare(
      HttpRequest<?> request, MutableHttpResponse<?> response) {
    SessionAccess access = SessionAccess.of(request).orElse(null);
    Object body = response.body();
    if (access == null || body == null || request.getMethod() == HttpMethod.HEAD) {
      return CompletableFuture.completedStage(response);
    }
    if (body instanceof Writable writable) {
      Charset charset = charset(response);
      return RequestThread.goOnAfter(
          request,
          () -> written(writable, charset).thenApply(bytes -> with(response, replay(bytes))));
    }
    if (body instanceof InputStream stream) {
      return CompletableFuture.completedStage(
          with(response, new SavingStream(stream, SavingStream.UNKNOWN, access)));
    }
    if (body.getClass() == StreamedFile.class) {
      return CompletableFuture.completedStage(
          with(response, new SavingFile((StreamedFile) body, access)));
    }
    return CompletableFuture.completedStage(response);
  }

  private static MutableHttpResponse<?> with(MutableHttpResponse<?> response, Object body) {
    return OwnResponse.of(response).body(body);
  }

  private CompletionStage<byte[]> written(Writable writable, Charset charset) {
    CompletableFuture<byte[]> written = new CompletableFuture<>();
    threads.execute(
        PropagatedContext.getOrEmpty()
            .wrap(
                () -> {
                  try {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    writable.writeTo(bytes, charset);
                    written.complete(bytes.toByteArray());
                  } catch (Throwable e) {
                    written.completeExceptionally(e);
                  }
                }));
    return written;
  }

  /** Returns a body that Micronaut sends as it would have sent the application's. */
  private static Writable replay(byte[] bytes) {
    return new Writable() {
      @Override
      public void writeTo(java.io.Writer out) {
        throw new UnsupportedOperationException("The body is bytes already");
      }

      @Override
      public void writeTo(java.io.OutputStream out, Charset charset) throws IOException {
        out.write(bytes);
      }
    };
  }

  /** Returns the charset that Micronaut would write in. */
  private static Charset charset(MutableHttpResponse<?> response) {
    RouteInfo<?> route = RouteFacts.route(response);
    List<MediaType> declared = route == null ? List.of() : route.getProduces();
    return response
        .getContentType()
        .or(() -> declared.stream().findFirst())
        .flatMap(MediaType::getCharset)
        .orElse(StandardCharsets.UTF_8);
  }

  /** The application's file, read to its end no sooner than the session is saved. */
  private static final class SavingFile extends StreamedFile {

    private final StreamedFile file;

    SavingFile(StreamedFile file, SessionAccess access) {
      super(
          new SavingStream(file.getInputStream(), file.getLength(), access),
          file.getMediaType(),
          file.getLastModified(),
          file.getLength());
      this.file = file;
    }

    @Override
    public void process(MutableHttpResponse<?> response) {
      file.process(response);
    }
  }

  /**
   * A body that gives its last byte, or its end if its length is not known, after what was changed
   * in the session meanwhile is saved. If that fails, reading fails, and the response is broken
   * off.
   */
  private static final class SavingStream extends FilterInputStream {

    /** The length of a body that ends where it ends. */
    static final long UNKNOWN = -1;

    private final SessionAccess access;
    private final boolean hasLength;
    private long left;
    private boolean saved;

    /**
     * @param length in bytes; the client waits for no more if it is known
     */
    SavingStream(InputStream body, long length, SessionAccess access) {
      super(body);
      this.access = access;
      this.hasLength = length >= 0;
      this.left = length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /** Reads; Micronaut breaks a response off for an IOException only. */
    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read;
      try {
        read = in.read(bytes, offset, length);
      } catch (RuntimeException e) {
        throw new IOException(e.getMessage(), e);
      }
      count(read);
      return read;
    }

    private void count(int read) throws IOException {
      left -= read;
      if (!saved && (read < 0 || (hasLength && left <= 0))) {
        saved = true;
        access.awaitComplete();
      }
    }
  }
}
