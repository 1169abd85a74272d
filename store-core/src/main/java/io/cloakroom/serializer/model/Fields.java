package io.cloakroom.serializer.model;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.AbstractCollection;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractQueue;
import java.util.AbstractSequentialList;
import java.util.AbstractSet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a class and its superclasses, theirs first.
 *
 * @param stored in which the state of an object is kept
 * @param leftOut which are transient, or which an annotation leaves out
 */
record Fields(List<Member> stored, List<Field> leftOut) {

  /** Superclasses of the JDK's that keep nothing of their own, or only what can be made again. */
  private static final Set<Class<?>> STATELESS =
      Set.of(
          Number.class,
          AbstractCollection.class,
          AbstractList.class,
          AbstractMap.class,
          AbstractQueue.class,
          AbstractSequentialList.class,
          AbstractSet.class);

  static Fields of(Class<?> javaClass) throws UnfitClassException {
    List<Member> stored = new ArrayList<>();
    List<Field> leftOut = new ArrayList<>();
    Set<String> names = new HashSet<>();
    ExcludedMembers excluded = new ExcludedMembers(javaClass);
    for (Class<?> owner : ancestry(javaClass)) {
      for (Field field : owner.getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers())) {
          continue;
        }
        if (excluded.has(field)) {
          leftOut.add(field);
        } else {
          requireValue(field);
          excluded.requireWhole(field);
          if (!names.add(field.getName())) {
            throw new UnfitClassException(
                "has two fields named " + field.getName() + ", one inherited: rename one");
          }
          stored.add(Member.of(Reflection.open(field)));
        }
      }
    }
    return new Fields(stored, leftOut);
  }

  private static void requireValue(Field field) throws UnfitClassException {
    String name = field.getName();
    if (name.startsWith("$$delegate_")) {
      throw new UnfitClassException(
          "implements an interface by what is no property of it: make the parameter a private val");
    }
    if (field.isSynthetic()) {
      throw new UnfitClassException(
          "needs what is around it in the code ("
              + name
              + "): make it static, or a top-level class");
    }
    if (name.endsWith("$delegate")) {
      String property = name.substring(0, name.indexOf('$'));
      throw new UnfitClassException(
          "has the delegated property %s: compute it with get(), or annotate it @delegate:Transient"
              .formatted(property));
    }
  }

  private static Deque<Class<?>> ancestry(Class<?> javaClass) throws UnfitClassException {
    Deque<Class<?>> ancestry = new ArrayDeque<>();
    Class<?> each = javaClass;
    while (each != null && each != Object.class) {
      if (ClassKind.isOfThePlatform(each) && !STATELESS.contains(each)) {
        throw new UnfitClassException(PlatformAdvice.aboutHeir(javaClass, each));
      }
      if (!STATELESS.contains(each)) {
        ancestry.push(each);
      }
      each = each.getSuperclass();
    }
    return ancestry;
  }

  boolean hasFinal() {
    return stored.stream().anyMatch(member -> member.field() != null && isFinal(member.field()));
  }

  private static boolean isFinal(Field field) {
    return Modifier.isFinal(field.getModifiers());
  }

  @Nullable Member named(String name) {
    return stored.stream().filter(each -> each.name().equals(name)).findFirst().orElse(null);
  }

  /**
   * Returns the members of these names, in the order of the names.
   *
   * @return null if one is missing
   */
  @Nullable List<Member> named(List<String> names) {
    List<Member> found = new ArrayList<>();
    for (String name : names) {
      Member member = named(name);
      if (member == null || found.contains(member)) {
        return null;
      }
      found.add(member);
    }
    return found;
  }
}
