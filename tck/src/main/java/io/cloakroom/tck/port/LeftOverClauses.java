package io.cloakroom.tck.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.tck.client.Capability;
import io.cloakroom.tck.client.HeldResources;
import io.cloakroom.tck.client.PoolStateCheck;
import io.cloakroom.tck.servers.RawRedis;
import java.util.List;
import org.junit.jupiter.api.Test;

/** P28: what calls leave behind that did not fail. */
interface LeftOverClauses extends PortClauses {

  int OFTEN = 220;

  int SCANS = 100;

  /** Keys for more than two pages. */
  int PAGED = 50;

  /** Values, nothing, and refusals: an answer of each kind gives its connection back. */
  @Test
  default void P28_nothingPilesUpWithAnswers() throws Exception {
    port()
        .onServerBehindAProxy(
            (server, proxy, commands) -> {
              try (RawRedis raw = server.raw()) {
                raw.call("RPUSH", "foreign", "of another type");
              }
              PoolStateCheck.await(commands, port().timeout());
              HeldResources.watch(proxy, () -> askForEverything(commands));
            });
  }

  /** A scan of which nobody asks for the second page is over. */
  @Test
  default void P28_nothingPilesUpWithScansThatAreLeft() throws Exception {
    port()
        .onServerBehindAProxy(
            (server, proxy, commands) -> {
              for (int i = 0; i < PAGED; i++) {
                port().answer(commands.set("paged-" + i, new byte[1], SetOptions.always()));
              }
              PoolStateCheck.await(commands, port().timeout());
              HeldResources.watch(proxy, () -> leaveScans(commands));
            });
  }

  private void leaveScans(RedisCommands commands) {
    for (int i = 0; i < SCANS; i++) {
      ScanPage first = port().answer(commands.scan("paged-", ScanCursor.START, 1));
      ScanCursor next = first.next().orElseThrow();
      if (i % 4 == 0) {
        port().answer(commands.scan("paged-", next, 1));
      }
    }
  }

  private void askForEverything(RedisCommands commands) {
    for (int i = 0; i < OFTEN; i++) {
      for (EveryMethod method : EveryMethod.values()) {
        if (method.isScript() && !port().client().claims(Capability.SCRIPTS)) {
          continue;
        }
        String key = List.of("missing-" + i, "there", "foreign").get(i % 3);
        try {
          port().answer(method.call(commands, key));
        } catch (RedisRefusedException ofAnotherType) {
          assertThat(key).as("what %s is refused for", method).isEqualTo("foreign");
        }
      }
    }
  }
}
