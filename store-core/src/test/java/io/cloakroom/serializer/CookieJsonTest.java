package io.cloakroom.serializer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cloakroom.session.SessionCookie;
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
  @ValueSource(
      strings = {
        "99999999999999999999999",
        "1e300",
        "-1e300",
        "9223372036854775808",
        "9223372036854775807.5",
        "true",
        "\"60000\"",
        "{}"
      })
  void aMaxAgeThatNoDurationHoldsIsUnreadable(String written) {
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
