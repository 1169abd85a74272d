package io.cloakroom.serializer.model;

import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;

/** Tells classes whose objects can be restored from those that are something else. */
public final class ClassKind {

  private ClassKind() {}

  /** Returns whether it is a class of the JDK. */
  public static boolean isOfThePlatform(Class<?> javaClass) {
    ClassLoader loader = javaClass.getClassLoader();
    return loader == null || loader == ClassLoader.getPlatformClassLoader();
  }

  /** Returns the name; for a hidden class, whose name changes with each start, its host's. */
  public static String visibleName(Class<?> javaClass) {
    return javaClass.isHidden() ? javaClass.getNestHost().getTypeName() : javaClass.getTypeName();
  }

  /**
   * Refuses lambdas, proxies, views and the like.
   *
   * @throws UnfitClassException if its objects cannot be restored
   */
  static void requireObjects(Class<?> javaClass) throws UnfitClassException {
    if (javaClass.isHidden() || javaClass.isSynthetic()) {
      throw new UnfitClassException(
          "is made at run time: store a value, such as an enum constant or a record");
    }
    if (Proxy.isProxyClass(javaClass)) {
      throw new UnfitClassException("is a proxy made at run time: store the object behind it");
    }
    if (KotlinClass.isSequence(javaClass)) {
      throw new UnfitClassException("can be read only once: store what toList() returns");
    }
    boolean concrete = !Modifier.isAbstract(javaClass.getModifiers());
    if (concrete && (isOfThePlatform(javaClass) || KotlinClass.isOfTheLibrary(javaClass))) {
      throw new UnfitClassException(PlatformAdvice.about(javaClass));
    }
    if (javaClass.isAnonymousClass()) {
      throw new UnfitClassException(
          "is an anonymous class: " + PlatformAdvice.insteadOf(javaClass));
    }
    if (javaClass.isPrimitive() || javaClass.isAnnotation()) {
      throw new UnfitClassException("has no objects of its own to be stored");
    }
    if (!concrete) {
      throw new UnfitClassException("is abstract: allow the classes that its objects have");
    }
    requirePackage(javaClass);
    if (KotlinClass.isCompanion(javaClass)) {
      throw new UnfitClassException("is a companion object: make it an object of its own name");
    }
    if (javaClass.isMemberClass() && !Modifier.isStatic(javaClass.getModifiers())) {
      throw new UnfitClassException(
          "is an inner class, which needs the object around it: make it static");
    }
  }

  /**
   * Refuses a class in no package, whose name could be that of a built-in type.
   *
   * @throws UnfitClassException if it is in no package
   */
  static void requirePackage(Class<?> javaClass) throws UnfitClassException {
    if (javaClass.getPackageName().isEmpty()) {
      throw new UnfitClassException("is in no package: move it into one");
    }
  }
}
