package io.cloakroom.demo;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Gives each request its log. It stands around the session plugin's handler, so that it sees the
 * response's headers when the plugin has added its own.
 */
final class LoggedRequests extends Handler.Wrapper {

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    RequestLog log = new RequestLog(request.getMethod() + " " + request.getHttpURI().getPath());
    Response logged = new LoggedResponse(request, response, log);
    return RequestLog.<Boolean, Exception>during(
        log, () -> super.handle(request, logged, callback));
  }

  private static final class LoggedResponse extends Response.Wrapper {

    private final RequestLog log;
    private final AtomicBoolean begun = new AtomicBoolean();

    LoggedResponse(Request request, Response wrapped, RequestLog log) {
      super(request, wrapped);
      this.log = log;
    }

    @Override
    public void write(boolean last, @Nullable ByteBuffer content, Callback callback) {
      if (begun.compareAndSet(false, true)) {
        log.answeredWith(getHeaders().getValuesList(HttpHeader.SET_COOKIE));
      }
      super.write(last, content, callback);
    }
  }
}
