package io.cloakroom.javalin;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineTestKit;

/** The kit bites in WebSockets too, which the other saboteurs' server does not accept. */
class WebSocketSaboteurTest {

  @Test
  void H26_theKitCatchesWebSocketsWithoutASession() {
    assertCaught(ForgetfulWebSockets.class, "H26_aWebSocketReadsTheSessionOfItsUpgradeRequest");
  }

  @Test
  void H26_theKitCatchesWebSocketsThatReadTheirSessionAfterTheUpgrade() {
    assertCaught(LateWebSockets.class, "H26_theAnswerToAnUpgradeCarriesTheCookieThatIsDue");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "H38_aMessageSeesWhatRequestsHaveChangedSinceTheUpgrade",
        "H38_aWebSocketLearnsWithTheNextMessageThatItsSessionHasEnded",
        "H38_whoSendsMessagesStaysLoggedIn",
        "H38_aWebSocketOpenedBeforeALogInIsNotLoggedIn"
      })
  void H38_theKitCatchesWebSocketsThatReadTheirSessionOnce(String test) {
    assertCaught(StaleWebSockets.class, test);
  }

  private static void assertCaught(Class<?> saboteur, String test) {
    EngineTestKit.engine("junit-jupiter")
        .selectors(selectMethod(saboteur, test))
        .execute()
        .testEvents()
        .assertStatistics(tests -> tests.started(1).failed(1));
  }
}
