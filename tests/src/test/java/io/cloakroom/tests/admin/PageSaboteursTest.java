package io.cloakroom.tests.admin;

import io.cloakroom.tests.saboteurs.KitRun;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is broken on purpose of the page of all sessions is caught by the test it names. */
class PageSaboteursTest {

  @ParameterizedTest
  @EnumSource
  void itsTestCatches(PageSaboteur saboteur) {
    KitRun.assertCaught(saboteur, saboteur.tests(), saboteur.caughtBy());
  }
}
