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
import io.cloakroom.tck.store.fixture.OtherOptions;
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
    Session sound = kit().stored();
    SessionId foreign = LikeIds.next();
    SessionId spoilt = LikeIds.next();
    OtherOptions.each(
        (beside, options) -> {
          kit().redis().clear(kit().keyOf(foreign));
          kit().redis().putForeign(kit().keyOf(foreign));
          waysOf(kit().asynchronous(kit().client(), options))
              .forEach(
                  (way, lookUp) -> {
                    for (String bytes : NO_RECORDS) {
                      kit().putRecord(spoilt, bytes.getBytes(UTF_8));
                      assertThat(answer(lookUp, spoilt))
                          .as("%s of the bytes %s, with %s", way, bytes, beside)
                          .isEqualTo(new Lookup.Unreadable());
                    }
                    assertThat(answer(lookUp, foreign))
                        .as("%s of a key that holds no string, with %s", way, beside)
                        .isEqualTo(new Lookup.Unreadable());
                    assertThat(answer(lookUp, LikeIds.next()))
                        .as("%s of an id that nobody has, with %s", way, beside)
                        .isEqualTo(new Lookup.Missing());
                    assertThat(answer(lookUp, sound.id()))
                        .as("%s of a session, with %s", way, beside)
                        .isInstanceOf(Lookup.Found.class);
                  });
        });
  }

  private Lookup answer(Function<SessionId, CompletionStage<Lookup>> lookUp, SessionId id) {
    return StageResults.answer(lookUp.apply(id), kit().timeout());
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
