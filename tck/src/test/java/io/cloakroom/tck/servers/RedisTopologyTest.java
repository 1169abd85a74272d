package io.cloakroom.tck.servers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.adapter.HashSlot;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RedisTopologyTest {

  @Test
  void aClusterHasThreeMastersAndMovesItsSlots() {
    try (RedisCluster cluster = RedisCluster.start(3)) {
      List<String> keys = IntStream.range(0, 100).mapToObj(i -> "key:" + i).toList();
      assertThat(cluster.byMaster(keys)).hasSize(3);
      assertThat(cluster.uris()).hasSize(6);

      cluster.underTest().fill("{slot}", 10);
      SlotMove move = cluster.moveSlotOf("{slot}");
      assertThat(move.moveKeys(4)).isEqualTo(4);
      move.finish();

      assertThat(cluster.masterOf("{slot}")).isSameAs(move.to());
      try (RawRedis raw = move.to().raw()) {
        assertThat(raw.text("GET", "{slot}3")).isEqualTo("v");
      }
    }
  }

  @Test
  void aMasterThatIsAddedTakesSlots() {
    try (RedisCluster cluster = RedisCluster.start(3)) {
      RedisServer added = cluster.addMaster();
      assertThat(cluster.masters()).hasSize(3).doesNotContain(added);

      cluster.underTest().fill("{slot}", 10);
      cluster.moveSlotOf("{slot}", added).finish();

      assertThat(cluster.masterOf("{slot}")).isSameAs(added);
      cluster.heal();
      try (RawRedis raw = added.raw()) {
        assertThat(raw.text("GET", "{slot}3")).isEqualTo("v");
      }
    }
  }

  @Test
  void aMasterWithKeysOnItsDiskThatItGaveAwayTakesNoPartInAMove() {
    try (RedisCluster cluster = RedisCluster.start(3)) {
      cluster.underTest().fill("{slot}", 1);
      SlotMove move = cluster.moveSlotOf("{slot}");
      try (RawRedis raw = move.from().raw()) {
        raw.call("SAVE");
      }
      move.finish();
      move.from().kill();
      cluster.heal();

      try (RawRedis raw = move.from().raw()) {
        assertThat(ClusterView.read(raw).moving()).isEmpty();
        assertThat(raw.call("CLUSTER", "COUNTKEYSINSLOT", HashSlot.of("{slot}".getBytes(UTF_8))))
            .isEqualTo(1L);
      }
    }
  }

  @Test
  void sentinelsPromoteAReplicaThatHasEverything() {
    try (RedisSentinels sentinels = RedisSentinels.start()) {
      RedisServer first = sentinels.primary();
      sentinels.underTest().fill("key:", 10);
      sentinels.awaitReplication();
      sentinels.failOver("key:3");
      sentinels.heal();

      assertThat(sentinels.primary()).isNotSameAs(first);
      try (RawRedis raw = sentinels.primary().raw()) {
        assertThat(raw.text("GET", "key:3")).isEqualTo("v");
      }
    }
  }

  @Test
  void anAddressGoesWithThePrimaryThatIsPromotedByHand() {
    try (RedisReplicas replicas = RedisReplicas.start()) {
      RedisServer first = replicas.primary();
      replicas.underTest().fill("key:", 10);
      replicas.awaitReplication();
      first.kill();
      replicas.replaceDead();

      assertThat(replicas.primary()).isNotSameAs(first);
      try (RawRedis raw = RawRedis.connect(replicas.uri())) {
        raw.call("SET", "key:3", "w");
      }
      replicas.heal();
      replicas.awaitReplication();
      try (RawRedis raw = first.raw()) {
        assertThat(raw.text("GET", "key:3")).isEqualTo("w");
      }
    }
  }

  @Test
  void aReplicaThatLagsIsToldEverythingAfterwards() throws Exception {
    try (RedisReplicas replicas = RedisReplicas.start();
        RawRedis primary = replicas.primary().raw();
        RawRedis replica = replicas.replica().raw()) {
      primary.call("SET", "key", "old");
      replicas.whileTheReplicaLags(
          () -> {
            primary.call("SET", "key", "new");
            assertThat(replica.text("GET", "key")).isEqualTo("old");
          });
      replicas.awaitReplication();

      assertThat(replica.text("GET", "key")).isEqualTo("new");
    }
  }
}
