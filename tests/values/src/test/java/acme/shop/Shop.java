package acme.shop;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import lombok.AllArgsConstructor;
import lombok.Builder;
import lombok.Data;
import lombok.NoArgsConstructor;
import lombok.Value;

/** Classes as applications have them; compiled without {@code -parameters}. */
public final class Shop {

  private Shop() {}

  public enum Size {
    SMALL,
    LARGE {
      @Override
      public String toString() {
        return "large";
      }
    }
  }

  public record Item(String article, int amount) {}

  public record Page<T>(List<T> entries, T next) {}

  public record Positive(int value) {
    public Positive {
      if (value <= 0) {
        throw new IllegalArgumentException("not positive");
      }
    }
  }

  public record Prefixed(String code) {
    public Prefixed {
      code = "P" + code;
    }
  }

  public record Secret(String name, @JsonIgnore String password) {}

  public sealed interface Shape permits Circle, Square {}

  public record Circle(int radius) implements Shape {}

  public record Square(int side) implements Shape {}

  @Data
  public static class Bean {
    private String name;
    private List<Item> items = new ArrayList<>();
    private AtomicInteger visits = null;
  }

  @Data
  public static class Heir extends Bean {
    private long extra;

    @Override
    public boolean equals(Object other) {
      return super.equals(other) && other instanceof Heir heir && heir.extra == extra;
    }

    @Override
    public int hashCode() {
      return super.hashCode();
    }
  }

  @Value
  public static class Address {
    String street;
    String city;
    int code;
  }

  @Value
  @Builder
  public static class Built {
    String first;
    String last;
    List<String> tags;
  }

  @Data
  @NoArgsConstructor
  @AllArgsConstructor
  public static class Both {
    private String a;
    private String b;
  }

  /** Its constructor takes its fields in another order. */
  @SuppressWarnings("UnusedVariable")
  public static final class Crossed {
    private final String first;
    private final String last;

    public Crossed(String last, String first) {
      this.first = first;
      this.last = last;
    }
  }

  public static final class Part {
    private final String name;
    private final int length;

    public Part(String name) {
      this.name = name;
      this.length = name.length();
    }

    public int length() {
      return length;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Part part && part.name.equals(name);
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }
  }

  public static final class Account {
    private String name;
    @JsonIgnore private String password;

    public Account name(String newName) {
      name = newName;
      return this;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Account account
          && Objects.equals(name, account.name)
          && Objects.equals(password, account.password);
    }

    @Override
    public int hashCode() {
      return Objects.hash(name, password);
    }
  }

  @JsonIgnoreProperties("password")
  public record ByClass(String name, String password) {}

  public record WriteOnly(
      String name, @JsonProperty(access = JsonProperty.Access.WRITE_ONLY) String password) {}

  public static final class Marker {
    @Override
    public boolean equals(Object other) {
      return other instanceof Marker;
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }

  public static class External implements Externalizable {
    @Override
    public void writeExternal(ObjectOutput out) {}

    @Override
    public void readExternal(ObjectInput in) {}
  }

  public static class Replaced implements Serializable {
    private Object writeReplace() {
      return "a";
    }
  }

  public static class Resolved implements Serializable {
    public static final Resolved ONE = new Resolved();

    private Object readResolve() {
      return ONE;
    }
  }

  public static class Custom implements Serializable {
    transient String kept = "a";
    int count;

    private void writeObject(ObjectOutputStream out) throws IOException {
      out.defaultWriteObject();
    }
  }

  public static class Empty {
    transient String kept = "a";
  }

  public static class OwnList extends ArrayList<String> {}

  public static class OwnException extends RuntimeException {}

  public static class OwnThread extends Thread {}

  public class Inner {}

  public Inner inner() {
    return new Inner();
  }

  public abstract static class Base {}

  public static final class Impl extends Base {
    @Override
    public boolean equals(Object other) {
      return other instanceof Impl;
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }

  public static Shop shop() {
    return new Shop();
  }
}
