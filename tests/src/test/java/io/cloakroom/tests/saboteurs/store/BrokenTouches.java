package io.cloakroom.tests.saboteurs.store;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Stores that prolong sessions wrongly. */
final class BrokenTouches {

  private BrokenTouches() {}

  static SessionStore touchCreates(SessionStore sound) {
    return OverriddenStores.touch(
        sound,
        session ->
            sound
                .touch(session)
                .thenCompose(
                    alive ->
                        alive
                            ? ForwardingPort.done(true)
                            : sound
                                .create(OverriddenStores.copy(session, session.id()))
                                .thenApply(created -> false)));
  }

  static SessionStore touchDeletes(SessionStore sound) {
    return OverriddenStores.touch(
        sound,
        session ->
            sound
                .touch(session)
                .thenCompose(
                    alive ->
                        alive
                            ? ForwardingPort.done(true)
                            : sound.destroy(session.id()).thenApply(gone -> false)));
  }

  static SessionStore touchIsAlwaysTrue(SessionStore sound) {
    return OverriddenStores.touch(sound, session -> sound.touch(session).thenApply(alive -> true));
  }

  static SessionStore touchAppliesWhatWasNotSaved(SessionStore sound) {
    return OverriddenStores.touch(
        sound,
        session -> {
          Session unsaved = OverriddenStores.copy(session, session.id());
          unsaved.setIdleInterval(session.idleInterval());
          return sound.touch(unsaved);
        });
  }

  /** The next save takes it away again. */
  static RedisCommands givesAnUpdateATtlOfItsOwn(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        CompletionStage<List<byte[]>> answer = super.eval(script, keys, arguments);
        return script == RedisScript.COMPARE_AND_SET
            ? answer.thenCompose(
                done -> sound.expire(keys.get(0), Duration.ofHours(1)).thenApply(moved -> done))
            : answer;
      }
    };
  }

  static SessionStore touchDoesNothing(SessionStore sound) {
    return OverriddenStores.touch(
        sound, session -> sound.get(session.id()).thenApply(Optional::isPresent));
  }
}
