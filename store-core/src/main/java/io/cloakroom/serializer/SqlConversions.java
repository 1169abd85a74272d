package io.cloakroom.serializer;

import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;

/** The times of JDBC; only loaded where the module java.sql is there. */
@SuppressWarnings("JavaUtilDate") // what people store
final class SqlConversions {

  private SqlConversions() {}

  static List<Conversion<?>> all() {
    return List.of(
        PlatformConversions.of(
            "sql-timestamp",
            Timestamp.class,
            Timestamp::toInstant,
            (Instant i) -> Timestamp.from(i)),
        PlatformConversions.of(
            "sql-date", Date.class, Date::getTime, (Long time) -> new Date(time)),
        PlatformConversions.of(
            "sql-time", Time.class, Time::getTime, (Long time) -> new Time(time)));
  }
}
