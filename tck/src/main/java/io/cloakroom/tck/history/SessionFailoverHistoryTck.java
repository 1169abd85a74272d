package io.cloakroom.tck.history;

import static io.cloakroom.tck.history.Violation.Promise.NOTHING_COMES_BACK;
import static io.cloakroom.tck.history.Violation.Promise.NO_FOREIGN_VALUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.history.Workload.Disturbance;
import io.cloakroom.tck.servers.Await;
import io.cloakroom.tck.servers.RawRedis;
import io.cloakroom.tck.servers.RedisServer;
import io.cloakroom.tck.servers.RedisTopology;
import io.cloakroom.tck.servers.RedisUnderTest;
import io.cloakroom.tck.servers.Replication;
import io.cloakroom.tck.servers.ServerGroup;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * The clauses S10, S11 and S24 under random load, as {@link SessionHistoryTck} has them, while a
 * master dies and its replica takes over.
 *
 * <pre>{@code
 * class MySentinelHistoryTest extends SessionFailoverHistoryTck {
 *   @Override
 *   protected RedisTopology topology() {
 *     return RedisSentinels.shared();
 *   }
 *
 *   @Override
 *   protected RedisCommands connect(URI redis) {
 *     return new MyRedisCommands(sentinelsAt(redis), timeout());
 *   }
 * }
 * }</pre>
 *
 * <p>Redis replicates after it has acknowledged. So where a master is killed out of the blue, what
 * was acknowledged in the moments since its replica was last known to have everything may be
 * undone: the last of it, in its order, whole operations at a time but for the two writes of a new
 * id. Nothing else may, and what is acknowledged once the master is dead stays. Where the master is
 * kept from writing until its replica has everything, nothing may be undone at all.
 */
public abstract class SessionFailoverHistoryTck extends HistoryTck {

  /** The servers, one of which dies; they are healed afterwards. */
  protected abstract RedisTopology topology();

  @Override
  protected final RedisUnderTest redisUnderTest() {
    return topology().underTest();
  }

  @Test
  void S10_S11_S24_aMasterThatDiesUndoesOnlyWhatItsReplicaHadNotGot() throws Exception {
    through("master killed", UnaryOperator.identity(), this::dies, this::holds);
  }

  @Test
  void S10_S11_S24_aMasterThatDiesWithoutSecretsUndoesNothing() throws Exception {
    through("master quiesced and killed", UnaryOperator.identity(), this::bequeaths, this::holds);
  }

  /** So that what is allowed after a failover does not hide what is not. */
  @Test
  void aClientThatLiesIsCaughtInSpiteOfTheFailover() throws Exception {
    through("master killed, lying client", FaultyClients::of, this::dies, this::isCaught);
  }

  /** Out of the blue, and a moment after its replica has lost it. */
  private void dies(RedisServer master, String prefix, AllowedLosses losses) {
    Predicate<String> its = topology().keysOf(master);
    RedisServer replica = topology().replicaOf(master);
    long since = losses.now();
    Replication.await(master);
    try (RawRedis raw = replica.raw()) {
      raw.call("CLIENT", "KILL", "TYPE", "master");
    }
    master.kill();
    losses.mayHaveUndone(since, id -> its.test(prefix + id.value()));
  }

  /** Once it has written all that it acknowledged to its replica, and nothing since. */
  private void bequeaths(RedisServer master, String prefix, AllowedLosses none) {
    try (RawRedis raw = master.raw()) {
      raw.call("CLIENT", "PAUSE", "10000", "WRITE");
    }
    Replication.await(master);
    master.kill();
  }

  private boolean isServed() {
    try {
      return topology().masters().stream()
          .allMatch(
              master ->
                  ServerGroup.askOne(master, raw -> Optional.of(raw.text("PING"))).isPresent());
    } catch (IllegalStateException clusterIsDown) {
      return false;
    }
  }

  private void isCaught(Run run, Disturbance disturbance) throws Exception {
    HistoryReport report = report(run, disturbance);
    assertThat(report.violations())
        .as("%s", report)
        .extracting(Violation::promise)
        .contains(NOTHING_COMES_BACK, NO_FOREIGN_VALUE);
  }

  private interface Check {
    void of(Run run, Disturbance disturbance) throws Exception;
  }

  private interface Death {
    void of(RedisServer master, String prefix, AllowedLosses losses);
  }

  private void through(String name, UnaryOperator<RedisCommands> spoilt, Death death, Check check)
      throws Exception {
    noted();
    String prefix = newPrefix();
    Run run =
        new Run(name, topology().uri(), prefix, options -> {}, spoilt, OPERATIONS_THROUGH_FAULTS);
    try {
      check.of(
          run,
          (random, losses) -> {
            topology().heal();
            pause(200, 500, random);
            List<RedisServer> masters = topology().masters();
            death.of(masters.get(random.nextInt(masters.size())), prefix, losses);
            Await.until("a replica has taken over", this::isServed);
            pause(1_500, 2_000, random);
          });
    } finally {
      topology().heal();
      redisUnderTest().clear(prefix);
    }
  }
}
