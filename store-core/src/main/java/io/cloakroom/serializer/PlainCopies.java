package io.cloakroom.serializer;

import io.cloakroom.serializer.model.ClassKind;
import java.lang.reflect.Modifier;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Views of collections, such as the keys of a map, a part of a list and an entry of a map: they are
 * stored as plain collections that are equal to them. If they were refused, programs could fail
 * that worked in every test: the keys of a map of one entry are often a plain set, and those of a
 * larger map a view.
 */
public final class PlainCopies {

  /** Nested in the class that they show, or Kotlin's. */
  private static final Pattern VIEW =
      Pattern.compile(
          "java\\.util\\.(?!Collections\\$)[^$]*\\$.*|java\\.util\\.ReverseOrderList.*"
              + "|kotlin\\.(collections|enums)\\..*");

  private PlainCopies() {}

  /**
   * Returns the class of the copy that is stored.
   *
   * @return null if objects of the class are no views, or a copy would lose something
   */
  public static @Nullable Class<?> of(Class<?> view) {
    if (Modifier.isAbstract(view.getModifiers())) {
      return null;
    }
    if (isEntry(view)) {
      return SimpleImmutableEntry.class;
    }
    return VIEW.matcher(view.getName()).matches() ? copyOf(view) : null;
  }

  /** Returns whether it is an entry of one of the JDK's maps. */
  public static boolean isEntry(Class<?> javaClass) {
    return Map.Entry.class.isAssignableFrom(javaClass) && ClassKind.isOfThePlatform(javaClass);
  }

  private static @Nullable Class<?> copyOf(Class<?> view) {
    if (Map.class.isAssignableFrom(view)) {
      return copyOfMap(view);
    }
    if (Queue.class.isAssignableFrom(view) || !Collection.class.isAssignableFrom(view)) {
      return null;
    }
    if (SortedSet.class.isAssignableFrom(view)) {
      return TreeSet.class;
    }
    return Set.class.isAssignableFrom(view) && !List.class.isAssignableFrom(view)
        ? LinkedHashSet.class
        : ArrayList.class;
  }

  /** Not of Kotlin's, which may have a default, and not of those that are for many threads. */
  private static @Nullable Class<?> copyOfMap(Class<?> view) {
    if (!ClassKind.isOfThePlatform(view) || ConcurrentMap.class.isAssignableFrom(view)) {
      return null;
    }
    return SortedMap.class.isAssignableFrom(view) ? TreeMap.class : LinkedHashMap.class;
  }
}
