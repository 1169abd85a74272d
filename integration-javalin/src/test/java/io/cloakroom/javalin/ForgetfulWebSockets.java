package io.cloakroom.javalin;

import io.cloakroom.http.SessionData;
import io.cloakroom.tck.http.application.Application;
import io.cloakroom.tck.http.application.RunningApplication;
import io.cloakroom.tck.http.application.SessionOperations;

/** The kit over WebSockets that know no session; {@link WebSocketSaboteurTest} runs it. */
class ForgetfulWebSockets extends InMemorySessionTest {

  @Override
  protected RunningApplication start(Application application) {
    return KitApplication.start(application, socket -> new NoSession(), socket -> true);
  }

  private record NoSession() implements SessionOperations {

    @Override
    public Object get(String name) {
      return null;
    }

    @Override
    public boolean isAvailable() {
      return true;
    }

    @Override
    public boolean exists() {
      return false;
    }

    @Override
    public void set(String name, Object value) {}

    @Override
    public void remove(String name) {}

    @Override
    public void regenerate(SessionData data) {}

    @Override
    public void destroy() {}

    @Override
    public void destroyOthers() {}

    @Override
    public void count(String name) {}

    @Override
    public void unset() {}
  }
}
