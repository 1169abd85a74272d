package io.cloakroom.tck.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClauseTest {

  @Test
  void aTestsNameBeginsWithItsClauses() {
    assertThat(Clause.idsIn("P8_aTtlKeepsItsMilliseconds")).containsExactly("P8");
    assertThat(Clause.idsIn("P12_P13_keysOnManySlots")).containsExactly("P12", "P13");
    assertThat(Clause.idsIn("theReadmeCompiles")).isEmpty();
  }
}
