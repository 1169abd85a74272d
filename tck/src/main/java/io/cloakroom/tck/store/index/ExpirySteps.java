package io.cloakroom.tck.store.index;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.session.ExpiredSession;
import io.cloakroom.session.ExpiredSessions;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tck.client.StageResults;
import io.cloakroom.tck.store.fixture.StoreUnderTest;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A store that reports expired sessions, and what it has reported. */
final class ExpirySteps {

  final SessionStore store;
  final List<ExpiredSession> events = new CopyOnWriteArrayList<>();

  private final StoreUnderTest kit;

  private ExpirySteps(
      StoreUnderTest kit, RedisCommands commands, Consumer<RedisSessionStoreBuilder> options) {
    this.kit = kit;
    this.store =
        kit.asynchronous(
            commands,
            builder -> {
              builder.expiredEvents(true);
              options.accept(builder);
            });
  }

  /** A store whose entries are due at once. */
  static ExpirySteps dueAtOnce(StoreUnderTest kit, Consumer<RedisSessionStoreBuilder> options) {
    return new ExpirySteps(kit, DueAtOnce.over(kit.client()), options);
  }

  static ExpirySteps dueAtOnce(StoreUnderTest kit) {
    return dueAtOnce(kit, options -> {});
  }

  static ExpirySteps over(StoreUnderTest kit, RedisCommands commands) {
    return new ExpirySteps(kit, commands, options -> {});
  }

  static ExpirySteps over(
      StoreUnderTest kit, RedisCommands commands, Consumer<RedisSessionStoreBuilder> options) {
    return new ExpirySteps(kit, commands, options);
  }

  <T> T answer(CompletionStage<T> stage) {
    return StageResults.answer(stage, kit.timeout());
  }

  /** Stores a session of a user. */
  Session begin(String user) {
    Session session = kit.session();
    session.set("user", user);
    answer(store.create(session));
    return session;
  }

  /** What Redis does to a session whose time is up, and Express to one that it ends. */
  void expire(SessionId id) {
    answer(kit.client().delete(List.of(kit.keyOf(id))));
  }

  /** What looks for expired sessions on this server of the fleet. */
  ExpiredSessions sweeper() {
    return sweeper(events::add);
  }

  ExpiredSessions sweeper(Consumer<ExpiredSession> listener) {
    return store
        .expiredSessions(listener)
        .orElseThrow(() -> new AssertionError("The store reports no expired sessions"));
  }

  /** Looks once, and returns what was reported. */
  List<ExpiredSession> sweep() {
    events.clear();
    int reported = sweeper().sweep();
    if (reported != events.size()) {
      throw new AssertionError(reported + " were said to be reported, not " + events.size());
    }
    return List.copyOf(events);
  }
}
