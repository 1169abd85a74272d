package io.cloakroom.serializer.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloakroom.record.ByteSlice;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsualValuesTest {

  private static final int MOST = 1_024;

  private final ObjectMapper jackson = new ObjectMapper();

  static List<Object> usual() {
    return List.of(
        0, 7, -1, 999_999_999, Integer.MAX_VALUE, Integer.MIN_VALUE, true, false, "", " ", "a~ b");
  }

  @ParameterizedTest
  @MethodSource("usual")
  void writesWhatJacksonWrites(Object value) throws IOException {
    assertThat(UsualValues.write(value, MOST)).isEqualTo(jackson.writeValueAsBytes(value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"", "\\", "\n", "\u007f", "é", "\ud83d\ude00", "\ud83d"})
  void leavesTextThatNeedsMoreThanQuotationMarksToJackson(String text) {
    assertThat(UsualValues.write(text, MOST)).isNull();
  }

  @Test
  void leavesTextThatIsTooLongToWhoeverRefusesIt() {
    assertThat(UsualValues.write("x".repeat(MOST - 2), MOST)).hasSize(MOST);
    assertThat(UsualValues.write("x".repeat(MOST - 1), MOST)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "7", "-7", "999999999", "true", "false", "\"\"", "\"a~ b\""})
  void readsWhatJacksonReads(String json) throws IOException {
    ByteSlice slice = ByteSlice.of(json.getBytes(UTF_8));

    assertThat(UsualValues.isUsual(slice)).isTrue();
    try (JsonParser in = jackson.createParser(json)) {
      in.nextToken();
      assertThat(UsualValues.read(slice)).isEqualTo(PlainReader.read(in));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "-0",
        "00",
        "01",
        "1.0",
        "1e3",
        "1234567890",
        "--1",
        "+1",
        "1 ",
        "tru",
        "nul",
        "null",
        "\"",
        "\"\\n\"",
        "\"é\"",
        "\"a\"b\"",
        "[]",
        "{}"
      })
  void leavesEverythingElseToJackson(String json) {
    assertThat(UsualValues.isUsual(ByteSlice.of(json.getBytes(UTF_8)))).isFalse();
  }
}
