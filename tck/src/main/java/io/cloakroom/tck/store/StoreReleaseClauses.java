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
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** S37, while servers of two releases, which differ in their classes, share encrypted sessions. */
interface StoreReleaseClauses extends StoreClauses {

  /** How attributes begin that both releases know. */
  String KNOWN = "paid ";

  @Test
  default void S37_theOldReleaseCarriesWhatTheNewOneWrote() throws Exception {
    Release before = new Release(ReleaseOne.class);
    Release after = new Release(ReleaseTwo.class);
    Map<String, Object> unknown = new LinkedHashMap<>();
    unknown.putAll(withConstant(after, "SENT"));
    unknown.put("class", after.make("Added", "b"));
    unknown.put("member", after.make("Total", 5));

    carries(before, after, unknown);
  }

  @Test
  default void S37_theNewReleaseCarriesWhatTheOldOneWrote() throws Exception {
    Release before = new Release(ReleaseOne.class);
    Release after = new Release(ReleaseTwo.class);
    Map<String, Object> unknown = new LinkedHashMap<>();
    unknown.putAll(withConstant(before, "LOST"));
    unknown.put("class", before.make("Removed", "b"));
    unknown.put("member", before.make("Total", "five"));
    unknown.put("constructor", before.make("Age", 100));

    carries(after, before, unknown);
  }

  /** Values that hold a constant of an enum, whose constants are in another order elsewhere. */
  @SuppressWarnings({"unchecked", "rawtypes"}) // the enum is loaded for a release
  private static Map<String, Object> withConstant(Release release, String name)
      throws ReflectiveOperationException {
    Object constant = release.status(name);
    Enum raw = (Enum) constant;
    Object[] array = (Object[]) Array.newInstance(constant.getClass(), 1);
    array[0] = constant;
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("constant", constant);
    values.put("in a record", release.make("Order", "a", constant));
    values.put("in a list", new ArrayList<>(List.of("first", constant)));
    values.put("in a list of its own", new ArrayList<>(List.of(constant)));
    values.put("in an array", array);
    values.put("in a set of the enum", EnumSet.of(raw));
    values.put("in a sorted set", new TreeSet<>(List.of(constant)));
    values.put("in a set in a list", new ArrayList<>(List.of(EnumSet.of(raw))));
    values.put("as a key", new LinkedHashMap<>(Map.of(constant, 1)));
    values.put("as a key of the enum", new EnumMap(Map.of(constant, 1)));
    values.put("as a value", new LinkedHashMap<>(Map.of("a", constant)));
    values.put("as an optional", Optional.of(constant));
    return values;
  }

  /** Over JSON, and over Kryo where it is on the class path. */
  private void carries(Release here, Release there, Map<String, Object> unknown)
      throws ReflectiveOperationException {
    for (boolean json : StoreForm.hasKryo() ? List.of(true, false) : List.of(true)) {
      carries(server(here, json), server(there, json), here, there, unknown);
    }
  }

  /**
   * One server can't restore some attributes that another wrote: it has the others, changes one,
   * gives the session a new id, and the other finds its own again.
   */
  private void carries(
      BlockingSessionStore here,
      BlockingSessionStore there,
      Release read,
      Release written,
      Map<String, Object> unknown)
      throws ReflectiveOperationException {
    Session session = Session.create(LikeIds.next(), SessionCookie.PLAIN);
    unknown.forEach(session::set);
    session.set("user", "ada");
    session.set("replaced", unknown.get("constant"));
    session.set("age", written.make("Age", 99));
    withConstant(written, "PAID").forEach((how, value) -> session.set(KNOWN + how, value));
    assertThat(there.create(session)).isEqualTo(SaveOutcome.SAVED);

    Session found = here.get(session.id()).orElseThrow();
    assertThat(found.names()).doesNotContainAnyElementsOf(unknown.keySet());
    unknown.keySet().forEach(name -> assertThat(found.get(name)).as(name).isNull());
    withConstant(read, "PAID")
        .forEach((how, value) -> assertThat(found.get(KNOWN + how)).as(how).isEqualTo(value));
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
    expected.put("age", written.make("Age", 99));
    withConstant(written, "PAID").forEach((how, value) -> expected.put(KNOWN + how, value));
    assertThat(back.names()).containsExactlyInAnyOrderElementsOf(expected.keySet());
    expected.forEach((name, value) -> assertThat(back.get(name)).as(name).isEqualTo(value));
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
