package io.cloakroom.serializer.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.record.SessionSerializer;
import io.cloakroom.record.UnstorableAttributeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Classes whose constructor takes what they hold, both serializers. */
class ImmutableClassesTest {

  static final class Money {
    private final String currency;
    private final long cents;

    Money(String currency, long cents) {
      if (currency.length() != 3) {
        throw new IllegalArgumentException("secret " + currency);
      }
      this.currency = currency;
      this.cents = cents;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Money money
          && currency.equals(money.currency)
          && cents == money.cents;
    }

    @Override
    public int hashCode() {
      return Objects.hash(currency, cents);
    }
  }

  /** Takes a part of its fields, in another order, and copies one. */
  static class Order {
    private final List<Money> items;
    private final String number;
    private int visits;
    private final List<String> notes = new ArrayList<>();

    Order(String number, List<Money> items) {
      this.number = number;
      this.items = List.copyOf(items);
    }

    Order(String number) {
      this(number, List.of());
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Order order
          && number.equals(order.number)
          && items.equals(order.items)
          && notes.equals(order.notes)
          && visits == order.visits;
    }

    @Override
    public int hashCode() {
      return number.hashCode();
    }
  }

  static class Special extends Order {
    private final String reason;

    Special(String number, List<Money> items, String reason) {
      super(number, items);
      this.reason = reason;
    }

    @Override
    public boolean equals(Object other) {
      return super.equals(other)
          && other instanceof Special special
          && reason.equals(special.reason);
    }

    @Override
    public int hashCode() {
      return super.hashCode();
    }
  }

  static final class Hashed {
    final int password;

    Hashed(int password) {
      this.password = 31 * password + 1;
    }
  }

  record Sku(String code) {
    Sku {
      code = "SKU-" + code;
    }
  }

  static final class Validated {
    int size;

    Validated(int size) {
      if (size > 10) {
        throw new IllegalArgumentException("secret " + size);
      }
      this.size = size;
    }
  }

  static final class Unclear {
    final String first;

    Unclear(String given) {
      first = given.trim();
    }

    Unclear(String given, int times) {
      first = given.repeat(times);
    }
  }

  static final class NoWay {
    final long sum;

    NoWay(int a, int b) {
      sum = (long) a + b;
    }
  }

  @ParameterizedTest
  @EnumSource
  void S2_objectsComeBackByTheConstructorThatTakesTheirFields(Format format) {
    Order order = new Order("o1", List.of(new Money("EUR", 5), new Money("USD", -1)));
    order.visits = 3;
    order.notes.add("late");

    assertThat(format.roundTrip(order, Order.class, Money.class)).isEqualTo(order);
    Special special = new Special("s", List.of(new Money("CHF", 0)), "gift");
    assertThat(format.roundTrip(special, Special.class, Money.class)).isEqualTo(special);
  }

  @ParameterizedTest
  @EnumSource
  void S2_aConstructorThatChangesWhatItTakesIsFoundWhenSaved(Format format) {
    assertThatThrownBy(() -> format.roundTrip(new Hashed(7), Hashed.class))
        .isInstanceOf(UnstorableAttributeException.class)
        .hasMessageContaining(
            "Hashed, which has a constructor that does not give back the password");
    assertThatThrownBy(() -> format.roundTrip(new Sku("1"), Sku.class))
        .isInstanceOf(UnstorableAttributeException.class)
        .hasMessageContaining("code");
  }

  @ParameterizedTest
  @EnumSource
  void S2_whatTheConstructorWouldRefuseIsRefusedWhenSaved(Format format) {
    Validated broken = new Validated(1);
    broken.size = 11;

    assertThatThrownBy(() -> format.roundTrip(broken, Validated.class))
        .isInstanceOf(UnstorableAttributeException.class)
        .hasMessageContaining("its constructor refuses")
        .hasMessageContaining("java.lang.IllegalArgumentException")
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @EnumSource
  void S2_whatNoConstructorTakesIsRefusedWhenAllowed(Format format) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> format.allowing(NoWay.class))
        .withMessageContaining("NoWay, which has no constructor that is known to take its fields")
        .withMessageContaining("or make the class a record, let one take them all");
  }

  @ParameterizedTest
  @EnumSource
  void S2_withoutParameterNamesTheOrderIsTriedOut(Format format) throws Exception {
    Class<?> straight =
        CompiledClass.withoutParameterNames(
            "acme.Straight",
            """
            package acme;
            public final class Straight {
              private final String first, last;
              public Straight(String a, String b) { first = a; last = b; }
              @Override public boolean equals(Object o) {
                return o instanceof Straight s && first.equals(s.first) && last.equals(s.last);
              }
              @Override public int hashCode() { return first.hashCode(); }
            }
            """);
    Object ada = straight.getConstructor(String.class, String.class).newInstance("Ada", "L");
    assertThat(format.roundTrip(ada, straight)).isEqualTo(ada);

    Class<?> crossed =
        CompiledClass.withoutParameterNames(
            "acme.Crossed",
            """
            package acme;
            public final class Crossed {
              private final String first, last;
              public Crossed(String a, String b) { first = b; last = a; }
            }
            """);
    Object swapped = crossed.getConstructor(String.class, String.class).newInstance("Ada", "L");
    assertThatThrownBy(() -> format.roundTrip(swapped, crossed))
        .isInstanceOf(UnstorableAttributeException.class)
        .hasMessageContaining("does not give back the first");
  }

  @ParameterizedTest
  @EnumSource
  void S2_anOrderThatChangedBetweenReleasesIsFoundWhenRestored(Format format) throws Exception {
    String fields =
        "package acme; public final class Moved { private final String first, last;"
            + " public Moved(String a, String b) { %s } }";
    Class<?> before =
        CompiledClass.withoutParameterNames("acme.Moved", fields.formatted("first = a; last = b;"));
    Class<?> after =
        CompiledClass.withoutParameterNames("acme.Moved", fields.formatted("first = b; last = a;"));
    Object moved = before.getConstructor(String.class, String.class).newInstance("Ada", "L");
    SessionSerializer reader = format.allowing(after);

    byte[] bytes = Format.bytes(format.allowing(before), moved);

    assertThat(after.isInstance(restoredOrNull(reader, bytes))).isFalse();
  }

  private static Object restoredOrNull(SessionSerializer reader, byte[] bytes) {
    try {
      return Format.attribute(reader, bytes);
    } catch (RuntimeException e) {
      return null;
    }
  }

  @ParameterizedTest
  @EnumSource
  void S2_oneFieldAndOneParameterOfItsTypeAreTriedOut(Format format) {
    Unclear trimmed = new Unclear(" a ");
    assertThat(((Unclear) format.roundTrip(trimmed, Unclear.class)).first).isEqualTo("a");
  }
}
