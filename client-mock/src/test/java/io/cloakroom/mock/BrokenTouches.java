package io.cloakroom.mock;

import io.cloakroom.session.SessionStore;
import java.util.Optional;

/** Stores that prolong sessions wrongly. */
final class BrokenTouches {

  private BrokenTouches() {}

  static SessionStore touchCreates(SessionStore sound) {
    return OneVerb.touch(
        sound,
        session ->
            sound
                .touch(session)
                .thenCompose(
                    alive ->
                        alive
                            ? Forwarding.done(true)
                            : sound
                                .create(session.withId(session.id()))
                                .thenApply(created -> false)));
  }

  static SessionStore touchDeletes(SessionStore sound) {
    return OneVerb.touch(
        sound,
        session ->
            sound
                .touch(session)
                .thenCompose(
                    alive ->
                        alive
                            ? Forwarding.done(true)
                            : sound.destroy(session.id()).thenApply(gone -> false)));
  }

  static SessionStore touchIsAlwaysTrue(SessionStore sound) {
    return OneVerb.touch(sound, session -> sound.touch(session).thenApply(alive -> true));
  }

  static SessionStore touchDoesNothing(SessionStore sound) {
    return OneVerb.touch(sound, session -> sound.get(session.id()).thenApply(Optional::isPresent));
  }
}
