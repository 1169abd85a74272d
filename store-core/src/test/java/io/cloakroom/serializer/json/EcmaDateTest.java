package io.cloakroom.serializer.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times as {@code toISOString} of a JavaScript Date prints them. */
class EcmaDateTest {

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T08:00:00Z,2026-11-23T08:00:00.000Z",
    "2026-11-23T08:09:05.007Z,2026-11-23T08:09:05.007Z",
    "0000-01-01T00:00:00Z,0000-01-01T00:00:00.000Z",
    "9999-12-31T23:59:59.999Z,9999-12-31T23:59:59.999Z",
    "+10000-01-01T00:00:00Z,+010000-01-01T00:00:00.000Z",
    "-0001-12-31T00:00:00Z,-000001-12-31T00:00:00.000Z",
    "+275760-09-13T00:00:00Z,+275760-09-13T00:00:00.000Z",
    "+275760-09-13T00:00:01Z,+275760-09-13T00:00:01Z",
    "-271821-04-20T00:00:00Z,-271821-04-20T00:00:00.000Z"
  })
  void aTimeIsPrintedAsJavaScriptDoesWhereItHasOne(Instant time, String text) {
    assertThat(EcmaDate.format(time)).isEqualTo(text);
    assertThat(EcmaDate.parse(text)).isEqualTo(time);
  }

  @Test
  void otherFractionsAreReadToo() {
    assertThat(EcmaDate.parse("2026-11-23T08:00:00.1234567Z"))
        .isEqualTo(Instant.parse("2026-11-23T08:00:00.123456700Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026/11-23T08:00:00.000Z",
        "2026-11/23T08:00:00.000Z",
        "2026-11-23 08:00:00.000Z",
        "2026-11-23T08.00:00.000Z",
        "2026-11-23T08:00.00.000Z",
        "2026-11-23T08:00:00:000Z",
        "2026-11-23T08:00:00.000z0",
        "2026-11-23T08:00:00.000X",
        "2026-11-23T08:00:00.00/Z",
        "2026-11-23T08:00:00.00:Z",
        "2026-13-23T08:00:00.000Z"
      })
  void whatIsNoTimeIsRefused(String text) {
    assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> EcmaDate.parse(text));
  }
}
