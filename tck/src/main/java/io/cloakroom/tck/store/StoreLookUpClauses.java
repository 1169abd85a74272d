package io.cloakroom.tck.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.record.UnreadableRecordException;
import io.cloakroom.session.Lookup;
import io.cloakroom.session.OnUnreadable;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tck.client.LikeIds;
import io.cloakroom.tck.client.StageResults;
import io.cloakroom.tck.store.fixture.StoreClauses;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** S33: whoever looks a session up learns whether it is not there, or can't be read. */
interface StoreLookUpClauses extends StoreClauses {

  List<String> NO_RECORDS =
      List.of("spoilt", "", "{\"cookie\":", "[]", "null", "\u0000\u0001\u0002\u0003");

  private static Map<String, Function<SessionId, CompletionStage<Lookup>>> waysOf(
      SessionStore store) {
    return Map.of(
        "lookUp without a touch",
        store::lookUp,
        "lookUp",
        id -> store.lookUp(id, null),
        "lookUp of a maxAge",
        id -> store.lookUp(id, Duration.ofHours(1)),
        "lookUpWithLastAccess",
        id -> store.lookUpWithLastAccess(id, null));
  }

  @Test
  default void S33_everyLookUpTellsWhatCannotBeReadFromWhatIsNotThere() {
    SessionStore store = kit().asynchronous(kit().client(), options -> {});
    Session sound = kit().stored();
    SessionId foreign = LikeIds.next();
    kit().redis().putForeign(kit().keyOf(foreign));
    SessionId spoilt = LikeIds.next();

    waysOf(store)
        .forEach(
            (way, lookUp) -> {
              for (String bytes : NO_RECORDS) {
                kit().putRecord(spoilt, bytes.getBytes(UTF_8));
                assertThat(StageResults.answer(lookUp.apply(spoilt), kit().timeout()))
                    .as("%s of the bytes %s", way, bytes)
                    .isEqualTo(new Lookup.Unreadable());
              }
              assertThat(StageResults.answer(lookUp.apply(foreign), kit().timeout()))
                  .as("%s of a key that holds no string", way)
                  .isEqualTo(new Lookup.Unreadable());
              assertThat(StageResults.answer(lookUp.apply(LikeIds.next()), kit().timeout()))
                  .as("%s of an id that nobody has", way)
                  .isEqualTo(new Lookup.Missing());
              assertThat(StageResults.answer(lookUp.apply(sound.id()), kit().timeout()))
                  .as("%s of a session", way)
                  .isInstanceOf(Lookup.Found.class);
            });
  }

  @Test
  default void S33_everyLookUpFailsOverWhatCannotBeReadIfThatIsThePolicy() {
    SessionStore store =
        kit().asynchronous(kit().client(), options -> options.onUnreadable(OnUnreadable.FAIL));
    SessionId spoilt = LikeIds.next();
    kit().putRecord(spoilt, "spoilt".getBytes(UTF_8));

    waysOf(store)
        .forEach(
            (way, lookUp) ->
                assertThat(StageResults.failure(lookUp.apply(spoilt), kit().timeout()))
                    .as(way)
                    .isInstanceOf(UnreadableRecordException.class));
  }
}
