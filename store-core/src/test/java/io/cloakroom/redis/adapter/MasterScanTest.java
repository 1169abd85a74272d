package io.cloakroom.redis.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which masters a scan asks, and when, with a client that answers as the test says. */
class MasterScanTest {

  private final Masters client = new Masters();
  private final ClientCommands<String> commands =
      new ClientCommands<>(client, Duration.ofMinutes(1)) {};

  @Test
  void mastersAreAskedSideBySide() {
    client.masters = List.of("a", "b", "c");

    CompletableFuture<ScanPage> page = page(ScanCursor.START);

    assertThat(client.asked()).containsExactly("a 0", "b 0", "c 0");
    assertThat(page).isNotDone();
    client.answer("a", "7", "s:1");
    client.answer("b", "0", "s:2");
    assertThat(page).isNotDone();
    client.answer("c", "9", "s:3", "s:4");
    ScanPage first = page.join();
    assertThat(first.keys()).containsExactly("s:1", "s:2", "s:3", "s:4");

    page = page(first.next().orElseThrow());

    assertThat(client.asked()).containsExactly("a 7", "c 9");
    client.answer("c", "0");
    client.answer("a", "0", "s:5");
    assertThat(page.join()).isEqualTo(new ScanPage(List.of("s:5"), Optional.empty()));
  }

  @Test
  void noMoreThanFourAreAskedAtOnceAndEachIsAskedToItsEnd() {
    client.masters = IntStream.range(0, 10).mapToObj(i -> "m" + i).toList();
    List<String> keys = new ArrayList<>();
    Optional<ScanCursor> cursor = Optional.of(ScanCursor.START);
    while (cursor.isPresent()) {
      CompletableFuture<ScanPage> page = page(cursor.get());
      List<String> asked = client.asked();
      assertThat(asked).hasSizeBetween(1, 4);
      for (String ask : asked) {
        String master = ask.substring(0, 2);
        client.answer(master, ask.endsWith(" 0") ? "5" : "0", "s:" + ask);
      }
      keys.addAll(page.join().keys());
      cursor = page.join().next();
    }
    assertThat(keys)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 10)
                .boxed()
                .flatMap(i -> List.of("s:m" + i + " 0", "s:m" + i + " 5").stream())
                .toList());
  }

  @Test
  void whatEveryMasterAnsweredIsAskedForAgainAfterOneFailed() {
    client.masters = List.of("a", "b");
    CompletableFuture<ScanPage> page = page(ScanCursor.START);
    assertThat(client.asked()).hasSize(2);
    client.answer("a", "0", "s:1");
    client.fail("b");
    assertThat(page).failsWithin(Duration.ofSeconds(15));

    page = page(ScanCursor.START);

    assertThat(client.asked()).containsExactly("a 0", "b 0");
    client.answer("a", "0", "s:1");
    client.answer("b", "0", "s:2");
    assertThat(page.join().keys()).containsExactly("s:1", "s:2");
  }

  @Test
  void mastersThatAreNotThroughBeginAgainAfterALostConnection() {
    client.masters = List.of("a", "b", "c");
    CompletableFuture<ScanPage> page = page(ScanCursor.START);
    assertThat(client.asked()).hasSize(3);
    client.answer("a", "0", "s:1");
    client.answer("b", "3", "s:2");
    client.answer("c", "4", "s:3");
    ScanCursor second = page.join().next().orElseThrow();
    client.lost = 1; // between two pages

    page = page(second);

    assertThat(client.asked()).containsExactly("b 0", "c 0");
    client.lost = 2; // while they are asked
    client.answer("b", "0", "s:2");
    client.answer("c", "0", "s:3");

    page = page(page.join().next().orElseThrow());

    assertThat(client.asked()).containsExactly("b 0", "c 0");
    client.answer("b", "0", "s:2");
    client.answer("c", "0", "s:3");
    assertThat(page.join().next()).isEmpty();
  }

  @AfterEach
  void nothingIsLeftToAnswer() {
    assertThat(client.waiting).isEmpty();
  }

  private CompletableFuture<ScanPage> page(ScanCursor cursor) {
    return commands.scan("s:", cursor, 10).toCompletableFuture();
  }

  /** A cluster whose masters answer when the test says so. */
  private static final class Masters implements RawClient<String> {

    private record Scan(String master, String number, CompletableFuture<Object> reply) {}

    private final List<Scan> waiting = new ArrayList<>();
    private List<String> masters = List.of();
    private volatile long lost;

    List<String> asked() {
      return waiting.stream().map(scan -> scan.master + " " + scan.number).toList();
    }

    void answer(String master, String number, String... keys) {
      List<Object> found = new ArrayList<>();
      for (String key : keys) {
        found.add(key.getBytes(UTF_8));
      }
      taken(master).reply.complete(List.of(number.getBytes(UTF_8), found));
    }

    void fail(String master) {
      taken(master).reply.completeExceptionally(new RedisUnreachableException("down", null));
    }

    private Scan taken(String master) {
      Scan scan = waiting.stream().filter(one -> one.master.equals(master)).findFirst().get();
      waiting.remove(scan);
      return scan;
    }

    @Override
    public boolean isCluster() {
      return true;
    }

    @Override
    public CompletionStage<List<String>> masters(RawCommand asking) {
      return CompletableFuture.completedStage(masters);
    }

    @Override
    public long lostConnections() {
      return lost;
    }

    @Override
    public CompletionStage<?> send(RawCommand command) {
      throw new AssertionError(command.name() + " to no master");
    }

    @Override
    public CompletionStage<?> send(String master, RawCommand command) {
      Scan scan =
          new Scan(
              master, new String(command.arguments().get(0), UTF_8), new CompletableFuture<>());
      waiting.add(scan);
      return scan.reply;
    }

    @Override
    public RedisCommandException translate(Throwable failure, RawCommand command) {
      return (RedisCommandException) failure;
    }
  }
}
