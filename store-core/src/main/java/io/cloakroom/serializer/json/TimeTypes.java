package io.cloakroom.serializer.json;

import io.cloakroom.serializer.UnrestorableValueException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneRulesException;
import java.util.Date;
import java.util.List;
import java.util.function.Function;

/** The types of java.time and java.util.Date, as ISO 8601 where it has a form for them. */
final class TimeTypes {

  private TimeTypes() {}

  static List<ScalarType<?>> all() {
    return List.of(
        text("instant", Instant.class, Instant::toString, Instant::parse),
        text("local-date", LocalDate.class, LocalDate::toString, LocalDate::parse),
        text("local-time", LocalTime.class, LocalTime::toString, LocalTime::parse),
        text("local-date-time", LocalDateTime.class, LocalDateTime::toString, LocalDateTime::parse),
        text(
            "offset-date-time",
            OffsetDateTime.class,
            OffsetDateTime::toString,
            OffsetDateTime::parse),
        text("zoned-date-time", ZonedDateTime.class, ZonedDateTime::toString, TimeTypes::zonedTime),
        text("offset-time", OffsetTime.class, OffsetTime::toString, OffsetTime::parse),
        text("duration", Duration.class, Duration::toString, Duration::parse),
        text("period", Period.class, Period::toString, Period::parse),
        new ScalarType<>(
            "year",
            Year.class,
            (value, out) -> out.writeNumber(value.getValue()),
            plain -> Year.of((Integer) plain),
            value -> false),
        text("year-month", YearMonth.class, YearMonth::toString, TimeTypes::yearMonth),
        text("month-day", MonthDay.class, MonthDay::toString, MonthDay::parse),
        text("zone-offset", ZoneOffset.class, ZoneOffset::getId, ZoneOffset::of),
        text("zone", ZoneId.class, ZoneId::getId, TimeTypes::zone),
        text("date", Date.class, date -> EcmaDate.format(date.toInstant()), TimeTypes::date));
  }

  private static <T> ScalarType<T> text(
      String name, Class<T> javaType, Function<T, String> print, Function<String, T> parse) {
    return new ScalarType<>(
        name,
        javaType,
        (value, out) -> out.writeString(print.apply(value)),
        plain -> parse.apply(TextTypes.text(plain)),
        value -> false);
  }

  /** Another JVM may know zones that this one does not. */
  private static ZoneId zone(String id) {
    try {
      return ZoneId.of(id);
    } catch (ZoneRulesException e) {
      throw new UnrestorableValueException(
          ZoneId.class.getName(), "this JVM does not know the time zone");
    }
  }

  /** By its own offset, which {@code ZonedDateTime.parse} may move where clocks were changed. */
  private static ZonedDateTime zonedTime(String text) {
    int bracket = text.indexOf('[');
    if (bracket < 0) {
      OffsetDateTime time = OffsetDateTime.parse(text);
      return time.toLocalDateTime().atZone(time.getOffset());
    }
    OffsetDateTime time = OffsetDateTime.parse(text.substring(0, bracket));
    ZoneId zone = zone(text.substring(bracket + 1, text.length() - 1));
    return ZonedDateTime.ofInstant(time.toLocalDateTime(), time.getOffset(), zone);
  }

  /**
   * Also beyond the year 9999, where {@code YearMonth.parse} wants a sign that it doesn't print.
   */
  private static YearMonth yearMonth(String text) {
    int hyphen = text.lastIndexOf('-');
    return YearMonth.of(
        Integer.parseInt(text.substring(0, hyphen)), Integer.parseInt(text.substring(hyphen + 1)));
  }

  @SuppressWarnings("JavaUtilDate") // what people store
  private static Date date(String text) {
    return new Date(EcmaDate.parse(text).toEpochMilli());
  }
}
