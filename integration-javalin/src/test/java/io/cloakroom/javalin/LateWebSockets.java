package io.cloakroom.javalin;

import io.cloakroom.tck.http.application.Application;
import io.cloakroom.tck.http.application.RunningApplication;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The kit over WebSockets that read their session when the upgrade has been answered, so that the
 * answer sets no cookie; {@link WebSocketSaboteurTest} runs it.
 */
class LateWebSockets extends InMemorySessionTest {

  @Override
  protected RunningApplication start(Application application) {
    return KitApplication.start(application, new AnsweringUpgradesFirst());
  }

  private static final class AnsweringUpgradesFirst extends Handler.Wrapper {

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      boolean upgrade = request.getHeaders().contains(HttpHeader.UPGRADE);
      return super.handle(
          request, upgrade ? new WithoutCookies(request, response) : response, callback);
    }
  }

  private static final class WithoutCookies extends Response.Wrapper {

    WithoutCookies(Request request, Response wrapped) {
      super(request, wrapped);
    }

    @Override
    public void write(boolean last, ByteBuffer content, Callback callback) {
      getHeaders().remove(HttpHeader.SET_COOKIE);
      super.write(last, content, callback);
    }
  }
}
