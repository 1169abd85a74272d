package io.cloakroom.tck.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tck.client.PoolStateCheck;
import io.cloakroom.tck.client.StageResults;
import io.cloakroom.tck.report.NotClaimed;
import io.cloakroom.tck.servers.RedisCluster;
import io.cloakroom.tck.servers.RedisReplicas;
import io.cloakroom.tck.servers.RedisTopology;
import io.cloakroom.tck.servers.SlotMove;
import io.cloakroom.tck.store.fault.ReplicaReads;
import io.cloakroom.tck.store.fixture.StoreClauses;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** S10, S11 and S24 on several servers: one dies, or gives a slot away, or is behind. */
interface StoreTopologyClauses extends StoreClauses {

  Runnable NOTHING = () -> {};

  /** The servers. */
  RedisTopology topology();

  @Test
  default void S10_S11_S24_aMasterThatDiesInTheMiddleOfSavesLosesNothingAndBringsNothingBack()
      throws Exception {
    SavesDuringChange saves = new SavesDuringChange(kit());
    try {
      saves.through(
          () -> {
            topology().awaitReplication();
            topology().masterOf(saves.key()).kill();
          },
          topology()::replaceDead);
    } finally {
      topology().heal();
    }
    PoolStateCheck.await(kit().client(), kit().prefix(), kit().timeout());
  }

  /** As for maintenance: the replica has everything when it takes over. */
  @Test
  default void S10_S11_S24_aMasterThatIsReplacedInTheMiddleOfSavesLosesNothingAndBringsNothingBack()
      throws Exception {
    SavesDuringChange saves = new SavesDuringChange(kit());
    try {
      saves.through(
          () -> {
            topology().awaitReplication();
            topology().failOver(saves.key());
          },
          NOTHING);
    } finally {
      topology().heal();
    }
    PoolStateCheck.await(kit().client(), kit().prefix(), kit().timeout());
  }

  @Test
  default void S10_S11_S24_aSlotThatMovesInTheMiddleOfSavesLosesNothingAndBringsNothingBack() {
    RedisCluster cluster = cluster();
    SavesDuringChange saves = new SavesDuringChange(kit());

    saves.through(() -> cluster.moveSlotOf(saves.key()).finish(), NOTHING);
  }

  /** Some keys are here and some there, and a missing one may be either. */
  @Test
  default void S10_S11_S24_aSlotThatIsHalfMovedLosesNothingAndBringsNothingBack() {
    RedisCluster cluster = cluster();
    SavesDuringChange saves = new SavesDuringChange(kit());
    CompletableFuture<SlotMove> move = new CompletableFuture<>();

    saves.through(
        () -> {
          SlotMove begun = cluster.moveSlotOf(saves.key());
          begun.moveKeys(2);
          move.complete(begun);
        },
        () -> move.join().finish());
  }

  /** What a replica that is behind shows is old; what is saved from it is not. */
  @Test
  default void S10_aDestroyedSessionThatAReplicaStillShowsIsNotBroughtBack() throws Exception {
    Session session = kit().stored();
    readingFromTheReplica(
        store -> {
          kit().store().destroy(session.id());
          Session shown = answer(store.get(session.id())).orElseThrow();
          shown.set("colour", "green");

          assertThat(answer(store.update(shown)))
              .as("the caller is told")
              .isEqualTo(SaveOutcome.GONE);
          assertThat(kit().recordOf(session.id())).isEmpty();
        });
  }

  @Test
  default void S11_aSaveFromARecordOfAReplicaThatIsBehindKeepsWhatOthersSaved() throws Exception {
    Session session = kit().stored();
    readingFromTheReplica(
        store -> {
          session.set("size", 3);
          kit().store().update(session);
          Session shown = answer(store.get(session.id())).orElseThrow();
          assertThat(shown.get("size")).as("the replica is behind").isNull();
          shown.set("colour", "green");

          assertThat(answer(store.update(shown))).isEqualTo(SaveOutcome.SAVED);
          assertThat(kit().load(session.id()).attributes())
              .isEqualTo(Map.of("user", "ada", "size", 3, "colour", "green"));
        });
  }

  private RedisCluster cluster() {
    if (topology() instanceof RedisCluster cluster) {
      return cluster;
    }
    throw new NotClaimed("only a cluster has slots");
  }

  private void readingFromTheReplica(Consumer<SessionStore> test) throws Exception {
    if (!(topology() instanceof RedisReplicas replicas)) {
      throw new NotClaimed("its replica can't be kept behind");
    }
    kit()
        .throughAnother(
            replicas.replica().uri(),
            replica -> {
              RedisCommands split = new ReplicaReads(kit().client(), replica);
              SessionStore store = kit().asynchronous(split, options -> {});
              replicas.whileTheReplicaLags(() -> test.accept(store));
            });
  }

  private <T> T answer(CompletionStage<T> stage) {
    return StageResults.answer(stage, kit().timeout());
  }
}
