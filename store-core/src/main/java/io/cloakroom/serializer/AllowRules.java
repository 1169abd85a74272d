package io.cloakroom.serializer;

import io.cloakroom.serializer.model.ClassKind;
import io.cloakroom.serializer.model.ClassModel;
import io.cloakroom.serializer.model.KotlinClass;
import io.cloakroom.serializer.model.UnfitClassException;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides which classes can be allowed, both when one is allowed and when a message advises to
 * allow one. So following that advice always works.
 *
 * @param format what may not restore the class: "JSON" or "Kryo"
 * @param advice how a class is allowed, such as "add .allow(Cart.class) to the …"
 */
public record AllowRules(String format, Function<Class<?>, String> advice) {

  /** Advises to call the {@code allow} of a serializer's builder. */
  public static Function<Class<?>, String> toCallAllow(String serializer) {
    return javaClass -> {
      Class<?> visible = visibleTypeOf(javaClass);
      String otherwise =
          visible == null
              ? ""
              : ", or where that class is not visible .convert(" + literal(visible) + ", …),";
      return "add .allow(" + literal(javaClass) + ")" + otherwise + " to the " + serializer;
    };
  }

  /** Advises to build the store with a serializer, where the option was left at its default. */
  public static Function<Class<?>, String> toSetSerializer(String serializer) {
    return javaClass -> {
      Class<?> visible = visibleTypeOf(javaClass);
      return "build the store with .serializer(%s.builder().allow(%s).build())%s"
          .formatted(
              serializer,
              literal(javaClass),
              visible == null
                  ? ""
                  : ", or where that class is not visible with .convert("
                      + literal(visible)
                      + ", …) instead of .allow");
    };
  }

  /**
   * Returns the classes that are allowed with a class: of a sealed one those that it permits, of an
   * abstract one those within it that extend it, of an array its elements', else the class itself.
   *
   * @throws IllegalArgumentException if objects of one of them would not come back equal
   */
  public static Set<Class<?>> allowedWith(Class<?> javaClass) {
    Set<Class<?>> all = new LinkedHashSet<>();
    addAllowed(javaClass, all);
    return all;
  }

  private static void addAllowed(Class<?> javaClass, Set<Class<?>> all) {
    if (javaClass.isArray()) {
      addAllowed(javaClass.getComponentType(), all);
      return;
    }
    List<Class<?>> below = known(javaClass);
    below.forEach(each -> addAllowed(each, all));
    if (!below.isEmpty() && Modifier.isAbstract(javaClass.getModifiers())) {
      return;
    }
    String problem = problemWith(javaClass);
    if (problem != null) {
      throw new IllegalArgumentException(
          "Can't allow " + javaClass.getTypeName() + ", which " + problem);
    }
    all.add(javaClass);
  }

  /** Returns the classes below one, as far as it names them itself. */
  private static List<Class<?>> known(Class<?> javaClass) {
    if (javaClass.isEnum() || ClassKind.isOfThePlatform(javaClass)) {
      return List.of();
    }
    if (javaClass.isSealed()) {
      return List.of(javaClass.getPermittedSubclasses());
    }
    return Modifier.isAbstract(javaClass.getModifiers())
        ? Arrays.stream(javaClass.getDeclaredClasses())
            .filter(each -> each != javaClass && javaClass.isAssignableFrom(each))
            .toList()
        : List.of();
  }

  /** Says why an object's class may not be restored, completing {@code Attribute "cart" is …}. */
  public String refusalOf(Class<?> javaClass) {
    String problem = problemWith(javaClass);
    return (javaClass.isHidden() ? "a lambda or hidden class of " : "a ")
        + ClassKind.visibleName(javaClass)
        + ", which "
        + (problem != null ? problem : format + " may not restore: " + stepFor(javaClass));
  }

  private String stepFor(Class<?> javaClass) {
    Class<?> step = withItsSiblings(javaClass);
    return typesAbove(step)
        .filter(above -> known(above).contains(step))
        .findFirst()
        .map(
            above ->
                "register a .convert(…) for %s, some of whose classes can't be allowed, or %s"
                    .formatted(above.getTypeName(), advice.apply(step)))
        .orElseGet(() -> advice.apply(step));
  }

  /** Says why an array can't be restored, completing {@code Attribute "cart" is …}. */
  public static String refusalOfArray(Class<?> element) {
    return "an array of " + element.getTypeName() + ", which is abstract: store a List";
  }

  /**
   * Returns the type to allow so that a later value of a sibling class is stored, too: the type
   * above that names both, if all classes below it can be allowed.
   */
  private static Class<?> withItsSiblings(Class<?> javaClass) {
    return typesAbove(javaClass)
        .filter(above -> known(above).contains(javaClass) && canBeAllowed(above))
        .findFirst()
        .<Class<?>>map(AllowRules::withItsSiblings)
        .orElse(javaClass);
  }

  private static boolean canBeAllowed(Class<?> javaClass) {
    try {
      allowedWith(javaClass);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Stream<Class<?>> typesAbove(Class<?> javaClass) {
    return Stream.concat(
        Stream.ofNullable(javaClass.getSuperclass()), Arrays.stream(javaClass.getInterfaces()));
  }

  private static @Nullable String problemWith(Class<?> javaClass) {
    try {
      ClassModel.of(javaClass);
      return null;
    } catch (UnfitClassException e) {
      return e.reason();
    }
  }

  /** Returns a public type above a class that is not public; null if there is none. */
  private static @Nullable Class<?> visibleTypeOf(Class<?> javaClass) {
    return Modifier.isPublic(javaClass.getModifiers())
        ? null
        : typesAbove(javaClass)
            .filter(above -> Modifier.isPublic(above.getModifiers()))
            .filter(above -> !ClassKind.isOfThePlatform(above))
            .findFirst()
            .orElse(null);
  }

  /** Returns the class as its user would write it. */
  private static String literal(Class<?> javaClass) {
    String canonical = javaClass.getCanonicalName();
    String name =
        canonical == null
            ? javaClass.getSimpleName()
            : canonical.substring(javaClass.getPackageName().length() + 1);
    return name + (KotlinClass.is(javaClass) ? "::class.java" : ".class");
  }
}
