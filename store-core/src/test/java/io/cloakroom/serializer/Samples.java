package io.cloakroom.serializer;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What an application might keep in a session. */
public final class Samples {

  private Samples() {}

  /** All of them that a record can hold. */
  public static List<Class<?>> classes() {
    return List.of(Color.class, Item.class, Page.class, Everything.class, Cart.class);
  }

  public enum Color {
    RED,
    GREEN {
      @Override
      public String mood() {
        return "calm";
      }
    };

    public String mood() {
      return "any";
    }
  }

  public record Item(String sku, int quantity, BigDecimal price, Object note) {}

  public record Page<T>(List<T> entries, long total, Optional<T> next) {}

  @SuppressWarnings("ArrayRecordComponent")
  public record Everything(
      byte b,
      short s,
      int i,
      long l,
      float f,
      double d,
      char c,
      boolean z,
      Long boxed,
      LocalDate date,
      EnumSet<Color> colors,
      EnumMap<Color, List<Item>> byColor,
      Map<Long, Item> byId,
      int[][] grid,
      Item[] items) {}

  public static class Base {
    private long id;
    protected transient int cached;

    public void id(long newId) {
      id = newId;
    }

    public long id() {
      return id;
    }
  }

  public static class Cart extends Base {
    private final List<Item> items = new ArrayList<>();
    private Map<String, List<Long>> numbers = new HashMap<>();
    private Set<Color> colors = new HashSet<>();
    private Cart previous;
    private Number any;

    public Cart() {}

    public List<Item> items() {
      return items;
    }

    public Map<String, List<Long>> numbers() {
      return numbers;
    }

    public Set<Color> colors() {
      return colors;
    }

    public Cart previous(Cart earlier) {
      previous = earlier;
      return this;
    }

    public Cart any(Number number) {
      any = number;
      return this;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Cart cart
          && id() == cart.id()
          && items.equals(cart.items)
          && numbers.equals(cart.numbers)
          && colors.equals(cart.colors)
          && Objects.equals(previous, cart.previous)
          && Objects.equals(any, cart.any);
    }

    @Override
    public int hashCode() {
      return Objects.hash(id(), items, numbers, colors, previous, any);
    }
  }
}
