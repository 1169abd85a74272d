package io.cloakroom.serializer.model;

import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What Kotlin's compiler says of its classes, found without a Kotlin library. */
public final class KotlinClass {

  /** Classes of Kotlin's library whose objects are all that their fields, or their names, say. */
  public static final Set<String> BUILT_IN =
      Set.of(
          "kotlin.Pair",
          "kotlin.Triple",
          "kotlin.Unit",
          "kotlin.UByte",
          "kotlin.UShort",
          "kotlin.UInt",
          "kotlin.ULong",
          "kotlin.collections.EmptyList",
          "kotlin.collections.EmptyMap",
          "kotlin.collections.EmptySet",
          "kotlin.collections.IndexedValue",
          "kotlin.time.Duration",
          "kotlin.time.Instant",
          "kotlin.uuid.Uuid");

  private static final String METADATA = "kotlin.Metadata";
  private static final int KIND_CLASS = 1;

  private KotlinClass() {}

  /** Returns whether it is of Kotlin's library, and always allowed. */
  static boolean isBuiltIn(Class<?> javaClass) {
    return BUILT_IN.contains(javaClass.getName());
  }

  /** Returns whether Kotlin's compiler made it. */
  public static boolean is(Class<?> javaClass) {
    return metadata(javaClass) != null;
  }

  private static @Nullable Annotation metadata(Class<?> javaClass) {
    for (Annotation annotation : javaClass.getDeclaredAnnotations()) {
      if (Annotations.isNamed(annotation, METADATA)) {
        return annotation;
      }
    }
    return null;
  }

  /** Returns a class of Kotlin's library; null if it isn't there. Does not initialize it. */
  public static @Nullable Class<?> load(String name, ClassLoader loader) {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      return null;
    }
  }

  /** Returns whether it is the object that stands beside a class, which is held by that class. */
  static boolean isCompanion(Class<?> javaClass) {
    Class<?> owner = javaClass.getDeclaringClass();
    if (owner == null || !is(javaClass)) {
      return false;
    }
    for (Field field : owner.getDeclaredFields()) {
      if (field.getType() == javaClass && Modifier.isStatic(field.getModifiers())) {
        return true;
      }
    }
    return false;
  }

  static boolean isSequence(Class<?> javaClass) {
    return Ancestry.of(javaClass).stream()
        .anyMatch(type -> type.getName().equals("kotlin.sequences.Sequence"));
  }

  /** Returns whether it is of Kotlin's own library, and not built in. */
  static boolean isOfTheLibrary(Class<?> javaClass) {
    return javaClass.getName().startsWith("kotlin.") && !isBuiltIn(javaClass);
  }

  static boolean isValueClass(Class<?> javaClass) {
    for (Annotation annotation : javaClass.getDeclaredAnnotations()) {
      if (Annotations.isNamed(annotation, "kotlin.jvm.JvmInline")) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether it is the last parameter of the constructors that Kotlin adds for itself. */
  static boolean isConstructorMarker(Class<?> parameter) {
    return parameter.getName().equals("kotlin.jvm.internal.DefaultConstructorMarker");
  }

  /**
   * Returns the names of the primary constructor's parameters.
   *
   * @return null if it is no class of Kotlin's, or its metadata is in a form that is not known here
   */
  static @Nullable List<String> primaryParameters(Class<?> javaClass) {
    Annotation metadata = metadata(javaClass);
    return metadata != null
            && Integer.valueOf(KIND_CLASS).equals(Annotations.member(metadata, "k"))
            && Annotations.member(metadata, "d1") instanceof String[] data
            && Annotations.member(metadata, "d2") instanceof String[] strings
        ? KotlinMetadata.primaryParameters(data, strings)
        : null;
  }
}
