package io.cloakroom.tests.reference;

import io.cloakroom.http.RequestSession;
import io.cloakroom.http.SessionData;
import io.cloakroom.tck.http.application.SessionOperations;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** The kit's operations on the engine's session, which is loaded by the first of them. */
public class EngineOperations implements SessionOperations {

  private final Supplier<CompletionStage<RequestSession>> load;

  public EngineOperations(Supplier<CompletionStage<RequestSession>> load) {
    this.load = load;
  }

  public RequestSession session() {
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
  public boolean exists() {
    return !session().isNew();
  }

  @Override
  public void set(String name, Object value) {
    session().set(name, value);
  }

  @Override
  public void count(String name) {
    session().update(name, Integer.class, count -> count == null ? 1 : count + 1);
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
  public void destroyOthers() {
    session().destroyOthers();
  }

  @Override
  public void unset() {
    session().unset();
  }
}
