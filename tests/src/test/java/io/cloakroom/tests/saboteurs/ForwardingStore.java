package io.cloakroom.tests.saboteurs;

import io.cloakroom.record.SessionCookie;
import io.cloakroom.session.Batches;
import io.cloakroom.session.ExpiredSession;
import io.cloakroom.session.ExpiredSessions;
import io.cloakroom.session.Lookup;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.cloakroom.session.StoreObserver;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A store that does as another does, for saboteurs to change one thing of. */
public class ForwardingStore implements SessionStore {

  protected final SessionStore sound;

  public ForwardingStore(SessionStore sound) {
    this.sound = sound;
  }

  @Override
  public boolean mayWait() {
    return sound.mayWait();
  }

  @Override
  public CompletionStage<Optional<Session>> get(SessionId id) {
    return sound.get(id);
  }

  @Override
  public CompletionStage<Lookup> lookUp(SessionId id) {
    return sound.lookUp(id);
  }

  @Override
  public CompletionStage<Lookup> lookUp(SessionId id, @Nullable Duration maxAge) {
    return sound.lookUp(id, maxAge);
  }

  @Override
  public CompletionStage<Lookup> lookUpWithLastAccess(SessionId id, @Nullable Duration maxAge) {
    return sound.lookUpWithLastAccess(id, maxAge);
  }

  @Override
  public Optional<ExpiredSessions> expiredSessions(Consumer<ExpiredSession> listener) {
    return sound.expiredSessions(listener);
  }

  @Override
  public StoreObserver observer() {
    return sound.observer();
  }

  @Override
  public CompletionStage<SaveOutcome> create(Session session) {
    return sound.create(session);
  }

  @Override
  public CompletionStage<SaveOutcome> update(Session session) {
    return sound.update(session);
  }

  @Override
  public CompletionStage<SaveOutcome> set(Session session) {
    return sound.set(session);
  }

  @Override
  public CompletionStage<Boolean> touch(Session session) {
    return sound.touch(session);
  }

  @Override
  public CompletionStage<SaveOutcome> regenerate(Session session, SessionId newId) {
    return sound.regenerate(session, newId);
  }

  @Override
  public CompletionStage<SaveOutcome> recreate(
      Session session, SessionId newId, SessionCookie cookie) {
    return sound.recreate(session, newId, cookie);
  }

  @Override
  public CompletionStage<SaveOutcome> resave(Session session) {
    return sound.resave(session);
  }

  @Override
  public CompletionStage<Boolean> wasReplaced(SessionId id) {
    return sound.wasReplaced(id);
  }

  @Override
  public CompletionStage<Boolean> destroy(SessionId id) {
    return sound.destroy(id);
  }

  @Override
  public CompletionStage<Boolean> retire(SessionId id) {
    return sound.retire(id);
  }

  @Override
  public @Nullable String userOf(Session session) {
    return sound.userOf(session);
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
