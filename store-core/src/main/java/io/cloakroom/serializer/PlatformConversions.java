package io.cloakroom.serializer;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.AbstractMap.SimpleEntry;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The JDK's types that are stored as others of the JDK. */
public final class PlatformConversions {

  private PlatformConversions() {}

  /** Returns all of them that this runtime has. */
  public static List<Conversion<?>> all() {
    List<Conversion<?>> all = new ArrayList<>(CollectionConversions.all());
    all.add(of("atomic-int", AtomicInteger.class, AtomicInteger::get, AtomicInteger::new));
    all.add(of("atomic-long", AtomicLong.class, AtomicLong::get, AtomicLong::new));
    all.add(of("atomic-boolean", AtomicBoolean.class, AtomicBoolean::get, AtomicBoolean::new));
    all.add(of("bit-set", BitSet.class, BitSet::toByteArray, BitSet::valueOf));
    all.add(
        optional(
            "optional-int",
            OptionalInt.class,
            value -> value.isPresent() ? value.getAsInt() : null,
            OptionalInt::empty,
            (Integer value) -> OptionalInt.of(value)));
    all.add(
        optional(
            "optional-long",
            OptionalLong.class,
            value -> value.isPresent() ? value.getAsLong() : null,
            OptionalLong::empty,
            (Long value) -> OptionalLong.of(value)));
    all.add(
        optional(
            "optional-double",
            OptionalDouble.class,
            value -> value.isPresent() ? value.getAsDouble() : null,
            OptionalDouble::empty,
            (Double value) -> OptionalDouble.of(value)));
    all.add(entry("entry", Map.entry(0, 0).getClass(), Map::entry));
    all.add(entry("simple-entry", SimpleEntry.class, SimpleEntry::new));
    all.add(entry("immutable-entry", SimpleImmutableEntry.class, SimpleImmutableEntry::new));
    all.add(address("inet4-address", Inet4Address.class));
    all.add(address("inet6-address", Inet6Address.class));
    all.add(timeZone());
    all.add(
        of(
            "calendar",
            GregorianCalendar.class,
            PlatformConversions::facts,
            PlatformConversions::calendar));
    if (isThere("java.sql.Timestamp")) {
      all.addAll(SqlConversions.all());
    }
    return all;
  }

  @SuppressWarnings("unchecked") // a class says nothing of its type arguments
  static <T, S> Conversion<T> of(
      String name, Class<? extends T> type, Function<T, S> stored, Function<S, T> restored) {
    return Conversion.of(name, (Class<T>) type, stored, restored);
  }

  /** As a list of one or none, so that "none" is something else than null. */
  private static <T, S> Conversion<T> optional(
      String name,
      Class<T> type,
      Function<T, @Nullable S> value,
      Supplier<T> empty,
      Function<S, T> present) {
    return of(
        name,
        type,
        optional -> {
          S held = value.apply(optional);
          return held == null ? List.of() : List.of(held);
        },
        (List<S> held) -> held.isEmpty() ? empty.get() : present.apply(held.get(0)));
  }

  private static <T extends Map.Entry<?, ?>> Conversion<T> entry(
      String name, Class<? extends T> type, BiFunction<Object, Object, T> entry) {
    return of(
        name,
        type,
        each -> Arrays.asList(each.getKey(), each.getValue()),
        (List<?> pair) -> entry.apply(pair.get(0), pair.get(1)));
  }

  /** By host name, if it has one, and address: never looked up. */
  private static <T extends InetAddress> Conversion<T> address(String name, Class<T> type) {
    return of(
        name,
        type,
        address -> {
          String text = address.toString();
          String host = text.substring(0, text.indexOf('/'));
          int scope = address instanceof Inet6Address six ? six.getScopeId() : 0;
          return Arrays.asList(host.isEmpty() ? null : host, address.getAddress(), scope);
        },
        (List<?> facts) ->
            type.cast(
                address((String) facts.get(0), (byte[]) facts.get(1), (Integer) facts.get(2))));
  }

  private static InetAddress address(@Nullable String host, byte[] bytes, int scope) {
    try {
      return scope == 0
          ? InetAddress.getByAddress(host, bytes)
          : Inet6Address.getByAddress(host, bytes, scope);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("Not an address", e);
    }
  }

  private static Conversion<TimeZone> timeZone() {
    return of(
        "time-zone",
        TimeZone.getTimeZone("UTC").getClass(),
        zone -> {
          if (!TimeZone.getTimeZone(zone.getID()).equals(zone)) {
            throw new UnstorableValueException(
                "a java.util.TimeZone that is not the one of its ID: store a java.time.ZoneId");
          }
          return zone.getID();
        },
        (String id) -> {
          TimeZone zone = TimeZone.getTimeZone(id);
          if (!zone.getID().equals(id)) {
            throw new IllegalArgumentException("No time zone");
          }
          return zone;
        });
  }

  private static List<Object> facts(GregorianCalendar calendar) {
    return List.of(
        calendar.getTimeInMillis(),
        calendar.getTimeZone(),
        calendar.isLenient(),
        calendar.getFirstDayOfWeek(),
        calendar.getMinimalDaysInFirstWeek(),
        calendar.getGregorianChange());
  }

  @SuppressWarnings("JavaUtilDate") // part of GregorianCalendar
  private static GregorianCalendar calendar(List<?> facts) {
    GregorianCalendar calendar = new GregorianCalendar((TimeZone) facts.get(1));
    calendar.setGregorianChange((Date) facts.get(5));
    calendar.setLenient((Boolean) facts.get(2));
    calendar.setFirstDayOfWeek((Integer) facts.get(3));
    calendar.setMinimalDaysInFirstWeek((Integer) facts.get(4));
    calendar.setTimeInMillis((Long) facts.get(0));
    return calendar;
  }

  private static boolean isThere(String javaClass) {
    try {
      Class.forName(javaClass, false, PlatformConversions.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
