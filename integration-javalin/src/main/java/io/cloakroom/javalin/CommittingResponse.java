package io.cloakroom.javalin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.http.FailureAnswer;
import io.cloakroom.http.FailureLog;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A response whose first write saves the session first. However a response comes about, its first
 * byte leaves by that write, and until then its headers can still be changed. No thread is held
 * meanwhile: the write goes on when the session is saved.
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
      begin(last, content, callback);
    } else if (state.get() == State.REPLACED) {
      discard(last, callback);
    } else if (last) {
      end(content, callback);
    } else {
      super.write(false, content, callback);
    }
  }

  private void begin(boolean last, @Nullable ByteBuffer content, Callback callback) {
    access
        .commit(last)
        .whenComplete(
            (cookie, failure) ->
                guarded(
                    callback,
                    () -> {
                      if (failure != null) {
                        replace(failure, callback);
                        return;
                      }
                      cookie.ifPresent(this::addCookie);
                      super.write(last, content, callback);
                    }));
  }

  /**
   * Adds the header by an iterator: where a snapshot of the headers has been taken, {@code add} of
   * Jetty 12.1.12 grows their array instead of copying it, and the connection keeps the array for
   * its next response. After some thirty cookies on one connection there was no memory left.
   */
  private void addCookie(String value) {
    HttpFields.Mutable headers = getHeaders();
    headers.listIterator(headers.size()).add(new HttpField(HttpHeader.SET_COOKIE, value));
  }

  private void replace(Throwable failure, Callback callback) {
    state.set(State.REPLACED);
    FailureLog.error(LOG, "A session could not be saved; its response is an error", failure);
    super.reset();
    FailureAnswer answer = FailureAnswer.to(failure);
    setStatus(answer.status());
    answer.headers().forEach(getHeaders()::put);
    super.write(true, UTF_8.encode(answer.text()), callback);
  }

  /** The handlers learn that nobody listens any more, as when a client has gone away. */
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
                        callback.failed(SessionAccess.cause(failure));
                      }
                    }));
  }

  /** Jetty throws where the request was completed meanwhile, and a stage would swallow that. */
  private static void guarded(Callback callback, Runnable write) {
    try {
      write.run();
    } catch (RuntimeException e) {
      callback.failed(e);
    }
  }
}
