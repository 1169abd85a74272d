package io.cloakroom.serializer.model;

import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The names of a constructor's parameters, where the class file has them ({@code javac
 * -parameters}) or an annotation says them: {@code java.beans.ConstructorProperties}, which Lombok
 * can write, or Jackson's {@code JsonProperty}.
 */
final class ParameterNames {

  private ParameterNames() {}

  /**
   * Returns the names, in order.
   *
   * @return null if they are not known
   */
  static @Nullable List<String> of(Constructor<?> constructor) {
    for (Annotation annotation : constructor.getDeclaredAnnotations()) {
      if (Annotations.isNamed(annotation, "java.beans.ConstructorProperties")
          && Annotations.member(annotation, "value") instanceof String[] names) {
        return Arrays.asList(names);
      }
    }
    List<String> names = new ArrayList<>();
    for (Parameter parameter : constructor.getParameters()) {
      String name = nameOf(parameter);
      if (name == null) {
        return null;
      }
      names.add(name);
    }
    return names;
  }

  private static @Nullable String nameOf(Parameter parameter) {
    for (Annotation annotation : parameter.getDeclaredAnnotations()) {
      if (Annotations.isNamed(annotation, "com.fasterxml.jackson.annotation.JsonProperty")
          && Annotations.member(annotation, "value") instanceof String name
          && !name.isEmpty()) {
        return name;
      }
    }
    return parameter.isNamePresent() ? parameter.getName() : null;
  }
}
