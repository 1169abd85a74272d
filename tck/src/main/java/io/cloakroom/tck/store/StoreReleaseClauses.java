package io.cloakroom.tck.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.crypto.KeyRing;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.tck.client.LikeIds;
import io.cloakroom.tck.store.fixture.Release;
import io.cloakroom.tck.store.fixture.ReleaseOne;
import io.cloakroom.tck.store.fixture.ReleaseTwo;
import io.cloakroom.tck.store.fixture.StoreClauses;
import io.cloakroom.tck.store.fixture.StoreForm;
import io.cloakroom.tck.store.fixture.StoreForms;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** S37, while servers of two releases, which differ in their classes, share encrypted sessions. */
interface StoreReleaseClauses extends StoreClauses {

  @Test
  default void S37_theOldReleaseCarriesWhatTheNewOneWrote() throws Exception {
    Release before = new Release(ReleaseOne.class);
    Release after = new Release(ReleaseTwo.class);
    Object sent = after.status("SENT");
    Map<String, Object> unknown = new LinkedHashMap<>();
    unknown.put("constant", sent);
    unknown.put("in a record", after.make("Order", "a", sent));
    unknown.put("in a list", new ArrayList<>(List.of("first", sent)));
    unknown.put("as a key", new LinkedHashMap<>(Map.of(sent, 1)));
    unknown.put("class", after.make("Added", "b"));
    unknown.put("member", after.make("Total", 5));

    carries(before, after, unknown);
  }

  @Test
  default void S37_theNewReleaseCarriesWhatTheOldOneWrote() throws Exception {
    Release before = new Release(ReleaseOne.class);
    Release after = new Release(ReleaseTwo.class);
    Object lost = before.status("LOST");
    Map<String, Object> unknown = new LinkedHashMap<>();
    unknown.put("constant", lost);
    unknown.put("in a record", before.make("Order", "a", lost));
    unknown.put("in a list", new ArrayList<>(List.of("first", lost)));
    unknown.put("as a key", new LinkedHashMap<>(Map.of(lost, 1)));
    unknown.put("class", before.make("Removed", "b"));
    unknown.put("member", before.make("Total", "five"));
    unknown.put("constructor", before.make("Age", 100));

    carries(after, before, unknown);
  }

  /** Over JSON, and over Kryo where it is on the class path. */
  private void carries(Release here, Release there, Map<String, Object> unknown)
      throws ReflectiveOperationException {
    for (boolean json : StoreForm.hasKryo() ? List.of(true, false) : List.of(true)) {
      carries(server(here, json), server(there, json), there, unknown);
    }
  }

  /**
   * One server can't restore some attributes that another wrote: it has the others, changes one,
   * gives the session a new id, and the other finds its own again.
   */
  private void carries(
      BlockingSessionStore here,
      BlockingSessionStore there,
      Release written,
      Map<String, Object> unknown)
      throws ReflectiveOperationException {
    Session session = Session.create(LikeIds.next(), SessionCookie.PLAIN);
    unknown.forEach(session::set);
    session.set("user", "ada");
    session.set("replaced", unknown.get("constant"));
    session.set("status", written.status("PAID"));
    session.set("age", written.make("Age", 99));
    assertThat(there.create(session)).isEqualTo(SaveOutcome.SAVED);

    Session found = here.get(session.id()).orElseThrow();
    assertThat(found.names()).containsOnly("user", "status", "age");
    unknown.keySet().forEach(name -> assertThat(found.get(name)).as(name).isNull());
    assertThat(found.get("status")).hasToString("PAID");
    assertThat(found.get("age")).hasToString("Age[years=99]");
    assertThat(here.update(found)).isEqualTo(SaveOutcome.UNCHANGED);
    found.set("user", "grace");
    found.set("replaced", "here");
    assertThat(here.update(found)).isEqualTo(SaveOutcome.SAVED);
    assertThat(here.regenerate(found, LikeIds.next())).isEqualTo(SaveOutcome.SAVED);

    Session back = there.get(found.id()).orElseThrow();
    Map<String, Object> expected = new LinkedHashMap<>(unknown);
    expected.put("user", "grace");
    expected.put("replaced", "here");
    expected.put("status", written.status("PAID"));
    expected.put("age", written.make("Age", 99));
    assertThat(back.attributes()).isEqualTo(expected);
  }

  private BlockingSessionStore server(Release release, boolean json) {
    return kit()
        .store(
            options ->
                options
                    .serializer(release.serializer(json))
                    .encryption(KeyRing.of(StoreForms.KEY)));
  }
}
