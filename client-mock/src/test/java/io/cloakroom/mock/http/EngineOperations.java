package io.cloakroom.mock.http;

import io.cloakroom.http.RequestSession;
import io.cloakroom.http.SessionData;
import io.cloakroom.tck.http.SessionOperations;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** The kit's operations on the engine's session, which is loaded by the first of them. */
class EngineOperations implements SessionOperations {

  private final Supplier<CompletionStage<RequestSession>> load;

  EngineOperations(Supplier<CompletionStage<RequestSession>> load) {
    this.load = load;
  }

  RequestSession session() {
    return load.get().toCompletableFuture().join();
  }

  @Override
  public Object get(String name) {
    return session().get(name);
  }

  @Override
  public boolean isAvailable() {
    return session().isAvailable();
  }

  @Override
  public void set(String name, Object value) {
    session().set(name, value);
  }

  @Override
  public void remove(String name) {
    session().remove(name);
  }

  @Override
  public void regenerate(SessionData data) {
    session().regenerate(data);
  }

  @Override
  public void destroy() {
    session().destroy();
  }

  @Override
  public void unset() {
    session().unset();
  }
}
