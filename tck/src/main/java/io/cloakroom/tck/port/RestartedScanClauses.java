package io.cloakroom.tck.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.tck.client.Capability;
import io.cloakroom.tck.client.Recovery;
import io.cloakroom.tck.servers.Await;
import io.cloakroom.tck.servers.CommandStats;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** P14, of scans during which the server is started again. */
interface RestartedScanClauses extends PortClauses {

  /** Of which a server that is started again has none in the same place. */
  int MANY = 2_000;

  /** The first page of a scan, and what it lacks of the keys that were there throughout. */
  private ScanPage begun(RedisCommands commands, Set<String> missing) {
    IntStream.range(0, MANY).forEach(i -> missing.add("stays:" + i));
    missing.forEach(key -> port().answer(commands.set(key, new byte[1], SetOptions.always())));
    ScanPage first = port().answer(commands.scan("stays:", ScanCursor.START, MANY / 4));
    missing.removeAll(first.keys());
    return first;
  }

  /** Its cursor means nothing to the server that was started again. */
  @Test
  default void P14_aScanFindsWhatStaysWhileTheServerIsStartedAgain() throws Exception {
    port().needs(Capability.RESTARTED_SCANS);
    port()
        .onServerBehindAProxy(
            (server, proxy, commands) -> {
              Set<String> missing = new HashSet<>();
              ScanPage first = begun(commands, missing);

              server.shutDown();
              server.start();
              Recovery.await(commands, port().timeout());

              assertThat(afterwards(commands, first, missing)).isEmpty();
            });
  }

  @Test
  default void P14_aScanFindsWhatStaysWhileTheServerIsStartedAgainDuringAPage() throws Exception {
    port().needs(Capability.RESTARTED_SCANS);
    port()
        .onServerBehindAProxy(
            (server, proxy, commands) -> {
              Set<String> missing = new HashSet<>();
              ScanPage first = begun(commands, missing);
              CommandStats before = CommandStats.of(List.of(server));
              proxy.stall();
              CompletableFuture<ScanPage> second =
                  EveryMethodCalls.onItsThread(
                          () -> commands.scan("stays:", first.next().orElseThrow(), MANY / 4))
                      .thenCompose(page -> page);
              Await.until(
                  "the second page is read",
                  () -> CommandStats.of(List.of(server)).since(before).of("scan") > 0);

              server.shutDown();
              server.start();
              proxy.pass();
              ScanPage last = first;
              try {
                last = port().answer(second);
                missing.removeAll(last.keys());
              } catch (RedisUnreachableException | RedisTimeoutException again) {
                Recovery.await(commands, port().timeout());
              }

              assertThat(afterwards(commands, last, missing)).isEmpty();
            });
  }

  /** What is missing of keys that were there throughout, after the pages that follow. */
  private Set<String> afterwards(RedisCommands commands, ScanPage page, Set<String> missing) {
    ScanPage last = page;
    while (last.next().isPresent()) {
      ScanCursor cursor = last.next().get();
      last = // a connection that died while nobody used it may fail one more command
          Recovery.answer(() -> commands.scan("stays:", cursor, MANY / 4), port().timeout());
      missing.removeAll(last.keys());
    }
    return missing;
  }
}
