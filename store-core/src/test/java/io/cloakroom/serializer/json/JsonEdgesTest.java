package io.cloakroom.serializer.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cloakroom.record.SessionCookie;
import io.cloakroom.record.SessionRecord;
import io.cloakroom.record.UnreadableRecordException;
import io.cloakroom.record.UnstorableAttributeException;
import io.cloakroom.serializer.HostileKeys;
import io.cloakroom.serializer.Limits;
import io.cloakroom.serializer.Samples.Item;
import io.cloakroom.serializer.Samples.Page;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a record's form or its limits begin and end. */
class JsonEdgesTest {

  private final JsonSessionSerializer serializer = JsonSessionSerializer.create();

  record Shelf(Page<Item> page, List<Long> counts) {}

  @ParameterizedTest
  @CsvSource({
    "9007199254740991,9007199254740991",
    "9007199254740992,9007199254740992",
    "9007199254740993,'\"9007199254740993\"'",
    "-9007199254740993,'\"-9007199254740993\"'"
  })
  void aLongThatJavaScriptWouldRoundIsText(long value, String json) {
    assertThat(json(value)).contains("\"a\":" + json);
  }

  @ParameterizedTest
  @CsvSource({
    "1,1",
    "10000000000000000000,10000000000000000000",
    "100000000000000000000,100000000000000000000",
    "18446744073709551616,'\"18446744073709551616\"'",
    "1000000000000000000000,'\"1000000000000000000000\"'",
    "9007199254740993,'\"9007199254740993\"'"
  })
  void aBigIntegerIsWrittenLikewiseAndOneBeyondEveryLongNeedsNoTag(BigInteger value, String json) {
    assertThat(json(value)).contains("\"a\":" + json);
    assertThat(json(value).contains(RecordMetadata.NAME))
        .isEqualTo(json.startsWith("\"") || value.bitLength() < Long.SIZE);
  }

  @Test
  void numbersHaveNoMoreDigitsThanCanBeReadInTime() {
    BigDecimal long1 = new BigDecimal(BigInteger.TEN.pow(Limits.DIGITS + 10));

    assertThatExceptionOfType(UnstorableAttributeException.class)
        .isThrownBy(() -> json(long1))
        .withMessageContaining("10000 digits");
  }

  @Test
  void depthIsThatOfWhatIsWithinAndNotOfWhatIsBeside() {
    List<Object> beside = new ArrayList<>();
    for (int i = 0; i < 2 * Limits.DEPTH; i++) {
      beside.add(new ArrayList<>(List.of(new LinkedHashMap<>(Map.of("k", i)))));
    }
    assertThat(back(beside)).isEqualTo(beside);
    for (Object deepest : List.of(nestedMaps(Limits.DEPTH), nestedLists(Limits.DEPTH))) {
      assertThat(back(deepest)).isEqualTo(deepest);
    }
    for (Object deeper : List.of(nestedMaps(Limits.DEPTH + 1), nestedLists(Limits.DEPTH + 1))) {
      assertThatExceptionOfType(UnstorableAttributeException.class)
          .isThrownBy(() -> json(deeper))
          .withMessageContaining("levels deep");
    }
  }

  @Test
  void whatCannotBeStoredIsNamedByItsPlace() {
    List<Object> list = new ArrayList<>(Arrays.asList("first", "second", new Object()));

    assertThatExceptionOfType(UnstorableAttributeException.class)
        .isThrownBy(() -> json(list))
        .withMessageContaining("holds at [2] a java.lang.Object");
  }

  @Test
  void keysOfOneHashCodeAreNotMoreThanCanBeReadInTime() {
    Set<Object> keys = new HashSet<>();
    Map<Object, Object> map = new HashMap<>();
    for (int i = 0; i < 201; i++) {
      keys.add(colliding(i));
      map.put(colliding(i), i);
    }
    assertThat(back(keys)).isEqualTo(keys);
    assertThat(back(map)).isEqualTo(map);
    keys.add(colliding(-1));
    map.put(colliding(-1), 0);
    for (Object tooMany : List.of(keys, map, new TreeMap<>(Map.of(1, keys)), Set.copyOf(keys))) {
      assertThatExceptionOfType(UnstorableAttributeException.class)
          .isThrownBy(() -> json(tooMany))
          .withMessageContaining("same hash code");
    }
  }

  @Test
  void keysOfManyHashCodesMayBeAny() {
    Set<Object> keys = new HashSet<>();
    Map<Object, Object> map = new HashMap<>();
    Set<Object> textOfOneHash = new HashSet<>();
    for (int i = 0; i < 20_000; i++) {
      keys.add(Optional.of(i));
      map.put(List.of(i % 100, i / 100), i);
      textOfOneHash.add(HostileKeys.text(i));
    }
    for (Object many : List.of(keys, map, Set.copyOf(keys), textOfOneHash)) {
      assertThat(back(many)).isEqualTo(many);
    }
  }

  private static Object colliding(int i) {
    return List.of(i, -31 * i);
  }

  @Test
  void aRecordIsAsLargeAsItMayBeAndNoLarger() {
    int most = 1024;
    JsonSessionSerializer small = JsonSessionSerializer.builder().maxRecordBytes(most).build();
    int rest = small.serialize(holding("")).length;
    byte[] largest = small.serialize(holding("x".repeat(most - rest)));

    assertThat(largest).hasSize(most);
    assertThat(small.deserialize(largest).attributes().get("a")).isEqualTo("x".repeat(most - rest));
    for (int more = 1; more < 5; more++) {
      String tooLong = "x".repeat(most - rest + more);
      assertThatExceptionOfType(UnstorableAttributeException.class)
          .isThrownBy(() -> small.serialize(holding(tooLong)))
          .withMessageStartingWith("Attribute \"a\" ")
          .withMessageContaining("beyond 1024 bytes");
      assertThatExceptionOfType(UnreadableRecordException.class)
          .isThrownBy(() -> small.deserialize(serializer.serialize(holding(tooLong))));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JsonSessionSerializer.builder().maxRecordBytes(most - 1));
  }

  @Test
  void bytesThatAreNoUtf8AreUnreadableWhereverTheyStand() {
    for (byte[] bad : new byte[][] {{(byte) 0xE9}, {(byte) 0xED, (byte) 0xA0, (byte) 0x80}}) {
      for (int before = 0; before < 9; before++) {
        byte[] bytes = json("x".repeat(before) + "!".repeat(bad.length)).getBytes(UTF_8);
        int at = new String(bytes, UTF_8).indexOf('!');
        System.arraycopy(bad, 0, bytes, at, bad.length);

        assertThatExceptionOfType(UnreadableRecordException.class)
            .isThrownBy(() -> serializer.deserialize(bytes))
            .withMessage("The record is not UTF-8");
      }
    }
  }

  @Test
  void equalSetsAndMapsAreEqualBytes() {
    assertThat(json(Set.of("d", "b", "a", "c"))).contains("[\"a\",\"b\",\"c\",\"d\"]");
    assertThat(json(Map.of(3, "c", 1, "a", 2, "b"))).contains("[[1,\"a\"],[2,\"b\"],[3,\"c\"]]");
    for (Object mixed : List.of(Set.of(1, "a", 2L), Map.of(1, 1, "a", 2), Set.of(), Map.of())) {
      assertThat(back(mixed)).isEqualTo(mixed);
    }
  }

  @Test
  void aNameOfAnyCharactersStandsThereAsItIs() {
    SessionRecord written = new SessionRecord(SessionCookie.PLAIN, Map.of("é b\u0001\"\\", 1));

    String json = new String(serializer.serialize(written), UTF_8);

    assertThat(json("half \uD83D of it")).contains("\"half \\ud83d of it\"");
    assertThat(json).contains("\"é b\\u0001\\\"\\\\\":1");
    assertThat(serializer.deserialize(json.getBytes(UTF_8))).isEqualTo(written);
  }

  @Test
  void aGenericClassOfOnesOwnComesBackAndAnElementOfAnotherClassThanDeclaredIsRefused() {
    JsonSessionSerializer typed =
        JsonSessionSerializer.builder().allow(Shelf.class, Page.class, Item.class).build();
    Item hat = new Item("hat", 1, new BigDecimal("1.0"), LocalDate.EPOCH);
    Page<Item> page = new Page<>(new ArrayList<>(List.of(hat)), 1, Optional.of(hat));
    Shelf shelf = new Shelf(page, new ArrayList<>(List.of(1L)));
    @SuppressWarnings("unchecked") // an Integer in disguise, as unchecked casts let in
    List<Long> counts = (List<Long>) (List<?>) new ArrayList<>(List.of(1L, 2));

    Object back = typed.deserialize(typed.serialize(holding(shelf))).attributes().get("a");

    assertThat(back).isEqualTo(shelf);
    assertThatExceptionOfType(UnstorableAttributeException.class)
        .isThrownBy(() -> typed.serialize(holding(new Shelf(page, counts))))
        .withMessageContaining("counts");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "\"types\"",
        "{\"types\":[]}",
        "{\"types\":\"a\"}",
        "{\"types\":{\"a\":1}}",
        "{\"types\":{\"a\":[]}}",
        "{\"types\":{\"a\":[1,\"int\"]}}",
        "{\"types\":{\"a\":[\"linked-list\",\"int\",\"int\"]}}",
        "{\"types\":{\"a\":{}}}",
        "{\"types\":{\"a\":{\"linked-list\":{},\"int\":{}}}}",
        "{\"types\":{\"a\":{\"linked-list\":[]}}}",
        "{\"types\":{},\"types\":{}}"
      })
  void aTableOfTypesOfAnotherShapeIsUnreadable(String table) {
    String json =
        "{\"cookie\":{\"path\":\"/\"},\"a\":[1],\"" + RecordMetadata.NAME + "\":" + table + "}";

    assertThatExceptionOfType(UnreadableRecordException.class)
        .isThrownBy(() -> serializer.deserialize(json.getBytes(UTF_8)));
  }

  private static Object nestedMaps(int depth) {
    Map<String, Object> outer = new LinkedHashMap<>();
    if (depth > 1) {
      outer.put("k", nestedMaps(depth - 1));
    }
    return outer;
  }

  private static Object nestedLists(int depth) {
    List<Object> outer = new ArrayList<>();
    if (depth > 1) {
      outer.add(nestedLists(depth - 1));
    }
    return outer;
  }

  private Object back(Object value) {
    return JsonSessionSerializer.create()
        .deserialize(serializer.serialize(holding(value)))
        .attributes()
        .get("a");
  }

  private String json(Object value) {
    return new String(serializer.serialize(holding(value)), UTF_8);
  }

  private static SessionRecord holding(Object value) {
    return new SessionRecord(SessionCookie.PLAIN, Map.of("a", value));
  }
}
