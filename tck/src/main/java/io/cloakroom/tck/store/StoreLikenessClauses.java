package io.cloakroom.tck.store;

import static io.cloakroom.session.SaveOutcome.UNCHANGED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.tck.client.CountingRedisCommands;
import io.cloakroom.tck.client.LikeIds;
import io.cloakroom.tck.store.fixture.StoreClauses;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Date;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** S12, S35 and S36: what is so like another that a careless store takes it for that. */
interface StoreLikenessClauses extends StoreClauses {

  /** A value that is changed in place, and how; some keep their hash code. */
  @SuppressWarnings("JavaUtilDate") // a session may hold one, and it can be changed
  private static IdentityHashMap<Object, Consumer<Object>> changing() {
    IdentityHashMap<Object, Consumer<Object>> changing = new IdentityHashMap<>();
    changing.put(new ArrayList<>(List.of("Aa", "b")), it -> asList(it).set(0, "BB"));
    changing.put(
        new ArrayList<>(List.of(new ArrayList<>(List.of("Aa")))),
        it -> asList(asList(it).get(0)).set(0, "BB"));
    changing.put(
        new LinkedHashMap<>(Map.of("a", new ArrayList<>(List.of("Aa")))),
        it -> asList(((Map<?, ?>) it).get("a")).set(0, "BB"));
    changing.put(new byte[] {1, 2}, it -> ((byte[]) it)[1] = 3);
    changing.put(new int[] {1, 2}, it -> ((int[]) it)[1] = 3);
    changing.put(new String[] {"Aa"}, it -> ((String[]) it)[0] = "BB");
    changing.put(new ArrayDeque<>(List.of("Aa")), it -> asQueue(it).add("b"));
    changing.put(new AtomicInteger(1), it -> ((AtomicInteger) it).set(2));
    changing.put(new Date(1L << 32), it -> ((Date) it).setTime(1));
    changing.put(BitSet.valueOf(new long[] {1}), it -> ((BitSet) it).flip(0, 70));
    holders()
        .forEach(
            (hold, open) ->
                changing.put(
                    hold.apply(new ArrayList<>(List.of("Aa"))),
                    it -> asList(open.apply(it)).set(0, "BB")));
    return changing;
  }

  /** What can't be changed itself, and may hold what can: how to make it, and how to open it. */
  private static Map<Function<Object, Object>, Function<Object, Object>> holders() {
    Map<Function<Object, Object>, Function<Object, Object>> holders = new LinkedHashMap<>();
    holders.put(List::of, it -> asList(it).get(0));
    holders.put(held -> List.of(List.of(held), 1), it -> asList(asList(it).get(0)).get(0));
    holders.put(held -> Map.of("a", held), it -> ((Map<?, ?>) it).get("a"));
    holders.put(Optional::of, it -> ((Optional<?>) it).orElseThrow());
    holders.put(held -> Map.entry("a", held), it -> ((Map.Entry<?, ?>) it).getValue());
    return holders;
  }

  @SuppressWarnings("unchecked") // a list of texts
  private static List<Object> asList(@Nullable Object value) {
    return (List<Object>) Objects.requireNonNull(value);
  }

  @SuppressWarnings("unchecked") // a queue of texts
  private static ArrayDeque<Object> asQueue(Object value) {
    return (ArrayDeque<Object>) value;
  }

  private static String shown(Session session) {
    return Arrays.deepToString(new Object[] {session.get("value")});
  }

  @Test
  default void S35_aChangeInPlaceOfAnyKindOfValueIsFound() {
    BlockingSessionStore store = kit().store();
    changing()
        .forEach(
            (value, change) -> {
              Session begun = kit().session();
              begun.set("value", value);
              store.create(begun);
              Session loaded = store.get(begun.id()).orElseThrow();
              change.accept(loaded.get("value"));
              isSaved(store, loaded);
              change.accept(loaded.get("value"));
              loaded.set("colour", "green");
              isSaved(store, loaded);

              Session another = kit().session();
              another.set("value", loaded.get("value"));
              store.create(another);
              change.accept(another.get("value"));
              another.set("colour", "green");
              isSaved(store, another);
            });
  }

  private void isSaved(BlockingSessionStore store, Session session) {
    String expected = shown(session);
    store.update(session);
    assertThat(shown(kit().load(session.id()))).isEqualTo(expected);
  }

  @Test
  default void S36_valuesAndRecordsOfOneHashCodeAreNotTheSame() {
    BlockingSessionStore store = kit().store();
    BlockingSessionStore other = kit().store();
    Session session = kit().session();
    session.set("a", "Aa");
    store.create(session);
    for (String text : List.of("BB", "Aa", "BB")) {
      Session theirs = other.get(session.id()).orElseThrow();
      Session held = store.get(session.id()).orElseThrow();
      theirs.set("a", text);
      assertThat(theirs.isModified()).isTrue();
      assertThat(other.update(theirs)).isEqualTo(SaveOutcome.SAVED);
      assertThat(store.get(session.id()).orElseThrow().get("a")).isEqualTo(text);
      assertThat(store.all().map(each -> each.get("a"))).containsExactly(text);

      held.set("colour", text);
      assertThat(store.update(held)).isEqualTo(SaveOutcome.SAVED);
      assertThat(held.get("a")).as("seen by whoever lost the race").isEqualTo(text);
      assertThat(other.get(session.id()).orElseThrow().attributes())
          .isEqualTo(Map.of("user", "ada", "a", text, "colour", text));
    }
  }

  /** What is written alike is not the same if its class is another. */
  @Test
  default void S36_aValueOfAnotherClassIsAChange() {
    List<List<Object>> alike =
        List.of(
            List.of(5, 5L),
            List.of(1.5f, 1.5),
            List.of("2026-01-01T00:00:00Z", Instant.parse("2026-01-01T00:00:00Z")),
            List.of(new ArrayList<>(List.of("a")), new LinkedHashSet<>(List.of("a"))),
            List.of("DAYS", ChronoUnit.DAYS));
    for (List<Object> both : alike) {
      for (int first = 0; first < 2; first++) {
        Session session = kit().session();
        session.set("value", both.get(first));
        kit().store().create(session);
        Object other = both.get(1 - first);

        Session held = kit().load(session.id());
        held.set("value", other);
        assertThat(kit().store().update(held)).as("%s", both).isEqualTo(SaveOutcome.SAVED);

        assertThat(kit().load(session.id()).get("value"))
            .as("%s", both)
            .isEqualTo(other)
            .hasSameClassAs(other);
      }
    }
  }

  /** Other programs, and other releases of a serializer, spell equal values otherwise. */
  @Test
  default void S36_whatIsSpeltOtherwiseIsNoChange() {
    Map<String, Supplier<Object>> values =
        Map.of(
            "text", () -> "coat",
            "number", () -> 0.15625,
            "list", () -> new ArrayList<>(List.of("coat", "hat")),
            "set", () -> new LinkedHashSet<>(List.of("coat", "hat")),
            "map", () -> new LinkedHashMap<>(Map.of("coat", List.of("hat"))));
    Map<String, UnaryOperator<String>> spellings = new LinkedHashMap<>();
    spellings.put("spaces", StoreLikenessClauses::spaced);
    spellings.put("escapes", json -> json.replace("coat", "co\\u0061t"));
    spellings.put("zeros", json -> json.replace("0.15625", "0.156250"));
    spellings.put(
        "all of them",
        json -> spaced(json).replace("coat", "\\u0063oat").replace("0.15625", "1.5625E-1"));
    CountingRedisCommands counted = CountingRedisCommands.over(kit().client());
    BlockingSessionStore store = kit().store(counted, options -> {});
    spellings.forEach(
        (how, spelling) -> {
          Session created = kit().session();
          values.forEach((name, value) -> created.set(name, value.get()));
          store.create(created);
          String spelt = spelling.apply(kit().recordOf(created.id()).orElseThrow());
          kit().putRecord(created.id(), spelt.getBytes(UTF_8));
          Session reader = store.get(created.id()).orElseThrow();
          Session writer = store.get(created.id()).orElseThrow();
          counted.reset();

          assertThat(reader.attributes()).isEqualTo(created.attributes());
          assertThat(store.update(reader)).as("read, with %s", how).isEqualTo(UNCHANGED);
          values.forEach((name, value) -> writer.set(name, value.get()));
          assertThat(store.update(writer)).as("set, with %s", how).isEqualTo(UNCHANGED);
          assertThat(counted.total()).isZero();
          assertThat(kit().recordOf(created.id())).contains(spelt);
        });
  }

  private static String spaced(String json) {
    return json.replace("\":", "\" : ").replace(",\"", " ,\n\"");
  }

  /** Stores in one JVM may share an id, also as one object, and nothing else. */
  @Test
  default void S12_oneIdIsAnotherSessionInEachStore() {
    Map<String, BlockingSessionStore> stores = new LinkedHashMap<>();
    for (String name : List.of("a:", "b:", "a:b:")) {
      stores.put(name, kit().store(options -> options.prefix(kit().prefix() + name)));
    }
    stores.put(
        "hashed", kit().store(options -> options.prefix(kit().prefix() + "c:").idHashing(true)));
    SessionId id = LikeIds.next();
    SessionId next = LikeIds.next();
    Map<String, Session> sessions = new HashMap<>();
    stores.forEach(
        (name, store) -> {
          assertThat(store.get(id)).as("before it begins in %s", name).isEmpty();
          Session session = Session.create(id, kit().session().cookie());
          session.set("in", name);
          assertThat(store.create(session)).as(name).isEqualTo(SaveOutcome.SAVED);
          sessions.put(name, session);
        });
    stores.forEach(
        (name, store) -> {
          assertThat(store.get(id).orElseThrow().get("in")).isEqualTo(name);
          Session read = store.getAndTouch(id, null).orElseThrow();
          read.set("again", name);
          assertThat(store.update(read)).as(name).isEqualTo(SaveOutcome.SAVED);
          assertThat(store.touch(read)).as(name).isTrue();
        });
    stores.forEach(
        (name, store) -> {
          assertThat(store.wasReplaced(id)).as(name).isFalse();
          assertThat(store.regenerate(Objects.requireNonNull(sessions.get(name)), next))
              .isEqualTo(SaveOutcome.SAVED);
          assertThat(store.wasReplaced(id)).as(name).isTrue();
          assertThat(store.get(next).orElseThrow().attributes())
              .isEqualTo(Map.of("in", name, "again", name));
        });
    stores.forEach(
        (name, store) -> {
          assertThat(store.destroy(next)).as(name).isTrue();
          assertThat(store.destroy(next)).as("%s, again", name).isFalse();
        });
  }
}
