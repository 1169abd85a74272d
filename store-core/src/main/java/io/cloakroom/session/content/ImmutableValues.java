package io.cloakroom.session.content;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Values that nobody can change in place, so that handing them out can't change a session. */
final class ImmutableValues {

  private ImmutableValues() {}

  static boolean contains(@Nullable Object value) {
    return value == null
        || value instanceof String
        || value instanceof Boolean
        || value instanceof Integer
        || value instanceof Long
        || value instanceof Double
        || value instanceof Float
        || value instanceof Short
        || value instanceof Byte
        || value instanceof Character
        || value instanceof UUID
        || value instanceof Enum<?>
        || value.getClass() == BigInteger.class
        || value.getClass() == BigDecimal.class
        || isTime(value);
  }

  private static boolean isTime(Object value) {
    return (value instanceof TemporalAccessor || value instanceof TemporalAmount)
        && value.getClass().getPackageName().equals("java.time");
  }
}
