package io.cloakroom.tck.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cloakroom.record.UnstorableAttributeException;
import io.cloakroom.session.Session;
import io.cloakroom.tck.store.fixture.StoreClauses;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** S11: what of a conflict is whose. */
interface StoreMergeClauses extends StoreClauses {

  @Test
  default void S11_whatOthersRemovedStaysRemoved() {
    Session one = kit().stored();
    Session other = kit().load(one.id());
    one.set("colour", "green");
    other.remove("user");

    kit().store().update(other);
    kit().store().update(one);

    Map<String, Object> left = Map.of("colour", "green");
    assertThat(kit().load(one.id()).attributes()).isEqualTo(left);
    assertThat(one.attributes()).as("seen by whoever lost the race").isEqualTo(left);
  }

  @Test
  default void S11_whatOthersChangedInAListThatWasOnlyReadIsTheirs() {
    Session session = kit().session();
    session.set("basket", new ArrayList<>(List.of("pen")));
    kit().store().create(session);
    Session reader = kit().load(session.id());
    Session other = kit().load(session.id());
    assertThat(reader.get("basket")).isEqualTo(List.of("pen"));
    other.set("basket", new ArrayList<>(List.of("pen", "ink")));
    reader.set("colour", "green");

    kit().store().update(other);
    kit().store().update(reader);

    Session after = kit().load(session.id());
    assertThat(after.get("basket")).isEqualTo(List.of("pen", "ink"));
    assertThat(after.get("colour")).isEqualTo("green");
    assertThat(reader.get("basket")).as("what is read next").isEqualTo(List.of("pen", "ink"));
  }

  @Test
  default void S11_aCookieThatOthersChangedIsTheirs() {
    Session one = kit().stored();
    Session other = kit().load(one.id());
    one.set("colour", "green");
    other.setCookie(other.cookie().withMaxAge(Duration.ofDays(30)));

    kit().store().update(other);
    kit().store().update(one);

    assertThat(kit().load(one.id()).cookie().maxAge()).isEqualTo(Duration.ofDays(30));
    assertThat(one.cookie().maxAge()).isEqualTo(Duration.ofDays(30));
  }

  @Test
  default void S11_aSaveThatWasRefusedForgetsNoChange() {
    Session one = kit().stored();
    Session other = kit().load(one.id());
    one.set("colour", "green");
    one.set("thread", Thread.currentThread());
    assertThatExceptionOfType(UnstorableAttributeException.class)
        .isThrownBy(() -> kit().store().update(one));
    other.set("size", 3);
    kit().store().update(other);

    one.remove("thread");
    kit().store().update(one);

    assertThat(kit().load(one.id()).attributes())
        .isEqualTo(Map.of("user", "ada", "colour", "green", "size", 3));
  }
}
