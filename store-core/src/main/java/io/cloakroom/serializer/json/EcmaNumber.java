package io.cloakroom.serializer.json;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Numbers as JavaScript prints them, which is how {@code JSON.stringify} writes them.
 *
 * @see <a href="https://tc39.es/ecma262/#sec-numeric-types-number-tostring">ECMA-262,
 *     Number::toString</a>
 */
final class EcmaNumber {

  /** The largest integer up to which every integer is a JavaScript number of its own. */
  static final long MAX_SAFE_INTEGER = (1L << 53) - 1;

  private static final MathContext ONE_DIGIT = new MathContext(1);

  private EcmaNumber() {}

  static boolean isSafeInteger(long value) {
    return value >= -MAX_SAFE_INTEGER && value <= MAX_SAFE_INTEGER;
  }

  /**
   * @param value any finite number; minus zero prints as zero
   */
  static String format(double value) {
    long integer = (long) value;
    if (integer == value && isSafeInteger(integer)) {
      return Long.toString(integer);
    }
    long thousandths = (long) Math.rint(value * 1000);
    if (thousandths / 1000.0 == value && Math.abs(thousandths) < 1_000_000_000_000_000L) {
      return thousandths(thousandths);
    }
    String shortest = NumberOutput.toString(value, true);
    double magnitude = Math.abs(value);
    // between these bounds Java prints plain decimals, as JavaScript does
    return magnitude >= 1e-3 && magnitude < 1e7 ? shortest : relaid(fewest(shortest, value));
  }

  /**
   * A price or a percentage, in a fraction of the time. No two decimals of up to 15 digits are the
   * same double, so this one is the shortest.
   */
  private static String thousandths(long number) {
    int fraction = (int) (Math.abs(number) % 1000) + 1000;
    int digits = fraction % 10 != 0 ? 3 : fraction % 100 != 0 ? 2 : 1;
    return (number < 0 ? "-" : "")
        + Math.abs(number) / 1000
        + '.'
        + Integer.toString(fraction).substring(1, 1 + digits);
  }

  /** Returns the shortest digits that give the float back, even when they are read as a double. */
  static String format(float value) {
    double decimal = Double.parseDouble(NumberOutput.toString(value, true));
    return format((float) decimal == value ? decimal : (double) value);
  }

  /** Java prints two digits at least, which is one too many for some of the smallest doubles. */
  private static BigDecimal fewest(String javaDigits, double value) {
    BigDecimal decimal = new BigDecimal(javaDigits).stripTrailingZeros();
    BigDecimal oneDigit = decimal.round(ONE_DIGIT);
    return decimal.precision() == 2 && oneDigit.doubleValue() == value ? oneDigit : decimal;
  }

  /** Returns the same digits with the point and the exponent where ECMA-262 wants them. */
  private static String relaid(BigDecimal decimal) {
    String digits = decimal.unscaledValue().abs().toString();
    int count = digits.length();
    int point = count - decimal.scale();
    StringBuilder out = new StringBuilder(32);
    if (decimal.signum() < 0) {
      out.append('-');
    }
    if (point > 21 || point <= -6) {
      out.append(digits.charAt(0));
      if (count > 1) {
        out.append('.').append(digits, 1, count);
      }
      return out.append('e').append(point > 0 ? "+" : "").append(point - 1).toString();
    }
    if (point <= 0) {
      return out.append("0.").append("0".repeat(-point)).append(digits).toString();
    }
    if (point >= count) {
      return out.append(digits).append("0".repeat(point - count)).toString();
    }
    return out.append(digits, 0, point).append('.').append(digits, point, count).toString();
  }
}
