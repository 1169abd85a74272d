package io.cloakroom.serializer.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cloakroom.record.SessionCookie;
import io.cloakroom.record.UnreadableRecordException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The cookie of a record, as other programs may have written it. */
class CookieJsonTest {

  @ParameterizedTest
  @CsvSource({"60000,60000", "1.5,2", "1e3,1000", "-1.5,-1", "0,0", "null,", "false,"})
  void aMaxAgeIsAnyNumberOfMilliseconds(String written, Long read) {
    assertThat(cookie("\"originalMaxAge\":" + written).maxAge())
        .isEqualTo(read == null ? null : Duration.ofMillis(read));
  }

  @ParameterizedTest
  @CsvSource({
    "99999999999999999999999,P365000D",
    "1e300,P365000D",
    "-1e300,P-365000D",
    "9223372036854775807.5,P365000D",
    "0.4,PT0.001S"
  })
  void aMaxAgeBeyondAThousandYearsIsAThousandYears(String written, Duration read) {
    assertThat(cookie("\"originalMaxAge\":" + written).maxAge()).isEqualTo(read);
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "\"60000\"", "{}"})
  void aMaxAgeThatIsNoNumberIsUnreadable(String written) {
    assertThatExceptionOfType(UnreadableRecordException.class)
        .isThrownBy(() -> cookie("\"originalMaxAge\":" + written));
  }

  @ParameterizedTest
  @CsvSource({"true,true", "false,false", "null,"})
  void aFlagIsSaidOrNot(String written, Boolean read) {
    assertThat(cookie("\"secure\":" + written).secure()).isEqualTo(read);
  }

  private static SessionCookie cookie(String member) {
    return JsonSessionSerializer.create()
        .deserialize(("{\"cookie\":{" + member + ",\"path\":\"/\"}}").getBytes(UTF_8))
        .cookie();
  }
}
