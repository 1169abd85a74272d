package io.cloakroom.tck.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.session.Session;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tck.client.StageResults;
import io.cloakroom.tck.store.fault.StalledPort;
import io.cloakroom.tck.store.fixture.StoreClauses;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** S38: whatever is changed while a session is being written is saved by the next call. */
@SuppressWarnings("unchecked") // the kit puts only texts into its lists
interface StoreChangeUnderWayClauses extends StoreClauses {

  Duration OTHER = Duration.ofHours(2);

  /**
   * Something that a request changes.
   *
   * @param shown what a session shows of it, which is {@code expected} once it is saved
   */
  record Change(Consumer<Session> made, Function<Session, Object> shown, Object expected) {

    static final List<Change> ALL =
        List.of(
            new Change(s -> s.set("size", 3), s -> s.get("size"), 3),
            new Change(s -> s.remove("colour"), s -> s.names().contains("colour"), false),
            new Change(Session::clear, Session::names, Set.of()),
            new Change(
                s -> s.update("visits", Integer.class, StoreFunctionClauses.COUNT),
                s -> s.get("visits"),
                2),
            new Change(
                s -> Objects.requireNonNull(s.get("list", List.class)).add("hat"),
                s -> s.get("list"),
                List.of("coat", "hat")),
            new Change(
                s -> s.setCookie(s.cookie().withMaxAge(OTHER)), s -> s.cookie().maxAge(), OTHER),
            new Change(s -> s.setIdleInterval(OTHER), Session::idleInterval, OTHER));
  }

  @Test
  default void S38_whateverIsChangedDuringAnyWriteIsSavedByTheNext() {
    StoreUnderWayClauses.WRITES.forEach(
        (verb, write) -> {
          for (Change change : Change.ALL) {
            StalledPort stalled = new StalledPort(kit().client());
            SessionStore store = kit().asynchronous(stalled, options -> {});
            Session session = kit().session();
            session.set("colour", "green");
            session.set("visits", 1);
            session.set("list", new ArrayList<>(List.of("coat")));
            if (!verb.equals("create")) {
              kit().store().create(session);
              session.set("before", verb);
            }

            stalled.stall();
            CompletionStage<?> writing = write.apply(store, session);
            change.made.accept(session);
            stalled.goOn();
            StageResults.answer(writing, kit().timeout());
            StageResults.answer(store.update(session), kit().timeout());

            assertThat(change.shown.apply(kit().load(session.id())))
                .as("what was changed during %s", verb)
                .isEqualTo(change.expected);
          }
        });
  }
}
