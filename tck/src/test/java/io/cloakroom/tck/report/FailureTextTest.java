package io.cloakroom.tck.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailureTextTest {

  @Test
  void theFailureAndItsCausesAreNamed() {
    Exception failure =
        new IllegalStateException("not saved", new IllegalArgumentException("no key"));

    assertThat(FailureText.of(failure))
        .isEqualTo(
            "java.lang.IllegalStateException: not saved\n"
                + "caused by java.lang.IllegalArgumentException: no key");
  }

  @Test
  void whatAnAssertionSaysOfManyElementsIsCutAndHoldsNoStackTrace() {
    String element = "expected: 1\n but was: 2\n\tat io.Some.where(Some.java:1)\n\n\t...(9 more)\n";

    assertThat(FailureText.of(new AssertionError("These do not hold:\n" + element.repeat(20))))
        .doesNotContain("Some.java", "...(")
        .endsWith("\n…")
        .hasLineCount(13);
  }
}
