package io.cloakroom.serializer.model;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The annotations by which Jackson, JSON-B, Gson, Moshi, kotlinx.serialization and java.beans leave
 * members out.
 */
final class ExclusionMarks {

  private static final String JACKSON = "com.fasterxml.jackson.annotation.";
  private static final int MOST_NESTED = 4;

  private static final Set<String> ALWAYS =
      Set.of(
          "jakarta.json.bind.annotation.JsonbTransient",
          "javax.json.bind.annotation.JsonbTransient",
          "kotlinx.serialization.Transient");

  /** Where the member {@code value} may say no. */
  private static final Set<String> BY_VALUE =
      Set.of(
          JACKSON + "JsonIgnore",
          JACKSON + "JsonIgnoreType",
          "org.codehaus.jackson.annotate.JsonIgnore",
          "java.beans.Transient");

  private ExclusionMarks() {}

  /** The annotation that leaves out what it stands on, as it is written; null if none does. */
  static @Nullable String among(Annotation[] annotations) {
    return among(annotations, MOST_NESTED);
  }

  private static @Nullable String among(Annotation[] annotations, int nested) {
    for (Annotation annotation : annotations) {
      if (leavesOut(annotation) || (nested > 0 && isBundleThatLeavesOut(annotation, nested))) {
        return "@" + annotation.annotationType().getSimpleName();
      }
    }
    return null;
  }

  /** An annotation of the application's own that stands for several of Jackson's. */
  private static boolean isBundleThatLeavesOut(Annotation annotation, int nested) {
    Annotation[] within = annotation.annotationType().getDeclaredAnnotations();
    return Arrays.stream(within)
            .anyMatch(each -> Annotations.isNamed(each, JACKSON + "JacksonAnnotationsInside"))
        && among(within, nested - 1) != null;
  }

  private static boolean leavesOut(Annotation annotation) {
    String name = annotation.annotationType().getName();
    if (ALWAYS.contains(name)) {
      return true;
    }
    if (BY_VALUE.contains(name)) {
      return !isFalse(annotation, "value");
    }
    return switch (name) {
      case JACKSON + "JsonProperty" ->
          "WRITE_ONLY".equals(String.valueOf(Annotations.member(annotation, "access")));
      case "com.google.gson.annotations.Expose" -> isFalse(annotation, "serialize");
      case "com.squareup.moshi.Json" -> isTrue(annotation, "ignore");
      default -> false;
    };
  }

  /**
   * Returns the annotation of a class that leaves out one of its properties, as it is written.
   *
   * @param isNamed whether the property is among the names that an annotation lists
   * @return null if none does
   */
  static @Nullable String ofProperty(Annotation[] ofClass, Predicate<List<String>> isNamed) {
    for (Annotation annotation : ofClass) {
      List<String> listed = listed(annotation);
      if (isIgnoring(annotation)
          ? isNamed.test(listed)
          : isIncluding(annotation) && !isNamed.test(listed)) {
        return "@" + annotation.annotationType().getSimpleName();
      }
    }
    return null;
  }

  /** The annotation of a member by which it leaves out a part of its value; null if none does. */
  static @Nullable String ofPart(Annotation[] ofMember) {
    for (Annotation annotation : ofMember) {
      if (isIncluding(annotation) || (isIgnoring(annotation) && !listed(annotation).isEmpty())) {
        return "@" + annotation.annotationType().getSimpleName();
      }
    }
    return null;
  }

  private static boolean isIgnoring(Annotation annotation) {
    return Annotations.isNamed(annotation, JACKSON + "JsonIgnoreProperties")
        && !isTrue(annotation, "allowGetters");
  }

  private static boolean isIncluding(Annotation annotation) {
    return Annotations.isNamed(annotation, JACKSON + "JsonIncludeProperties");
  }

  private static List<String> listed(Annotation annotation) {
    return Annotations.member(annotation, "value") instanceof String[] names
        ? Arrays.asList(names)
        : List.of();
  }

  /** The name that {@code JsonProperty} gives to what it stands on; null if it gives none. */
  static @Nullable String nameOf(AnnotatedElement element) {
    for (Annotation annotation : element.getDeclaredAnnotations()) {
      if (Annotations.isNamed(annotation, JACKSON + "JsonProperty")
          && Annotations.member(annotation, "value") instanceof String name
          && !name.isEmpty()) {
        return name;
      }
    }
    return null;
  }

  /** Returns whether names are translated, as into snake_case. */
  static boolean translatesNames(Class<?> javaClass) {
    return Arrays.stream(javaClass.getDeclaredAnnotations())
        .anyMatch(
            each ->
                Annotations.isNamed(each, "com.fasterxml.jackson.databind.annotation.JsonNaming")
                    || Annotations.isNamed(each, "tools.jackson.databind.annotation.JsonNaming"));
  }

  private static boolean isFalse(Annotation annotation, String member) {
    return Boolean.FALSE.equals(Annotations.member(annotation, member));
  }

  private static boolean isTrue(Annotation annotation, String member) {
    return Boolean.TRUE.equals(Annotations.member(annotation, member));
  }
}
