package io.cloakroom.tck.port;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.tck.client.PoolStateCheck;
import io.cloakroom.tck.client.Recovery;
import io.cloakroom.tck.servers.Await;
import io.cloakroom.tck.servers.RawRedis;
import io.cloakroom.tck.servers.RedisServer;
import io.cloakroom.tck.servers.RedisTopology;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** P19 and P22, where a master dies and its replica takes over. */
interface FailoverClauses extends PortClauses {

  int KEYS = 30;

  /** A failover takes a few seconds, and a client some more to see it. */
  Duration FAILOVER = Duration.ofSeconds(30);

  /** The servers, one of which dies. */
  RedisTopology topology();

  @Test
  default void P22_aMasterThatDiesIsReplacedAndNothingThatItsReplicaHadIsLost() throws Exception {
    List<String> keys = IntStream.range(0, KEYS).mapToObj(i -> port().key("key:" + i)).toList();
    keys.forEach(this::put);
    topology().awaitReplication();
    ScanPage first = port().answer(port().commands().scan(port().key(""), ScanCursor.START, 5));
    RedisServer master = topology().masterOf(keys.get(0));
    try {
      long death = System.nanoTime();
      master.kill();
      topology().replaceDead();
      int failures = awaitAnswer(keys.get(0));
      System.out.printf(
          "%s: %s ms from a master's death to the first success, after %s failures%n",
          port().hooks().getClass().getSimpleName(),
          (System.nanoTime() - death) / 1_000_000,
          failures);

      keys.forEach(this::awaitAnswer);
      assertEndsWithAllKeysOrFails(first, keys);
      PoolStateCheck.await(port().commands(), port().timeout());
    } finally {
      topology().heal();
    }
    keys.forEach(this::awaitAnswer);
    assertThat(port().scan(port().key(""), 5)).containsAll(keys);
  }

  @Test
  default void P22_aMasterThatBecomesAReplicaTakesNoMoreWrites() throws Exception {
    String key = port().key("key");
    put(key);
    topology().awaitReplication();
    try {
      topology().failOver(key);
      awaitAnswer(key);
      byte[] written = "written after the failover".getBytes(UTF_8);
      Recovery.answer(
          () -> port().commands().set(key, written, SetOptions.always()), port().timeout());

      try (RawRedis raw = topology().masterOf(key).raw()) {
        assertThat(raw.call("GET", key)).isEqualTo(written);
      }
    } finally {
      topology().heal();
    }
    PoolStateCheck.await(port().commands(), port().timeout());
  }

  /** A scan can't go on at another server, but it must not end as if it had seen everything. */
  private void assertEndsWithAllKeysOrFails(ScanPage first, List<String> keys) {
    Set<String> found = new HashSet<>(first.keys());
    Optional<ScanCursor> next = first.next();
    try {
      while (next.isPresent()) {
        ScanPage page = port().answer(port().commands().scan(port().key(""), next.get(), 5));
        found.addAll(page.keys());
        next = page.next();
      }
    } catch (RedisUnreachableException | RedisTimeoutException gone) {
      return;
    }
    assertThat(found).containsAll(keys);
  }

  /** The test before may have left masters behind that the client has not found yet. */
  private void put(String key) {
    Recovery.answer(
        () -> port().commands().set(key, key.getBytes(UTF_8), SetOptions.always()),
        port().timeout());
  }

  /**
   * Asks until there is an answer, which has to be right; fails as the contract says until then.
   */
  private int awaitAnswer(String key) {
    long deadline = System.nanoTime() + FAILOVER.toNanos();
    for (int failures = 0; ; failures++) {
      try {
        assertThat(port().answer(port().commands().get(key))).contains(key.getBytes(UTF_8));
        return failures;
      } catch (RedisRefusedException wrong) {
        throw wrong;
      } catch (RedisCommandException notYet) {
        assertThat(System.nanoTime()).as("the time by which a replica serves").isLessThan(deadline);
        Await.elapsed(Duration.ofMillis(50));
      }
    }
  }
}
