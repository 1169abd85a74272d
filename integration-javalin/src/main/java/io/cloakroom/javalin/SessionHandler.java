package io.cloakroom.javalin;

import io.cloakroom.http.FailureLog;
import io.cloakroom.http.SessionEngine;
import io.cloakroom.http.SessionRequest;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives each request its session, around everything else that the server does with it. */
final class SessionHandler extends Handler.Wrapper {

  private static final Logger LOG = LoggerFactory.getLogger(RedisSessionPlugin.class);

  private final SessionEngine engine;

  SessionHandler(SessionEngine engine) {
    this.engine = engine;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    SessionAccess access =
        new SessionAccess(engine.begin(sessionRequest(request)), Request.getTimeStamp(request));
    request.setAttribute(SessionAccess.ATTRIBUTE, access);
    Request.addCompletionListener(
        request, failure -> access.complete().whenComplete((saved, notSaved) -> log(notSaved)));
    return super.handle(request, new CommittingResponse(request, response, access), callback);
  }

  private static void log(@Nullable Throwable failure) {
    if (failure != null) {
      FailureLog.error(
          LOG, "What was changed in a session after the response had begun is lost", failure);
    }
  }

  private static SessionRequest sessionRequest(Request request) {
    HttpFields headers = request.getHeaders();
    return new SessionRequest(
        request.getHttpURI().getPath(),
        isSecure(request),
        headers.getValuesList(HttpHeader.COOKIE),
        headers.get(HttpHeader.X_FORWARDED_PROTO));
  }

  /**
   * Whether the connection is TLS, or one of the server's customizers says so. What the innermost
   * request says does not count: there an absolute https URI in the request line is enough.
   */
  private static boolean isSecure(Request request) {
    return request.getConnectionMetaData().isSecure()
        || (request.isSecure() && !Request.unWrap(request).isSecure());
  }
}
