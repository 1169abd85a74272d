package io.cloakroom.tck.store.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.Session;
import io.cloakroom.tck.store.fault.FailingCommand;
import io.cloakroom.tck.store.fixture.SessionVerbs;
import io.cloakroom.tck.store.fixture.StoreClauses;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** S27: the index of users' sessions, while two requests write it. */
public interface StoreUserIndexRaceClauses extends StoreClauses {

  /** Whoever logs in meanwhile is logged in, and found by the next end of all sessions, or not. */
  @Test
  default void S27_aSessionThatIsSavedWhileAllEndIsFoundOrGone() {
    for (String user : List.of("ada", "grace")) {
      SessionVerbs.all()
          .forEach(
              (verb, call) ->
                  FailingCommand.ofEachCommand(
                      verb, step -> assertFoundOrGone(verb, call, user, new FailingCommand(step))));
    }
  }

  /**
   * @param user whose the session becomes
   */
  private FailingCommand assertFoundOrGone(
      String verb,
      BiFunction<BlockingSessionStore, Session, Object> call,
      String user,
      FailingCommand meeting) {
    BlockingSessionStore store = UserIndexSteps.indexed(kit());
    store.clear();
    Session session = SessionVerbs.sessionFor(verb, kit(), store);
    session.set("user", user);
    Runnable end =
        () -> {
          store.destroyAll("ada");
          store.destroyAll(user);
        };

    Object outcome =
        call.apply(
            kit().store(meeting.meeting(kit().client(), end), UserIndexSteps::indexing), session);

    String what = "%s, when all end before its %s".formatted(verb, meeting);
    List<Session> left = store.all().toList();
    for (Session each : left) {
      assertThat(store.findByUser(String.valueOf(each.get("user"))))
          .as("sessions found after %s", what)
          .extracting(Session::id)
          .contains(each.id());
    }
    assertThat(outcome).as(what).isNotNull();
    end.run();
    assertThat(store.ids()).as("sessions that do not end after %s", what).isEmpty();
    return meeting;
  }
}
