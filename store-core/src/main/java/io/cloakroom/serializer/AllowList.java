package io.cloakroom.serializer;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The classes beyond the JDK's value types that a record may name. A name out of a record is looked
 * up here first; no class is loaded, let alone initialised, before.
 */
final class AllowList {

  private final Map<String, Class<?>> classes;
  private final Set<String> packages;
  private final ClassLoader loader;

  AllowList(Map<String, Class<?>> classes, Set<String> packages, ClassLoader loader) {
    this.classes = Map.copyOf(classes);
    this.packages = Set.copyOf(packages);
    this.loader = loader;
  }

  /** Whether this very class would be found again by its name. */
  boolean holds(Class<?> javaClass) {
    return named(javaClass.getName()) == javaClass;
  }

  @Nullable Class<?> named(String name) {
    Class<?> allowed = classes.get(name);
    return allowed != null || !packages.contains(packageOf(name)) ? allowed : load(name);
  }

  /**
   * @throws IllegalArgumentException if the class can't be restored
   */
  static void check(Class<?> javaClass) {
    String problem = problem(javaClass);
    if (problem != null) {
      throw new IllegalArgumentException(
          "JSON can't restore a " + javaClass.getTypeName() + " because " + problem);
    }
  }

  private static @Nullable String problem(Class<?> javaClass) {
    if (javaClass.getPackageName().isEmpty()) {
      return "it is in no package";
    }
    if (javaClass.getClassLoader() == null) {
      return "it is one of the JDK's that have no value";
    }
    if (javaClass.isEnum()) {
      return null;
    }
    try {
      ObjectTypes.check(javaClass);
      return null;
    } catch (UnfitClassException e) {
      return e.reason();
    }
  }

  /**
   * @throws IllegalArgumentException if it is not a package's name, or one of the JDK's
   */
  static void checkPackage(String name) {
    if (!name.matches("\\w+(\\.\\w+)*")) {
      throw new IllegalArgumentException(
          "allowPackage needs a package's name, not \"" + name + '"');
    }
    if (name.matches("(java|javax|jdk|sun|com\\.sun)(\\..*)?")) {
      throw new IllegalArgumentException("allowPackage does not take the JDK's packages: " + name);
    }
  }

  /** The class as its user would write it. */
  static String sourceName(Class<?> javaClass) {
    String canonical = javaClass.getCanonicalName();
    return canonical == null || javaClass.getPackageName().isEmpty()
        ? javaClass.getName()
        : canonical.substring(javaClass.getPackageName().length() + 1);
  }

  private static String packageOf(String name) {
    return name.substring(0, Math.max(0, name.lastIndexOf('.')));
  }

  private @Nullable Class<?> load(String name) {
    // a class loader keeps every name that it ever tried to load, so names are tried as files first
    if (loader.getResource(name.replace('.', '/') + ".class") == null) {
      return null;
    }
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      return null;
    }
  }
}
