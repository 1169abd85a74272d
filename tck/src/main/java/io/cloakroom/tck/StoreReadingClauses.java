package io.cloakroom.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.serializer.UnstorableAttributeException;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** S1 to S4: what a store gives back, and for which ids and keys. */
interface StoreReadingClauses extends StoreClauses {

  /** A class that no serializer has been allowed to restore. */
  final class Stranger {}

  @Test
  default void S1_getOfAnUnknownIdIsEmpty() {
    assertThat(kit().store().get(SessionId.random())).isEmpty();
    assertThat(kit().store().getAndTouch(SessionId.random(), null)).isEmpty();
  }

  @Test
  default void S2_whatWasSetComesBackEqualAndOfTheSameClass() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("unicode", "é漢😀\u2028\u0000\"\\");
    values.put("empty", "");
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
    values.put("", "not used");
    values.remove("");
    Session session = kit().session();
    values.forEach(session::set);
    kit().store().create(session);

    Session loaded = kit().load(session.id());

    values.forEach(
        (name, value) -> {
          assertThat(loaded.get(name)).as(name).isEqualTo(value);
          if (value != null) {
            assertThat(loaded.get(name)).as(name).hasSameClassAs(value);
          }
        });
    assertThat(loaded.names()).containsAll(values.keySet());
  }

  @Test
  default void S2_aSessionWithoutAttributesComesBackWithoutAny() {
    Session session = kit().session();
    session.remove("user");
    kit().store().create(session);

    assertThat(kit().load(session.id()).attributes()).isEmpty();
  }

  @Test
  default void S2_settingAndRemovingAnswerWhatWasThere() {
    Session session = kit().session();

    assertThat(session.set("user", "bob")).isEqualTo("ada");
    assertThat(session.set("colour", "green")).isNull();
    assertThat(session.remove("user")).isEqualTo("bob");
    assertThat(session.remove("user")).isNull();
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
    Stream.of("", " ", "\t", "a b", "a:b", "a\nb", "é", "x".repeat(257), "*", "a\u0000", null)
        .forEach(text -> assertThatIllegalArgumentException().isThrownBy(() -> SessionId.of(text)));
  }

  @Test
  @SuppressWarnings("NullAway") // the misuse that is tested
  default void S3_whatIsWrongWithAnIdIsSaidWithoutTheId() {
    Map<String, String> faults =
        Map.of(
            " ",
            "is blank",
            "x".repeat(257),
            "has 257",
            "a secret id",
            "has a character that is not among them");

    faults.forEach(
        (text, fault) ->
            assertThatIllegalArgumentException()
                .isThrownBy(() -> SessionId.of(text))
                .withMessageEndingWith(fault)
                .withMessageNotContaining("secret"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SessionId.of(null))
        .withMessageEndingWith("is null");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SessionId.of("x".repeat(255) + ":"))
        .withMessageEndingWith("has a character that is not among them");
    assertThat(SessionId.of("x".repeat(256)).value()).hasSize(256);
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
            () -> store.regenerate(null, SessionId.random()),
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
  default void S4_thePrefixIsSessUnlessSaid() {
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
