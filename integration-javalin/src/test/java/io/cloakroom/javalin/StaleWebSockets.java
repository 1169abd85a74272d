package io.cloakroom.javalin;

import io.cloakroom.tck.http.application.Application;
import io.cloakroom.tck.http.application.RunningApplication;

/**
 * The kit over WebSockets that go on with the session of their upgrade; {@link
 * WebSocketSaboteurTest} runs it.
 */
class StaleWebSockets extends InMemorySessionTest {

  @Override
  protected RunningApplication start(Application application) {
    return KitApplication.start(application, WebSocketSession::new, socket -> true);
  }
}
