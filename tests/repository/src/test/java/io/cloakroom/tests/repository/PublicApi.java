package io.cloakroom.tests.repository;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaParameter;
import com.tngtech.archunit.core.domain.JavaType;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a module promises: the public and protected members of its exported packages, as text. */
final class PublicApi {

  /** Modifiers that a caller or an implementor notices. */
  private static final List<JavaModifier> NOTICED =
      List.of(
          JavaModifier.PUBLIC,
          JavaModifier.PROTECTED,
          JavaModifier.STATIC,
          JavaModifier.ABSTRACT,
          JavaModifier.FINAL);

  private PublicApi() {}

  /** Returns one line for each type, and below it one for each member, in a fixed order. */
  static String of(JavaClasses classes, Set<String> packages) {
    return classes.stream()
        .filter(type -> packages.contains(type.getPackageName()))
        .filter(PublicApi::isVisible)
        .sorted(Comparator.comparing(JavaClass::getName))
        .map(PublicApi::describe)
        .collect(Collectors.joining("\n"));
  }

  private static boolean isVisible(JavaClass type) {
    return !type.isAnonymousClass()
        && !type.isLocalClass()
        && isPromised(type.getModifiers())
        && type.getEnclosingClass().map(PublicApi::isVisible).orElse(true);
  }

  private static boolean isPromised(Set<JavaModifier> modifiers) {
    return !modifiers.contains(JavaModifier.SYNTHETIC)
        && !modifiers.contains(JavaModifier.BRIDGE)
        && (modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED));
  }

  private static String describe(JavaClass type) {
    String parents =
        Stream.concat(type.getRawSuperclass().stream(), type.getRawInterfaces().stream())
            .map(JavaClass::getName)
            .filter(name -> !name.equals("java.lang.Object"))
            .sorted()
            .collect(Collectors.joining(", "));
    String head =
        "%s%s %s%s%n"
            .formatted(
                modifiers(type.getModifiers()),
                kind(type),
                type.getName(),
                parents.isEmpty() ? "" : " : " + parents);
    return type.getMembers().stream()
        .filter(member -> isPromised(member.getModifiers()))
        .map(PublicApi::describe)
        .sorted()
        .collect(Collectors.joining("", head, ""));
  }

  private static String kind(JavaClass type) {
    if (type.isAnnotation()) {
      return "annotation";
    }
    if (type.isInterface()) {
      return "interface";
    }
    return type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
  }

  private static String describe(JavaMember member) {
    String text = "  " + modifiers(member.getModifiers());
    if (member instanceof JavaField field) {
      return "%s%s: %s%n".formatted(text, field.getName(), field.getType().getName());
    }
    JavaCodeUnit code = (JavaCodeUnit) member;
    String parameters =
        code.getParameters().stream()
            .map(JavaParameter::getType)
            .map(JavaType::getName)
            .collect(Collectors.joining(", "));
    String thrown =
        code.getThrowsClause().getTypes().stream()
            .map(JavaClass::getName)
            .sorted()
            .map(name -> " throws " + name)
            .collect(Collectors.joining());
    return code instanceof JavaConstructor
        ? "%snew(%s)%s%n".formatted(text, parameters, thrown)
        : "%s%s(%s): %s%s%n"
            .formatted(text, code.getName(), parameters, code.getReturnType().getName(), thrown);
  }

  private static String modifiers(Set<JavaModifier> modifiers) {
    return NOTICED.stream()
        .filter(modifiers::contains)
        .map(modifier -> modifier.name().toLowerCase(Locale.ROOT) + " ")
        .collect(Collectors.joining());
  }
}
