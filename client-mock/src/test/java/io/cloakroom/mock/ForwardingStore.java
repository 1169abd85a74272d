package io.cloakroom.mock;

import io.cloakroom.session.Batches;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A store that does as another does, for saboteurs to change one thing of. */
public class ForwardingStore implements SessionStore {

  protected final SessionStore sound;

  public ForwardingStore(SessionStore sound) {
    this.sound = sound;
  }

  @Override
  public CompletionStage<Optional<Session>> get(SessionId id) {
    return sound.get(id);
  }

  @Override
  public CompletionStage<Optional<Session>> getAndTouch(SessionId id, @Nullable Duration maxAge) {
    return sound.getAndTouch(id, maxAge);
  }

  @Override
  public CompletionStage<Boolean> create(Session session) {
    return sound.create(session);
  }

  @Override
  public CompletionStage<Boolean> update(Session session) {
    return sound.update(session);
  }

  @Override
  public CompletionStage<Void> set(Session session) {
    return sound.set(session);
  }

  @Override
  public CompletionStage<Boolean> touch(Session session) {
    return sound.touch(session);
  }

  @Override
  public CompletionStage<Optional<Session>> regenerate(Session session, SessionId newId) {
    return sound.regenerate(session, newId);
  }

  @Override
  public CompletionStage<Boolean> destroy(SessionId id) {
    return sound.destroy(id);
  }

  @Override
  public CompletionStage<List<Session>> findByUser(String user) {
    return sound.findByUser(user);
  }

  @Override
  public CompletionStage<Long> destroyAll(String user, SessionId... except) {
    return sound.destroyAll(user, except);
  }

  @Override
  public CompletionStage<Long> clear() {
    return sound.clear();
  }

  @Override
  public CompletionStage<Long> length() {
    return sound.length();
  }

  @Override
  public Batches<SessionId> ids() {
    return sound.ids();
  }

  @Override
  public Batches<Session> all() {
    return sound.all();
  }
}
