package io.cloakroom.micronaut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.record.SessionCookie;
import io.cloakroom.record.SessionRecord;
import io.cloakroom.record.SessionSerializer;
import io.cloakroom.record.UnstorableAttributeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What messages say about {@code cloakroom.store.allow} works for whoever does it. */
class AllowAdviceTest {

  private static final Pattern ADVICE = Pattern.compile("add (\\S+) to cloakroom\\.store\\.allow");

  private static final int MOST_STEPS = 10;

  /** A record that holds others. */
  public record Order(Customer customer, List<Line<?>> lines, State state) {}

  /** A nested class with a constructor of all its fields. */
  public static final class Customer {
    private final String name;

    public Customer(String name) {
      this.name = name;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Customer customer && customer.name.equals(name);
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }
  }

  /** A generic one. */
  public record Line<T>(T article, int amount) {}

  /** An enum whose constants have classes of their own. */
  public enum State {
    OPEN,
    CLOSED {
      @Override
      boolean isOver() {
        return true;
      }
    };

    boolean isOver() {
      return false;
    }
  }

  /** A sealed hierarchy. */
  public sealed interface Payment permits Card, Cash {}

  /** One of its classes. */
  public record Card(String number) implements Payment {}

  /** Another one. */
  public record Cash() implements Payment {}

  static Stream<Object> values() {
    return Stream.of(
        new Customer("ada"),
        new Line<>("pear", 2),
        new Line<>(new Line<>(State.OPEN, 1), 2),
        State.OPEN,
        State.CLOSED,
        new Card("4711"),
        new Order(new Customer("bob"), List.of(new Line<>(new Cash(), 1)), State.CLOSED),
        new ArrayList<>(List.of(Map.of("state", State.CLOSED), Optional.of(new Card("1")))));
  }

  @ParameterizedTest
  @MethodSource("values")
  void whatAMessageSaysToAllowWorksWhenItIsAllowed(Object value) {
    List<String> allow = new ArrayList<>();
    for (int step = 0; step < MOST_STEPS; step++) {
      SessionSerializer serializer = ConfiguredSerializer.of(null, allow);
      try {
        assertThat(kept(serializer, value)).isEqualTo(value);
        assertThat(allow).isNotEmpty();
        return;
      } catch (UnstorableAttributeException e) {
        Matcher advice = ADVICE.matcher(String.valueOf(e.getMessage()));
        assertThat(advice.find()).as(e.getMessage()).isTrue();
        assertThat(allow).as(e.getMessage()).doesNotContain(advice.group(1));
        allow.add(advice.group(1));
      }
    }
    throw new AssertionError(value + " is refused after " + allow + " were allowed");
  }

  @ParameterizedTest
  @MethodSource("values")
  void aPackageAllowsAllOfThem(Object value) {
    List<String> allow = List.of(" " + AllowAdviceTest.class.getPackageName() + ".* ");

    assertThat(kept(ConfiguredSerializer.of(null, allow), value)).isEqualTo(value);
  }

  @Test
  @SuppressWarnings("UnnecessaryStringBuilder") // one is the value of an attribute
  void whatCannotBeAllowedIsNotProposed() {
    Object anonymous = new Object() {};
    Runnable lambda = () -> {};
    for (Object value : List.of(anonymous, lambda, new Thread(), new StringBuilder())) {
      assertThatThrownBy(() -> kept(ConfiguredSerializer.of(null, List.of()), value))
          .isInstanceOf(UnstorableAttributeException.class)
          .satisfies(
              refusal ->
                  assertThat(ADVICE.matcher(String.valueOf(refusal.getMessage())).find())
                      .isFalse());
    }
  }

  private static @Nullable Object kept(SessionSerializer serializer, Object value) {
    byte[] record =
        serializer.serialize(new SessionRecord(SessionCookie.PLAIN, Map.of("value", value)));
    return serializer.deserialize(record).attributes().get("value");
  }
}
