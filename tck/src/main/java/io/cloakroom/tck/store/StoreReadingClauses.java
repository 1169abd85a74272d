package io.cloakroom.tck.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.record.SessionCookie;
import io.cloakroom.record.UnstorableAttributeException;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.tck.client.CountingRedisCommands;
import io.cloakroom.tck.client.LikeIds;
import io.cloakroom.tck.store.fixture.StoreClauses;
import java.math.BigInteger;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** S1 to S4: what a store gives back, and for which ids and keys. */
interface StoreReadingClauses extends StoreClauses {

  /** A class that no serializer has been allowed to restore. */
  final class Stranger {}

  @Test
  default void S1_getOfAnUnknownIdIsEmpty() {
    assertThat(kit().store().get(LikeIds.next())).isEmpty();
    assertThat(kit().store().getAndTouch(LikeIds.next(), null)).isEmpty();
  }

  @Test
  default void S2_anyNumberOfAttributesAndTextsOfAnyLengthComeBack() {
    for (int count : new int[] {127, 128, 255, 256, 257, 1_000}) {
      Map<String, Object> values = new LinkedHashMap<>();
      IntStream.range(0, count).forEach(i -> values.put("name " + i, i));
      assertComeBack(values);
    }
    for (int length : new int[] {32_768, 65_535, 65_536, 200_000}) {
      assertComeBack(
          Map.of(
              "plain",
              "x".repeat(length),
              "wide",
              "\u6f22".repeat(length / 3),
              "n".repeat(length / 100),
              "a long name"));
    }
  }

  private void assertComeBack(Map<String, Object> values) {
    Session session = Session.create(LikeIds.next(), SessionCookie.PLAIN);
    values.forEach(session::set);
    kit().store().create(session);

    assertThat(kit().load(session.id()).attributes()).isEqualTo(values);
  }

  @Test
  default void S2_whatWasSetComesBackEqualAndOfTheSameClass() {
    Session session = kit().session();
    manyValues().forEach(session::set);
    kit().store().create(session);

    Session loaded = kit().load(session.id());

    // made a second time, since a store that spoils a value spoils the one that it was given
    Map<String, Object> values = manyValues();
    values.forEach(
        (name, value) -> {
          assertThat(loaded.get(name)).as(name).isEqualTo(value);
          if (value != null) {
            assertThat(loaded.get(name)).as(name).hasSameClassAs(value);
          }
        });
    values.put("user", "ada");
    assertThat(loaded.names()).containsExactlyInAnyOrderElementsOf(values.keySet());
  }

  private static Map<String, Object> manyValues() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("unicode", "é漢😀\u2028\u0000\"\\");
    values.put("empty", "");
    values.put("a constant whose text is not its name", ChronoUnit.DAYS);
    values.put("yes", true);
    values.put("int", 42);
    values.put("small long", 42L);
    values.put("long", Long.MAX_VALUE);
    values.put("double", 0.1);
    values.put("whole double", 3.0);
    values.put("big", new BigInteger("123456789012345678901234567890"));
    values.put("null", null);
    values.put("list", new ArrayList<>(Arrays.asList("a", null, 1, 2L)));
    values.put("map", new LinkedHashMap<>(Map.of("inner", new LinkedHashMap<>())));
    return values;
  }

  @Test
  default void S2_aSessionWithoutAttributesComesBackWithoutAny() {
    Session session = kit().session();
    session.remove("user");
    kit().store().create(session);

    assertThat(kit().load(session.id()).attributes()).isEmpty();
  }

  @Test
  default void S2_whatIsSetReplacesWhatWasThereAndWhatIsRemovedIsGone() {
    Session session = kit().session();

    session.set("user", "bob");
    assertThat(session.get("user", String.class)).isEqualTo("bob");
    session.remove("user");
    session.remove("user");
    assertThat(session.get("user", String.class)).isNull();
    assertThat(session.names()).isEmpty();

    Session stored = kit().stored();
    stored.set("user", "bob");
    kit().store().update(stored);
    assertThat(kit().load(stored.id()).attributes()).isEqualTo(Map.of("user", "bob"));
    stored.remove("user");
    kit().store().update(stored);
    assertThat(kit().load(stored.id()).names()).isEmpty();
  }

  @Test
  default void S2_aValueThatWouldNotComeBackIsRefusedByNameAndClass() {
    Session session = kit().stored();
    session.set("guest", new Stranger());

    assertThatThrownBy(() -> kit().store().update(session))
        .isInstanceOf(UnstorableAttributeException.class)
        .hasMessageContaining("guest")
        .hasMessageContaining(Stranger.class.getName());
    assertThat(kit().load(session.id()).attributes())
        .as("the session as it was stored before")
        .isEqualTo(Collections.singletonMap("user", "ada"));
  }

  @Test
  default void S2_aChangeThatWasRefusedIsSavedOnceTheAttributeIsGone() {
    Session session = kit().stored();
    session.set("colour", "green");
    session.set("guest", new Stranger());
    assertThatThrownBy(() -> kit().store().update(session))
        .isInstanceOf(UnstorableAttributeException.class);

    session.remove("guest");
    kit().store().update(session);

    assertThat(kit().load(session.id()).get("colour")).isEqualTo("green");
  }

  @Test
  default void S3_anIdThatIsNoIdIsRefusedBeforeAnyCommand() {
    Stream.of("", "x".repeat(4097), "a\ud83d", "\ude00b", "\ude00\ud83d", null)
        .forEach(text -> assertThatIllegalArgumentException().isThrownBy(() -> SessionId.of(text)));
  }

  @Test
  @SuppressWarnings("NullAway") // the misuse that is tested
  default void S3_whatIsWrongWithAnIdIsSaidWithoutTheId() {
    Map<String, String> faults =
        Map.of(
            "",
            "is empty",
            "secret".repeat(1000),
            "has 6000",
            "a secret id \ud83d",
            "has half of a surrogate pair");

    faults.forEach(
        (text, fault) ->
            assertThatIllegalArgumentException()
                .isThrownBy(() -> SessionId.of(text))
                .withMessageEndingWith(fault)
                .withMessageNotContaining("secret"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SessionId.of(null))
        .withMessageEndingWith("is null");
  }

  @Test
  @SuppressWarnings("NullAway") // the misuse that is tested
  default void S3_nullIsRefusedBeforeAnyCommand() {
    CountingRedisCommands counted = CountingRedisCommands.over(kit().client());
    BlockingSessionStore store = kit().store(counted, options -> {});
    Session session = kit().session();
    List<Runnable> calls =
        List.of(
            () -> store.get(null),
            () -> store.getAndTouch(null, null),
            () -> store.create(null),
            () -> store.update(null),
            () -> store.set(null),
            () -> store.touch(null),
            () -> store.destroy(null),
            () -> store.regenerate(null, LikeIds.next()),
            () -> store.regenerate(session, null));

    calls.forEach(call -> assertThatIllegalArgumentException().isThrownBy(call::run));

    assertThat(counted.commands().size()).isZero();
  }

  @Test
  default void S4_theKeyIsThePrefixAndTheId() {
    Session session = kit().stored();

    assertThat(kit().recordOf(session.id())).isPresent();
  }

  @Test
  default void S4_thePrefixIsSessByDefault() {
    Session session = kit().session();
    BlockingSessionStore store = kit().store(options -> options.prefix("sess:"));
    BlockingSessionStore usual = kit().withUsualPrefix();

    usual.create(session);

    assertThat(store.destroy(session.id())).as("there was a session under sess:").isTrue();
  }

  @Test
  default void S4_withAnEmptyPrefixWhatWalksOverAllSessionsIsRefused() {
    BlockingSessionStore store = kit().store(options -> options.prefix(""));
    List<Runnable> calls = List.of(store::ids, store::all, store::length, store::clear);

    calls.forEach(
        call ->
            assertThatThrownBy(call::run)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("prefix"));
  }
}
