package acme.shop;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonIgnoreType;
import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Objects;

/** Classes whose annotations of Jackson say what belongs in JSON. */
public final class Annotated {

  private Annotated() {}

  /** What all the classes with a password have in common. */
  public abstract static class Login {
    public String name = "ada";

    abstract String secret();

    @Override
    public boolean equals(Object other) {
      return other instanceof Login login
          && login.getClass() == getClass()
          && name.equals(login.name)
          && Objects.equals(secret(), login.secret());
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }
  }

  public interface HasPassword {
    @JsonIgnore
    String getPassword();
  }

  /** The interface's method says that the password stays out. */
  public static class ByInterface extends Login implements HasPassword {
    public String password;

    @Override
    public String getPassword() {
      return password;
    }

    @Override
    String secret() {
      return password;
    }
  }

  /** Says again what the interface left out. */
  public static class Again extends ByInterface {
    @Override
    @JsonIgnore(false)
    public String getPassword() {
      return password;
    }
  }

  public static class BySetter extends Login {
    public String password;

    @JsonIgnore
    public void setPassword(String newPassword) {
      password = newPassword;
    }

    @Override
    String secret() {
      return password;
    }
  }

  public static class Inherited extends Login {
    protected String password;

    @Override
    String secret() {
      return password;
    }
  }

  /** Leaves out a field of the class above. */
  @JsonIgnoreProperties("password")
  public static class FromBelow extends Inherited {
    public FromBelow with(String newPassword) {
      password = newPassword;
      return this;
    }
  }

  /** Leaves out a field by the name that it has in JSON. */
  @JsonIgnoreProperties("pass_word")
  public static class Renamed extends Login {
    @JsonProperty("pass_word")
    public String password;

    @Override
    String secret() {
      return password;
    }
  }

  @JsonIncludeProperties("name")
  public static class OnlyName extends Login {
    public String password;

    @Override
    String secret() {
      return password;
    }
  }

  @Retention(RetentionPolicy.RUNTIME)
  @JacksonAnnotationsInside
  @JsonIgnore
  public @interface Hidden {}

  public static class ByBundle extends Login {
    @Hidden public String password;

    @Override
    String secret() {
      return password;
    }
  }

  @JsonIgnoreType
  public record Token(String text) {}

  public static class ByType extends Login {
    public Token token;

    @Override
    String secret() {
      return token == null ? null : token.text();
    }
  }

  /** Its constructor's parameter is write-only. */
  public static final class ByParameter {
    private final String name;
    private final String password;

    @JsonCreator
    public ByParameter(
        @JsonProperty("name") String name,
        @JsonProperty(value = "password", access = JsonProperty.Access.WRITE_ONLY)
            String password) {
      this.name = name;
      this.password = password;
    }

    public String name() {
      return name + password.length();
    }
  }

  public record Account(String name, String password) {}

  /** A part of its member is left out, of which the member's class knows nothing. */
  public static final class ByMember {
    @JsonIgnoreProperties("password")
    public Account account = new Account("ada", "secret");
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
  @JsonSubTypes(@JsonSubTypes.Type(Cat.class))
  public interface Animal {}

  public record Cat(String name) implements Animal {}

  public record Coded(int code) {
    @JsonValue
    public String text() {
      return "C" + code;
    }

    @JsonCreator
    public static Coded of(String text) {
      return new Coded(Integer.parseInt(text.substring(1)));
    }
  }
}
