package io.cloakroom.serializer.model;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.stream.BaseStream;

/** What to store instead of an object of the JDK, or of Kotlin's library, that is no value. */
final class PlatformAdvice {

  /** By the name of the class, or of one above it; the nearest one counts. */
  private static final Map<String, String> INSTEAD = instead();

  private static Map<String, String> instead() {
    Map<String, String> instead = new LinkedHashMap<>();
    instead.put("java.lang.Class", "its name");
    instead.put("java.lang.Object", "an enum constant");
    instead.put("java.io.File", "its path as a String");
    instead.put("java.net.URL", "a java.net.URI");
    instead.put("java.net.InetSocketAddress", "its host and its port");
    instead.put("java.nio.Buffer", "what it holds as an array");
    instead.put("java.nio.charset.Charset", "its name()");
    instead.put("java.nio.file.Path", "its path as a String");
    instead.put("java.time.chrono.ChronoLocalDate", "a LocalDate.from(…) of it");
    instead.put("java.util.TimeZone", "a java.time.ZoneId");
    instead.put("java.util.concurrent.Future", "its result");
    instead.put("java.util.concurrent.atomic.AtomicReference", "its get()");
    instead.put("java.util.regex.Pattern", "its pattern() as a String");
    instead.put("javax.xml.datatype.XMLGregorianCalendar", "its toXMLFormat()");
    instead.put("kotlin.Result", "its getOrNull()");
    instead.put("kotlin.Result$Failure", "the message of its exception");
    instead.put("kotlin.ranges.OpenEndRange", "its bounds");
    instead.put("kotlin.ranges.ClosedRange", "its bounds");
    instead.put("java.lang.Iterable", "a List of what it gives");
    instead.put("kotlin.text.Regex", "its pattern as a String");
    return instead;
  }

  private PlatformAdvice() {}

  /** Of a class that extends one of the JDK's; completes the sentence "a com.acme.…, which …". */
  static String aboutHeir(Class<?> javaClass, Class<?> ancestor) {
    String problem = "extends " + ancestor.getTypeName() + ", whose state can't be reached: ";
    return isCollectionOrMap(javaClass)
        ? problem + "store a copy, such as new " + copyOf(javaClass) + ", or register a .convert(…)"
        : problem + "hold one in a field instead, or register a .convert(…)";
  }

  /** Returns what to do about an object of an anonymous class. */
  static String insteadOf(Class<?> anonymous) {
    return isCollectionOrMap(anonymous)
        ? "store a copy, such as new " + copyOf(anonymous)
        : "give it a name, and make it static";
  }

  private static boolean isCollectionOrMap(Class<?> javaClass) {
    return Collection.class.isAssignableFrom(javaClass) || Map.class.isAssignableFrom(javaClass);
  }

  /** Completes the sentence "a java.util.…, which …". */
  static String about(Class<?> javaClass) {
    if (isCollectionOrMap(javaClass)) {
      return "is a view or a special collection: store a copy, such as new " + copyOf(javaClass);
    }
    if (Iterator.class.isAssignableFrom(javaClass)
        || BaseStream.class.isAssignableFrom(javaClass)) {
      return "can be read only once: store a List of what it gives";
    }
    if (Map.Entry.class.isAssignableFrom(javaClass)) {
      return "is a part of its map: store a Map.entry(…) of it (in Kotlin: toPair())";
    }
    if (CharSequence.class.isAssignableFrom(javaClass)) {
      return "is text under construction: store its toString()";
    }
    if (Number.class.isAssignableFrom(javaClass)) {
      return "has no value of its own: store its longValue()";
    }
    if (Throwable.class.isAssignableFrom(javaClass)) {
      return "holds a stack trace: store its message";
    }
    return Ancestry.of(javaClass).stream()
        .map(each -> each == Object.class && javaClass != each ? null : INSTEAD.get(each.getName()))
        .filter(Objects::nonNull)
        .findFirst()
        .map(instead -> "has no value that could be restored: store " + instead)
        .orElse("has no value that could be restored: store what it holds in a class of your own");
  }

  private static String copyOf(Class<?> javaClass) {
    if (SortedSet.class.isAssignableFrom(javaClass)) {
      return "TreeSet<>(…)";
    }
    if (Set.class.isAssignableFrom(javaClass)) {
      return "LinkedHashSet<>(…) (in Kotlin: toSet())";
    }
    if (SortedMap.class.isAssignableFrom(javaClass)) {
      return "TreeMap<>(…)";
    }
    if (Map.class.isAssignableFrom(javaClass)) {
      return "LinkedHashMap<>(…) (in Kotlin: toMap())";
    }
    if (Queue.class.isAssignableFrom(javaClass) && !List.class.isAssignableFrom(javaClass)) {
      return "ArrayDeque<>(…)";
    }
    return "ArrayList<>(…) (in Kotlin: toList())";
  }
}
