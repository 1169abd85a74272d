package io.cloakroom.javalin;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;

/** The kit bites in WebSockets too, which the other saboteurs' server does not accept. */
class WebSocketSaboteurTest {

  @Test
  void H26_theKitCatchesWebSocketsWithoutASession() {
    EngineTestKit.engine("junit-jupiter")
        .selectors(
            selectMethod(
                ForgetfulWebSockets.class, "H26_aWebSocketReadsTheSessionOfItsUpgradeRequest"))
        .execute()
        .testEvents()
        .assertStatistics(tests -> tests.started(1).failed(1));
  }
}
