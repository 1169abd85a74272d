package io.cloakroom.javalin;

import io.cloakroom.http.FailureLog;
import io.cloakroom.http.SessionEngine;
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

  /**
   * Starts the server.
   *
   * @throws IllegalStateException if the application has put other sessions in the place of ours
   */
  @Override
  protected void doStart() throws Exception {
    super.doStart();
    if (getDescendants(ServletSessions.class).isEmpty()) {
      throw new IllegalStateException(
          "The RedisSessionPlugin's sessions were replaced: don't call setSessionHandler in"
              + " config.jetty.modifyServletContextHandler");
    }
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    SessionAccess access =
        new SessionAccess(engine.begin(new JettyRequest(request)), Request.getTimeStamp(request));
    request.setAttribute(SessionAccess.ATTRIBUTE, access);
    Request.addCompletionListener(
        request, failure -> access.complete().whenComplete((saved, notSaved) -> log(notSaved)));
    return super.handle(request, new CommittingResponse(request, response, access), callback);
  }

  private static void log(@Nullable Throwable failure) {
    if (failure != null) {
      FailureLog.error(
          LOG, "Session changes made after the response was committed were lost", failure);
    }
  }
}
