package io.cloakroom.serializer.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers as {@code String(number)} of Node prints them. */
class EcmaNumberTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "1",
        "-1",
        "0.5",
        "1.25",
        "-1.125",
        "0.001",
        "0.0001",
        "0.000001",
        "1e-7",
        "1.5e-7",
        "-2.5e-9",
        "5e-324",
        "1.7976931348623157e+308",
        "1e+21",
        "1.2e+21",
        "100000000000000000000",
        "123456789012345680000",
        "-100000000000000000000",
        "9007199254740992",
        "12345678.1234",
        "-12345678.1234",
        "1234567.1234",
        "999999999999.999",
        "1000000000000.001",
        "99999999999999.98"
      })
  void aDoubleIsPrintedAsJavaScriptDoes(String number) {
    assertThat(EcmaNumber.format(Double.parseDouble(number))).isEqualTo(number);
  }

  @ParameterizedTest
  @CsvSource({
    "0.1,0.1",
    "-1.1,-1.1",
    "3.4028235E38,3.4028235e+38",
    "1.4E-45,1.4e-45",
    "16777216,16777216"
  })
  void aFloatHasNoMoreDigitsThanItNeeds(float value, String number) {
    assertThat(EcmaNumber.format(value)).isEqualTo(number);
    assertThat((float) Double.parseDouble(number)).isEqualTo(value);
  }

  @Test
  void integersAreSafeUpToTheLastThatIsANumberOfItsOwn() {
    long last = 9_007_199_254_740_991L;
    for (long safe : new long[] {0, last, -last}) {
      assertThat(EcmaNumber.isSafeInteger(safe)).as("%d", safe).isTrue();
    }
    for (long unsafe : new long[] {last + 1, -last - 1, Long.MIN_VALUE}) {
      assertThat(EcmaNumber.isSafeInteger(unsafe)).as("%d", unsafe).isFalse();
    }
  }
}
