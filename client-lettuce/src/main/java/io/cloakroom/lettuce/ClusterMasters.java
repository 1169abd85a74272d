package io.cloakroom.lettuce;

import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode.NodeFlag;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The masters of a cluster, as far as the client's view of it goes.
 *
 * <p>Lettuce's own cluster-wide scan is not used: it also visits masters without slots, such as the
 * failed one that a replica has taken over from, and so can't finish until the cluster forgets it;
 * and it goes on at a node that has become a replica meanwhile.
 */
record ClusterMasters(StatefulRedisClusterConnection<String, byte[]> connection)
    implements Masters {

  @Override
  public List<String> ids() {
    return connection.getPartitions().stream()
        .filter(ClusterMasters::holdsKeys)
        .map(RedisClusterNode::getNodeId)
        .toList();
  }

  @Override
  public void dispatch(TimedCommand<?> command, String id) {
    requireStill(id);
    CompletionStage<StatefulRedisConnection<String, byte[]>> master =
        connection.getConnectionAsync(id);
    master
        .thenAccept(found -> found.dispatch(command))
        .whenComplete(
            (sent, failure) -> {
              if (failure != null) {
                command.completeExceptionally(failure);
              }
            });
  }

  @Override
  public void requireStill(String id) {
    RedisClusterNode node = connection.getPartitions().getPartitionByNodeId(id);
    if (node == null || !holdsKeys(node)) {
      throw new RedisException("Node " + id + " is no longer a master that holds slots");
    }
  }

  @Override
  public int slotOf(String key) {
    return SlotHash.getSlot(connection.getCodec().encodeKey(key));
  }

  private static boolean holdsKeys(RedisClusterNode node) {
    return node.is(NodeFlag.UPSTREAM) && !node.hasNoSlots();
  }
}
