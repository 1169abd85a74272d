package io.cloakroom.values;

import static io.cloakroom.values.Sample.of;

import acme.shop.Annotated;
import acme.shop.Annotated.Again;
import acme.shop.Annotated.ByBundle;
import acme.shop.Annotated.ByInterface;
import acme.shop.Annotated.ByMember;
import acme.shop.Annotated.ByParameter;
import acme.shop.Annotated.BySetter;
import acme.shop.Annotated.ByType;
import acme.shop.Annotated.Cat;
import acme.shop.Annotated.Coded;
import acme.shop.Annotated.FromBelow;
import acme.shop.Annotated.OnlyName;
import acme.shop.Annotated.Renamed;
import acme.shop.Immutable;
import acme.shop.Immutable.Articles;
import acme.shop.Immutable.Basket;
import acme.shop.Immutable.Begun;
import acme.shop.Immutable.Cached;
import acme.shop.Immutable.Choice;
import acme.shop.Immutable.Either;
import acme.shop.Immutable.Ended;
import acme.shop.Immutable.Event;
import acme.shop.Immutable.Fraction;
import acme.shop.Immutable.Level;
import acme.shop.Immutable.Made;
import acme.shop.Immutable.Money;
import acme.shop.Immutable.Node;
import acme.shop.Immutable.Nothing;
import acme.shop.Immutable.Person;
import acme.shop.Immutable.Primitives;
import acme.shop.Immutable.Rights;
import acme.shop.Immutable.Sorted;
import acme.shop.Immutable.Tags;
import acme.shop.Immutable.Tree;
import acme.shop.Immutable.Trimmed;
import acme.shop.Immutable.Vehicle;
import acme.shop.Immutable.Versioned;
import acme.shop.Immutable.Wrapped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Objects of immutable and annotated classes, and graphs of them. */
final class ImmutableValues {

  private ImmutableValues() {}

  static List<Sample> immutable() {
    Object local = Immutable.local();
    Object capturing = Immutable.capturing(1);
    return List.of(
        of("record without components", new Nothing(), Nothing.class),
        of("record that copies its list", new Tags(List.of("a", "b")), Tags.class),
        of("record that copies its list, empty", new Tags(new ArrayList<>()), Tags.class),
        of(
            "record that copies its set and map",
            new Rights(Set.of("a", "b", "c"), Map.of("x", 1, "y", 2)),
            Rights.class),
        of(
            "record that copies its set and map, empty",
            new Rights(Set.of(), Map.of()),
            Rights.class),
        of("record that wraps its list", new Wrapped(List.of("a")), Wrapped.class),
        of("record that trims its text", new Trimmed(" a "), Trimmed.class),
        of("record that sorts its map", new Sorted(Map.of("b", 1, "a", 2)), Sorted.class),
        of(
            "record of all primitives and an array",
            new Primitives(true, (byte) 1, (short) 2, 'c', 3, 4L, Float.NaN, -0.0, new int[] {1}),
            Primitives.class),
        of("record whose array is null", primitivesOfNull(), Primitives.class),
        of(
            "generic tree of records",
            new Tree<>("a", List.of(new Tree<>("b", List.of()))),
            Tree.class),
        of("record of Optionals", new Either<>(Optional.of(1), Optional.empty()), Either.class),
        of("record that refers to its kind", new Person("a", new Person("b", null)), Person.class),
        of("class whose constructor takes a builder", Made.of("a"), Made.class),
        of("Lombok @SuperBuilder", Vehicle.builder().wheels(4).build(), Vehicle.class),
        of("Lombok @Value with staticName", Money.of("EUR", 5), Money.class),
        of(
            "Lombok @Value @Builder with @Singular, @Default and a transient field",
            Basket.builder().article("a").build(),
            Basket.class),
        of("constant final fields", new Versioned().see("a"), Versioned.class),
        of("constant final fields, as new", new Versioned(), Versioned.class),
        of("sealed: record of a record", new Ended(new Begun(1)), Event.class),
        of("sealed: enum constant with a body", Level.LOW, Event.class),
        of("sealed: a list of all kinds", List.of(new Begun(1), Level.LOW), Event.class),
        of("not sealed, all nested: a record", new Choice.Some("a"), Choice.class),
        of("not sealed, all nested: the one object", Choice.None.INSTANCE, Choice.class),
        of("a record nested in its interface, not allowed", new Choice.Some("a")),
        of("one of a sealed interface's records, not allowed", new Begun(1)),
        of("extends AbstractList", new Articles(List.of("a")), Articles.class),
        of("extends AbstractList, empty", new Articles(List.of()), Articles.class),
        of("extends Number", new Fraction(1, 2), Fraction.class),
        of("local class", local, local.getClass()),
        of("local class that captures", capturing, capturing.getClass()),
        of("transient field beside others", new Cached(), Cached.class));
  }

  private static Primitives primitivesOfNull() {
    return new Primitives(false, (byte) 0, (short) 0, '\0', 0, 0, 0, 0, null);
  }

  static List<Sample> graphs() {
    Node self = new Node("a");
    self.neighbours.add(self);
    Node one = new Node("one");
    Node two = new Node("two");
    one.neighbours.add(two);
    two.neighbours.add(one);
    Node shared = new Node("shared");
    List<Object> holdsItself = new ArrayList<>();
    holdsItself.add(holdsItself);
    Map<String, Object> mapOfItself = new TreeMap<>();
    mapOfItself.put("a", mapOfItself);
    Object[] array = new Object[1];
    array[0] = array;
    return List.of(
        of("an object that knows itself", self, Node.class),
        of("two objects that know each other", one, Node.class),
        of("one object twice in a list", new ArrayList<>(List.of(shared, shared)), Node.class),
        of("a list that holds itself", new Opaque(holdsItself)),
        of("a map that holds itself", new Opaque(mapOfItself)),
        of("an array that holds itself", new Opaque(array)));
  }

  static List<Sample> annotated() {
    return List.of(
        of("@JsonIgnore on an interface's method", new ByInterface(), ByInterface.class),
        of("@JsonIgnore(false) over that", again(), Again.class),
        of("@JsonIgnore on a setter", new BySetter(), BySetter.class),
        of("@JsonIgnoreProperties of an inherited field", new FromBelow(), FromBelow.class),
        of("@JsonIgnoreProperties by the name in JSON", new Renamed(), Renamed.class),
        of("@JsonIncludeProperties", new OnlyName(), OnlyName.class),
        of("an annotation that stands for @JsonIgnore", new ByBundle(), ByBundle.class),
        of("@JsonIgnoreType", new ByType(), ByType.class),
        of("write-only parameter of a constructor", new ByParameter("a", "b"), ByParameter.class),
        of(
            "@JsonIgnoreProperties on a member",
            new ByMember(),
            ByMember.class,
            Annotated.Account.class),
        of("@JsonTypeInfo", new Cat("a"), Cat.class),
        of("@JsonValue and @JsonCreator", new Coded(5), Coded.class));
  }

  private static Again again() {
    Again again = new Again();
    again.password = "kept";
    return again;
  }
}
