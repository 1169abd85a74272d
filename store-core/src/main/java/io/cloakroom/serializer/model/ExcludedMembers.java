package io.cloakroom.serializer.model;

import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a class keeps out of its serialized form: transient fields, and those that an annotation of
 * another library leaves out, wherever that library looks for it: on the field, on accessors, those
 * of superclasses and interfaces too, on constructors' parameters, and on the class. Such an
 * annotation is often all that keeps a password out of Redis.
 */
final class ExcludedMembers {

  private static final String KOTLINS = "$annotations";

  private final List<Class<?>> ancestry;
  private final boolean translated;

  /**
   * @param javaClass whose objects are stored
   */
  ExcludedMembers(Class<?> javaClass) {
    this.ancestry =
        Ancestry.of(javaClass).stream().filter(each -> !ClassKind.isOfThePlatform(each)).toList();
    this.translated = ancestry.stream().anyMatch(ExclusionMarks::translatesNames);
  }

  boolean has(Field field) {
    return Modifier.isTransient(field.getModifiers()) || annotationOf(field) != null;
  }

  /** Returns the annotation that leaves a field out, as it is written; null if none does. */
  @Nullable String annotationOf(Field field) {
    return Stream.of(
            ExclusionMarks.among(field.getDeclaredAnnotations()),
            onType(field.getType()),
            onAccessors(field.getName(), ExclusionMarks::among),
            onConstructors(field.getName()),
            onClasses(field))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /**
   * Refuses a member of which an annotation leaves out a part: the part's own class knows nothing
   * of it.
   *
   * @throws UnfitClassException if there is such an annotation
   */
  void requireWhole(Field field) throws UnfitClassException {
    String annotation = ExclusionMarks.ofPart(field.getDeclaredAnnotations());
    if (annotation == null) {
      annotation = onAccessors(field.getName(), ExclusionMarks::ofPart);
    }
    if (annotation != null) {
      throw new UnfitClassException(
          "has the member "
              + field.getName()
              + ", a part of which "
              + annotation
              + " leaves out: annotate the class of the member instead, or remove the annotation");
    }
  }

  /**
   * Records come back whole.
   *
   * @throws UnfitClassException if an annotation leaves the component out
   */
  void requireStored(RecordComponent component) throws UnfitClassException {
    String name = component.getName();
    Field field;
    try {
      field = component.getDeclaringRecord().getDeclaredField(name);
    } catch (NoSuchFieldException e) {
      throw new UnfitClassException("has lost the field of its component " + name);
    }
    String annotation = ExclusionMarks.among(component.getDeclaredAnnotations());
    if (annotation == null) {
      annotation = annotationOf(field);
    }
    if (annotation != null) {
      throw new UnfitClassException(
          "has the component "
              + name
              + ", which "
              + annotation
              + " leaves out, so that it would not come back equal: remove the annotation, or store"
              + " a record without the component");
    }
    requireWhole(field);
  }

  private static @Nullable String onType(Class<?> type) {
    return Ancestry.of(type).stream()
        .filter(each -> !ClassKind.isOfThePlatform(each))
        .map(each -> ExclusionMarks.among(each.getDeclaredAnnotations()))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private @Nullable String onAccessors(
      String name, Function<Annotation[], @Nullable String> found) {
    Set<String> accessors = accessorsOf(name);
    Set<String> overridden = new HashSet<>();
    return ancestry.stream()
        .flatMap(owner -> Arrays.stream(owner.getDeclaredMethods()))
        .filter(method -> method.getParameterCount() < 2)
        .filter(method -> accessors.contains(plainNameOf(method)))
        .map(method -> found.apply(inForce(method, overridden)))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static Annotation[] inForce(Method method, Set<String> overridden) {
    String signature = method.getName() + "/" + method.getParameterCount() + "/";
    return inForce(method.getDeclaredAnnotations(), signature, overridden);
  }

  /** Without those that stood further down in the ancestry, too: the last word holds. */
  private static Annotation[] inForce(
      Annotation[] annotations, String signature, Set<String> overridden) {
    return Arrays.stream(annotations)
        .filter(each -> overridden.add(signature + each.annotationType().getName()))
        .toArray(Annotation[]::new);
  }

  private static Set<String> accessorsOf(String name) {
    String capital = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    Set<String> accessors =
        new LinkedHashSet<>(List.of(name, "get" + capital, "is" + capital, "set" + capital));
    if (name.startsWith("is") && name.length() > 2) {
      // of Kotlin's isAdmin
      accessors.add("set" + name.substring(2));
    }
    return accessors;
  }

  /** Kotlin notes annotations of a property on a method beside it, and mangles some names. */
  private static String plainNameOf(Method method) {
    String name = method.getName();
    String plain =
        name.endsWith(KOTLINS) ? name.substring(0, name.length() - KOTLINS.length()) : name;
    int mangled = plain.indexOf('-');
    return mangled > 0 ? plain.substring(0, mangled) : plain;
  }

  private @Nullable String onConstructors(String name) {
    return ancestry.stream()
        .flatMap(owner -> Arrays.stream(owner.getDeclaredConstructors()))
        .map(constructor -> ExclusionMarks.among(annotationsOf(constructor, name)))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static Annotation[] annotationsOf(Constructor<?> constructor, String name) {
    List<String> kotlins = KotlinClass.primaryParameters(constructor.getDeclaringClass());
    List<String> names =
        kotlins != null && kotlins.size() == constructor.getParameterCount()
            ? kotlins
            : ParameterNames.of(constructor);
    int place = names == null ? -1 : names.indexOf(name);
    Parameter[] parameters = constructor.getParameters();
    return place >= 0 && place < parameters.length
        ? parameters[place].getDeclaredAnnotations()
        : new Annotation[0];
  }

  private @Nullable String onClasses(Field field) {
    Set<String> names = namesOf(field);
    Set<String> overridden = new HashSet<>();
    return ancestry.stream()
        .map(each -> inForce(each.getDeclaredAnnotations(), "", overridden))
        .map(
            annotations ->
                ExclusionMarks.ofProperty(
                    annotations,
                    listed -> listed.stream().map(this::comparable).anyMatch(names::contains)))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** Returns the names by which annotations of a class may know a field. */
  private Set<String> namesOf(Field field) {
    Set<String> accessors = accessorsOf(field.getName());
    return Stream.concat(
            Stream.of(field.getName()),
            Stream.concat(
                Stream.ofNullable(ExclusionMarks.nameOf(field)),
                ancestry.stream()
                    .flatMap(owner -> Arrays.stream(owner.getDeclaredMethods()))
                    .filter(method -> accessors.contains(plainNameOf(method)))
                    .map(ExclusionMarks::nameOf)
                    .filter(Objects::nonNull)))
        .map(this::comparable)
        .collect(Collectors.toSet());
  }

  private String comparable(String name) {
    return translated ? name.replaceAll("[_.-]", "").toLowerCase(Locale.ROOT) : name;
  }
}
