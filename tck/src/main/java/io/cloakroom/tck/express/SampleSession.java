package io.cloakroom.tck.express;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Random attributes that both sides can hold as they are: whatever JSON has, at its edges above
 * all. The same seed gives the same.
 */
public final class SampleSession {

  /** Integers as JavaScript prints them, the largest ones no longer exact. */
  private static final List<Object> NUMBERS =
      List.of(
          0,
          1,
          -1,
          Integer.MAX_VALUE,
          Integer.MIN_VALUE,
          2_147_483_648L,
          9_007_199_254_740_991L,
          -9_007_199_254_740_991L,
          9_007_199_254_740_992L,
          9_007_199_254_740_994L,
          1_152_921_504_606_847_000L,
          new BigInteger("123456789012345680000"),
          new BigInteger("-999999999999999900000"),
          1e21,
          -1.5e300,
          Double.MAX_VALUE,
          Double.MIN_VALUE,
          1e-7,
          0.1,
          19.99,
          1 / 3.0);

  private static final List<String> PIECES =
      List.of(
          "a",
          "Z",
          "7",
          " ",
          "é",
          "漢",
          "😀",
          "\ud800",
          "\udc00",
          "\u0000",
          "\u001f",
          "\u2028",
          "\"",
          "\\",
          "/",
          "<",
          "\n",
          "\u007f",
          "\ufeff",
          "__proto__",
          "toString");

  private static final int DEEPEST = 4;

  private final Random random;

  private SampleSession(long seed) {
    this.random = new Random(seed);
  }

  /**
   * The attributes of a session, which may have names such as {@code 10}. None is null, because in
   * a servlet setting null removes.
   */
  public static Map<String, Object> attributes(long seed) {
    SampleSession sample = new SampleSession(seed);
    Map<String, Object> attributes = new LinkedHashMap<>();
    int count = 1 + sample.random.nextInt(8);
    for (int i = 0; i < count; i++) {
      Object value = sample.value(0);
      attributes.put(sample.attributeName(), value == null ? sample.text() : value);
    }
    return attributes;
  }

  /** No lone surrogates, and nothing that every object has. */
  private String attributeName() {
    return switch (random.nextInt(5)) {
      case 0 -> Integer.toString(random.nextInt(20));
      case 1 -> "größe 漢 😀" + random.nextInt(9);
      case 2 -> "a\"b\\c\n" + random.nextInt(9);
      default -> "name" + random.nextInt(50);
    };
  }

  private @Nullable Object value(int depth) {
    int kinds = depth < DEEPEST ? 9 : 6;
    return switch (random.nextInt(kinds)) {
      case 0 -> null;
      case 1 -> random.nextBoolean();
      case 2 -> random.nextInt();
      case 3 -> NUMBERS.get(random.nextInt(NUMBERS.size()));
      case 4, 5 -> text();
      case 6 -> list(depth);
      default -> map(depth);
    };
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    int pieces = random.nextInt(12);
    for (int i = 0; i < pieces; i++) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }

  private List<@Nullable Object> list(int depth) {
    List<@Nullable Object> list = new ArrayList<>();
    int size = random.nextInt(4);
    for (int i = 0; i < size; i++) {
      list.add(value(depth + 1));
    }
    return list;
  }

  private Map<String, @Nullable Object> map(int depth) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    int size = random.nextInt(4);
    for (int i = 0; i < size; i++) {
      map.put(
          random.nextInt(3) == 0 ? "" + random.nextInt(100) : wellFormed(text()), value(depth + 1));
    }
    return map;
  }

  private static String wellFormed(String text) {
    return text.replaceAll("\\p{Cs}", "?");
  }
}
