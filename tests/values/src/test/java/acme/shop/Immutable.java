package acme.shop;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import lombok.AllArgsConstructor;
import lombok.EqualsAndHashCode;
import lombok.Singular;
import lombok.Value;
import lombok.With;
import lombok.experimental.NonFinal;
import lombok.experimental.SuperBuilder;

/** Immutable classes, records, generics, singletons and graphs, as applications have them. */
public final class Immutable {

  private Immutable() {}

  public record Nothing() {}

  public record Tags(List<String> tags) {
    public Tags {
      tags = List.copyOf(tags);
    }
  }

  public record Rights(Set<String> roles, Map<String, Integer> limits) {
    public Rights {
      roles = Set.copyOf(roles);
      limits = Map.copyOf(limits);
    }
  }

  public record Wrapped(List<String> names) {
    public Wrapped {
      names = Collections.unmodifiableList(new ArrayList<>(names));
    }
  }

  public record Trimmed(String name) {
    public Trimmed {
      name = name.strip();
    }
  }

  public record Sorted(Map<String, Integer> counts) {
    public Sorted {
      counts = new TreeMap<>(counts);
    }
  }

  public record Primitives(
      boolean a, byte b, short c, char d, int e, long f, float g, double h, int[] i) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Primitives p
          && (a == p.a && b == p.b && c == p.c && d == p.d && e == p.e && f == p.f)
          && (Float.compare(g, p.g) == 0 && Double.compare(h, p.h) == 0)
          && Arrays.equals(i, p.i);
    }

    @Override
    public int hashCode() {
      return e;
    }
  }

  public record Tree<T extends Comparable<T>>(T value, List<Tree<T>> below) {}

  public record Either<L, R>(Optional<L> left, Optional<R> right) {}

  /** Its fields come through a builder alone. */
  public static final class Made {
    private final String name;

    private Made(Builder builder) {
      name = builder.name;
    }

    public String name() {
      return name;
    }

    public static Made of(String name) {
      Builder builder = new Builder();
      builder.name = name;
      return new Made(builder);
    }

    private static final class Builder {
      private String name;
    }
  }

  @Value
  @AllArgsConstructor(staticName = "of")
  @With
  public static class Money {
    String currency;
    long cents;
  }

  @Value
  @lombok.Builder(toBuilder = true)
  public static class Basket {
    @Singular List<String> articles;
    @lombok.Builder.Default int amount = 1;
    @NonFinal transient int cached;
  }

  @SuperBuilder
  @EqualsAndHashCode
  public static class Vehicle {
    private final int wheels;
  }

  /** A class with a constant final field, which its constructor sets. */
  public static final class Versioned {
    private final int version = 3;
    private final List<String> seen = new ArrayList<>();
    private volatile String last;

    public Versioned see(String name) {
      seen.add(name);
      last = name;
      return this;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Versioned v
          && version == v.version
          && seen.equals(v.seen)
          && Objects.equals(last, v.last);
    }

    @Override
    public int hashCode() {
      return seen.hashCode();
    }
  }

  /** Has a default method, which is nothing to store. */
  public interface Named {
    String first();

    default String shout() {
      return first().toUpperCase(java.util.Locale.ROOT);
    }
  }

  public record Person(String first, Person spouse) implements Named {}

  public sealed interface Event permits Begun, Ended, Level {}

  public record Begun(long at) implements Event {}

  public record Ended(Event of) implements Event {}

  public enum Level implements Event {
    LOW {
      @Override
      int value() {
        return 1;
      }
    };

    abstract int value();
  }

  /** Not sealed, but all that implements it stands in it. */
  public interface Choice {
    record Some(String what) implements Choice {}

    final class None implements Choice {
      public static final None INSTANCE = new None();

      private None() {}

      private Object readResolve() {
        return INSTANCE;
      }
    }
  }

  /** Knows its neighbours, itself too. */
  public static final class Node {
    public final List<Node> neighbours = new ArrayList<>();
    public String name;

    public Node(String name) {
      this.name = name;
    }

    private Node() {}

    /** As far as this goes for what may be a cycle. */
    @Override
    public boolean equals(Object other) {
      return other instanceof Node node
          && name.equals(node.name)
          && neighbours.size() == node.neighbours.size()
          && neighbours.stream().filter(each -> each == this).count()
              == node.neighbours.stream().filter(each -> each == node).count();
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }
  }

  /** Its only state is transient, beside a field that is stored. */
  public static final class Cached {
    private String name = "a";
    private transient int length = 1;

    @Override
    public boolean equals(Object other) {
      return other instanceof Cached cached && cached.name.equals(name);
    }

    @Override
    public int hashCode() {
      return length;
    }
  }

  /** A list of its own, which holds another. */
  public static final class Articles extends java.util.AbstractList<String> {
    private final List<String> all;

    public Articles(List<String> all) {
      this.all = all;
    }

    @Override
    public String get(int index) {
      return all.get(index);
    }

    @Override
    public int size() {
      return all.size();
    }
  }

  /** A number of its own. */
  public static final class Fraction extends Number {
    private final int above;
    private final int below;

    public Fraction(int above, int below) {
      this.above = above;
      this.below = below;
    }

    @Override
    public int intValue() {
      return above / below;
    }

    @Override
    public long longValue() {
      return intValue();
    }

    @Override
    public float floatValue() {
      return (float) doubleValue();
    }

    @Override
    public double doubleValue() {
      return (double) above / below;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Fraction f && above == f.above && below == f.below;
    }

    @Override
    public int hashCode() {
      return above;
    }
  }

  public static Object local() {
    class Local {
      private int x = 5;

      @Override
      public boolean equals(Object other) {
        return other instanceof Local local && local.x == x;
      }

      @Override
      public int hashCode() {
        return x;
      }
    }

    return new Local();
  }

  public static Object capturing(int captured) {
    class Capturing {
      int y() {
        return captured;
      }
    }

    return new Capturing();
  }
}
