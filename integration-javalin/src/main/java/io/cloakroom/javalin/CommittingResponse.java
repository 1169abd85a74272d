package io.cloakroom.javalin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.http.FailureAnswer;
import io.cloakroom.http.FailureLog;
import io.cloakroom.http.SessionHeaders;
import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.StageFailure;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A response whose first write saves the session first. Every response, however it is made, sends
 * its first byte by that write; until then its headers can be changed. No thread waits: the write
 * continues when the session is saved.
 */
final class CommittingResponse extends Response.Wrapper {

  private static final Logger LOG = LoggerFactory.getLogger(RedisSessionPlugin.class);

  private enum State {
    /** Nothing was written. */
    OPEN,
    /** The handlers' response is on its way. */
    BEGUN,
    /** The session could not be saved, and something else was answered. */
    REPLACED
  }

  private final SessionAccess access;
  private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);

  /** Done when the first write is, whatever came of it. */
  private final CompletableFuture<@Nullable Void> begun = new CompletableFuture<>();

  CommittingResponse(Request request, Response wrapped, SessionAccess access) {
    super(request, wrapped);
    this.access = access;
  }

  @Override
  public boolean isCommitted() {
    return state.get() != State.OPEN || super.isCommitted();
  }

  @Override
  public void write(boolean last, @Nullable ByteBuffer content, Callback callback) {
    if (state.compareAndSet(State.OPEN, State.BEGUN)) {
      begin(last, content, Callback.from(() -> begun.complete(null), callback));
    } else if (begun.isDone()) {
      continueWith(last, content, callback);
    } else {
      // Jetty's page of an error ends the response without waiting for what it has written
      CompletionStage<@Nullable Void> first = begun;
      first.thenRun(() -> guarded(callback, () -> continueWith(last, content, callback)));
    }
  }

  private void continueWith(boolean last, @Nullable ByteBuffer content, Callback callback) {
    if (state.get() == State.REPLACED) {
      discard(last, callback);
    } else if (last) {
      end(content, callback);
    } else {
      super.write(false, content, callback);
    }
  }

  private void begin(boolean last, @Nullable ByteBuffer content, Callback callback) {
    Throwable error = failureOfRedis();
    if (error != null) {
      replace(error, callback);
      return;
    }
    access
        .commit(last)
        .whenComplete(
            (headers, failure) ->
                guarded(
                    callback,
                    () -> {
                      if (failure != null) {
                        replace(failure, callback);
                        return;
                      }
                      add(headers);
                      super.write(last, content, callback);
                    }));
  }

  /**
   * Returns Redis's failure where no handler of Javalin was called, and Jetty answers with an error
   * page: in a request listener, or while a WebSocket was opened.
   */
  private @Nullable Throwable failureOfRedis() {
    Throwable error = (Throwable) getRequest().getAttribute(ErrorHandler.ERROR_EXCEPTION);
    while (error != null && !(error instanceof RedisCommandException)) {
      error = error.getCause();
    }
    return error;
  }

  private void add(SessionHeaders headers) {
    headers.setCookie().forEach(value -> add(new HttpField(HttpHeader.SET_COOKIE, value)));
    headers
        .caching(
            getStatus() == 0 ? HttpStatus.OK_200 : getStatus(), // 0 where nobody has set one
            getHeaders().getFieldNamesCollection(),
            getHeaders()::getValuesList)
        .forEach((name, value) -> add(new HttpField(name, value)));
  }

  /**
   * Adds a header by an iterator: where a snapshot of the headers has been taken, {@code add} of
   * Jetty 12.1.12 grows their array instead of copying it, and the connection keeps the array for
   * its next response. After some thirty cookies on one connection there was no memory left.
   */
  private void add(HttpField header) {
    HttpFields.Mutable headers = getHeaders();
    headers.listIterator(headers.size()).add(header);
  }

  private void replace(Throwable failure, Callback callback) {
    state.set(State.REPLACED);
    FailureLog.error(LOG, "A session could not be used; its response is an error", failure);
    super.reset();
    FailureAnswer answer = FailureAnswer.to(failure);
    setStatus(answer.status());
    answer.headers().forEach(getHeaders()::put);
    super.write(true, UTF_8.encode(answer.text()), callback);
  }

  /** Fails the handlers' further writes, as if the client had closed the connection. */
  private static void discard(boolean last, Callback callback) {
    if (last) {
      callback.succeeded();
    } else {
      callback.failed(new EofException("The session could not be saved"));
    }
  }

  /**
   * Saves what was changed since the first byte, so that a client that has the last one sees it.
   */
  private void end(@Nullable ByteBuffer content, Callback callback) {
    access
        .complete()
        .whenComplete(
            (saved, failure) ->
                guarded(
                    callback,
                    () -> {
                      if (failure == null) {
                        super.write(true, content, callback);
                      } else {
                        callback.failed(StageFailure.cause(failure));
                      }
                    }));
  }

  /** Jetty throws where the request was completed meanwhile, and a stage would swallow that. */
  private static void guarded(Callback callback, Runnable write) {
    try {
      write.run();
    } catch (Throwable e) {
      callback.failed(e);
    }
  }
}
