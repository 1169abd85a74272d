package io.cloakroom.serializer.json;

import io.cloakroom.serializer.AllowRules;
import io.cloakroom.serializer.Conversion;
import io.cloakroom.serializer.PlatformEnums;
import io.cloakroom.serializer.model.KotlinClass;
import java.util.List;
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

  private final List<Conversion<?>> conversions;
  private final AllowRules allowing;

  AllowList(
      Map<String, Class<?>> classes,
      Set<String> packages,
      ClassLoader loader,
      List<Conversion<?>> conversions,
      AllowRules allowing) {
    this.conversions = List.copyOf(conversions);
    this.allowing = allowing;
    this.classes = Map.copyOf(classes);
    this.packages = Set.copyOf(packages);
    this.loader = loader;
  }

  /** Returns whether exactly this class would be found again by its name. */
  boolean holds(Class<?> javaClass) {
    return named(javaClass.getName()) == javaClass;
  }

  @Nullable Class<?> named(String name) {
    Class<?> allowed = classes.getOrDefault(name, PlatformEnums.BY_NAME.get(name));
    return allowed == null && mayLoad(name) ? load(name) : allowed;
  }

  /** Returns what is stored as something else. */
  List<Conversion<?>> conversions() {
    return conversions;
  }

  private boolean mayLoad(String name) {
    return packages.contains(packageOf(name)) || KotlinClass.BUILT_IN.contains(name);
  }

  /** Says why objects of the class can't be restored, or may not be. */
  String refusalOf(Class<?> javaClass) {
    return allowing.refusalOf(javaClass);
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

  private static String packageOf(String name) {
    return name.substring(0, Math.max(0, name.lastIndexOf('.')));
  }

  private @Nullable Class<?> load(String name) {
    // a class loader keeps every name that it ever tried to load, so names are tried as files
    // first;
    // a native image has no files of classes, and keeps no names
    if (!isNativeImage() && loader.getResource(name.replace('.', '/') + ".class") == null) {
      return null;
    }
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      return null;
    }
  }

  private static boolean isNativeImage() {
    return System.getProperty("org.graalvm.nativeimage.imagecode") != null;
  }
}
