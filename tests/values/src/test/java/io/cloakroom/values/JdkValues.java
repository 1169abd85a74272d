package io.cloakroom.values;

import static io.cloakroom.values.Sample.of;

import java.io.File;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.chrono.JapaneseDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.Currency;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.SimpleTimeZone;
import java.util.StringJoiner;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Values of the JDK that are no collections. */
final class JdkValues {

  private JdkValues() {}

  static List<Sample> numbersAndText() {
    return List.of(
        of("null", null),
        of("true", true),
        of("(byte) 1", (byte) 1),
        of("(short) -2", (short) -2),
        of("3", 3),
        of("Integer.MIN_VALUE", Integer.MIN_VALUE),
        of("4L", 4L),
        of("Long.MAX_VALUE", Long.MAX_VALUE),
        of("1L << 53", 1L << 53),
        of("1.5f", 1.5f),
        of("Float.NaN", Float.NaN),
        of("2.0", 2.0),
        of("0.1", 0.1),
        of("-0.0", -0.0),
        of("Double.MIN_VALUE", Double.MIN_VALUE),
        of("Double.NaN", Double.NaN),
        of("Double.POSITIVE_INFINITY", Double.POSITIVE_INFINITY),
        of("'x'", 'x'),
        of("'\\uD800'", '\uD800'),
        of("new BigInteger(\"9\".repeat(40))", new BigInteger("9".repeat(40))),
        of("BigInteger.ONE", BigInteger.ONE),
        of("new BigDecimal(\"1.50\")", new BigDecimal("1.50")),
        of("new BigDecimal(\"1E+3\")", new BigDecimal("1E+3")),
        of("\"\"", ""),
        of("\"Grüße 👋\"", "Grüße 👋"),
        of("\"\\uD800\"", "\uD800"),
        of("\"\\0\"", "\0"),
        of("new AtomicInteger(5)", new AtomicInteger(5)),
        of("new AtomicLong(Long.MIN_VALUE)", new AtomicLong(Long.MIN_VALUE)),
        of("new AtomicBoolean(true)", new AtomicBoolean(true)),
        of("new AtomicReference<>(\"a\")", new AtomicReference<>("a")),
        of("new LongAdder()", new LongAdder()),
        of("OptionalInt.of(1)", OptionalInt.of(1)),
        of("OptionalInt.empty()", OptionalInt.empty()),
        of("OptionalLong.of(1)", OptionalLong.of(1)),
        of("OptionalDouble.of(1)", OptionalDouble.of(1)),
        of("Optional.of(\"a\")", Optional.of("a")),
        of("Optional.empty()", Optional.empty()),
        of("Optional.of(Optional.empty())", Optional.of(Optional.empty())),
        of("new StringBuilder(\"a\")", new StringBuilder("a")),
        of("new StringJoiner(\",\")", new StringJoiner(",")),
        of("BitSet.valueOf(new long[] {5})", BitSet.valueOf(new long[] {5})),
        of("new BitSet()", new BitSet()));
  }

  @SuppressWarnings("deprecation")
  static List<Sample> times() {
    GregorianCalendar calendar = new GregorianCalendar(TimeZone.getTimeZone("Europe/Paris"));
    calendar.setTimeInMillis(1_700_000_000_000L);
    GregorianCalendar lenient = (GregorianCalendar) calendar.clone();
    lenient.setLenient(false);
    lenient.setFirstDayOfWeek(4);
    return List.of(
        of("Instant.EPOCH", Instant.EPOCH),
        of("Instant.MAX", Instant.MAX),
        of("Duration.ofNanos(1)", Duration.ofNanos(1)),
        of("Duration.ofSeconds(Long.MIN_VALUE)", Duration.ofSeconds(Long.MIN_VALUE)),
        of("Period.of(1, 2, 3)", Period.of(1, 2, 3)),
        of("LocalDate.of(2024, 2, 29)", LocalDate.of(2024, 2, 29)),
        of("LocalDate.MAX", LocalDate.MAX),
        of("LocalTime.NOON", LocalTime.NOON),
        of("LocalDateTime.MIN", LocalDateTime.MIN),
        of("OffsetTime.MAX", OffsetTime.MAX),
        of("OffsetDateTime.MIN", OffsetDateTime.MIN),
        of(
            "ZonedDateTime.of(LocalDateTime.of(2024, 10, 27, 2, 30), ZoneId.of(\"Europe/Paris\"))",
            ZonedDateTime.of(LocalDateTime.of(2024, 10, 27, 2, 30), ZoneId.of("Europe/Paris"))),
        of("Year.of(2024)", Year.of(2024)),
        of("YearMonth.of(12024, 1)", YearMonth.of(12024, 1)),
        of("MonthDay.of(2, 29)", MonthDay.of(2, 29)),
        of("ZoneId.of(\"Europe/Paris\")", ZoneId.of("Europe/Paris")),
        of("ZoneOffset.UTC", ZoneOffset.UTC),
        of("DayOfWeek.MONDAY", DayOfWeek.MONDAY),
        of("Month.MAY", Month.MAY),
        of("ChronoUnit.DAYS", ChronoUnit.DAYS),
        of("TimeUnit.SECONDS", TimeUnit.SECONDS),
        of("new Date(0)", new Date(0)),
        of("new Date(Long.MAX_VALUE)", new Date(Long.MAX_VALUE)),
        of(
            "Timestamp.from(Instant.ofEpochSecond(1, 2))",
            Timestamp.from(Instant.ofEpochSecond(1, 2))),
        of("new java.sql.Date(0)", new java.sql.Date(0)),
        of("new Time(0)", new Time(0)),
        of("new GregorianCalendar(…)", calendar),
        of("a GregorianCalendar with settings", lenient),
        of("TimeZone.getTimeZone(\"Europe/Paris\")", TimeZone.getTimeZone("Europe/Paris")),
        of("TimeZone.getTimeZone(\"GMT+3\")", TimeZone.getTimeZone("GMT+3")),
        of("new SimpleTimeZone(0, \"mine\")", new SimpleTimeZone(0, "mine")),
        of("JapaneseDate.of(2024, 1, 1)", JapaneseDate.of(2024, 1, 1)),
        of("Clock.systemUTC()", Clock.systemUTC()),
        of("DateTimeFormatter.ISO_DATE", DateTimeFormatter.ISO_DATE));
  }

  static List<Sample> others() {
    Supplier<String> lambda = () -> "a";
    return List.of(
        of("UUID.fromString(…)", UUID.fromString("8f9ac02d-0bd3-4a57-9c0e-94d5ab7d52f5")),
        of("URI.create(\"/a?b=ü\")", URI.create("/a?b=ü")),
        of("new URL(\"http://a\")", url()),
        of("Locale.GERMANY", Locale.GERMANY),
        of("Locale.ROOT", Locale.ROOT),
        of("Currency.getInstance(\"EUR\")", Currency.getInstance("EUR")),
        of("InetAddress.getByName(\"10.0.0.1\")", address(null, 10, 0, 0, 1)),
        of("InetAddress.getByAddress(\"shop\", …)", address("shop", 10, 0, 0, 2)),
        of(
            "InetAddress.getByName(\"::1\")",
            address(null, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)),
        of(
            "new InetSocketAddress(InetAddress.getLoopbackAddress(), 80)",
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 80)),
        of("RoundingMode.HALF_UP", RoundingMode.HALF_UP),
        of("StandardOpenOption.READ", StandardOpenOption.READ),
        of("Thread.State.NEW", Thread.State.NEW),
        of("StandardCharsets.UTF_8", StandardCharsets.UTF_8),
        of("Pattern.compile(\"a\")", Pattern.compile("a")),
        of("Path.of(\"a\")", Path.of("a")),
        of("new File(\"a\")", new File("a")),
        of("String.class", String.class),
        of("new Object()", new Object()),
        of("new Random(1)", new Random(1)),
        of("ThreadLocalRandom.current()", ThreadLocalRandom.current()),
        of("Thread.currentThread()", Thread.currentThread()),
        of("new ReentrantLock()", new ReentrantLock()),
        of("CompletableFuture.completedFuture(1)", CompletableFuture.completedFuture(1)),
        of("new IllegalStateException(\"a\")", new IllegalStateException("a")),
        of("ByteBuffer.allocate(1)", ByteBuffer.allocate(1)),
        of("Stream.of(1)", Stream.of(1)),
        of("List.of(1).iterator()", List.of(1).iterator()),
        of("() -> \"a\"", lambda),
        of("String::length", (java.util.function.Function<String, Integer>) String::length),
        of(
            "Proxy.newProxyInstance(…)",
            java.lang.reflect.Proxy.newProxyInstance(
                JdkValues.class.getClassLoader(),
                new Class<?>[] {Runnable.class},
                (proxy, method, arguments) -> method.getName().equals("hashCode") ? 1 : null)));
  }

  private static URL url() {
    try {
      return URI.create("http://a").toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static InetAddress address(String host, int... bytes) {
    byte[] address = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      address[i] = (byte) bytes[i];
    }
    try {
      return InetAddress.getByAddress(host, address);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
