package io.cloakroom.lettuce;

import io.cloakroom.redis.adapter.HashSlot;
import io.cloakroom.redis.adapter.RawCommand;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode.NodeFlag;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The masters of a cluster, as far as the client knows them.
 *
 * <p>Lettuce's own cluster-wide scan is not used: it also visits masters without slots, such as the
 * failed one that a replica has taken over from, and so can't finish until the cluster forgets it;
 * and it goes on at a node that has become a replica meanwhile.
 */
final class ClusterNodes implements Nodes {

  private final StatefulRedisClusterConnection<byte[], byte[]> connection;
  private final Map<String, Wire> wires = new ConcurrentHashMap<>();

  ClusterNodes(StatefulRedisClusterConnection<byte[], byte[]> connection) {
    this.connection = connection;
  }

  @Override
  public StatefulConnection<byte[], byte[]> connection() {
    return connection;
  }

  @Override
  public List<String> masters() {
    return connection.getPartitions().stream()
        .filter(ClusterNodes::holdsKeys)
        .map(RedisClusterNode::getNodeId)
        .toList();
  }

  @Override
  public void send(SentCommand sent, RawCommand command) {
    RedisClusterNode node = nodeOf(command);
    if (node != null) {
      wire(node).watch(sent);
    }
    connection.dispatch(sent);
  }

  @Override
  public void send(SentCommand sent, String master) {
    requireStill(master);
    CompletionStage<StatefulRedisConnection<byte[], byte[]>> node =
        connection.getConnectionAsync(master);
    node.thenAccept(found -> found.dispatch(sent))
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                sent.completeExceptionally(failure);
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
  public long lostConnections() {
    return 0;
  }

  @Override
  public boolean isLost() {
    return false;
  }

  /** Commands to a key's master go over the connection by the node's address. */
  @Override
  public boolean leaveIfSilent(SentCommand sent, RawCommand command) {
    RedisClusterNode node = nodeOf(command);
    return node != null && wire(node).leaveIfSilentSince(sent, () -> leave(node));
  }

  private void leave(RedisClusterNode node) {
    CompletionStage<StatefulRedisConnection<byte[], byte[]>> open =
        connection.getConnectionAsync(node.getUri().getHost(), node.getUri().getPort());
    open.thenAccept(Wire::disconnect);
  }

  private @Nullable RedisClusterNode nodeOf(RawCommand command) {
    byte[] key = command.key();
    return key == null ? null : connection.getPartitions().getPartitionBySlot(HashSlot.of(key));
  }

  private Wire wire(RedisClusterNode node) {
    return wires.computeIfAbsent(node.getNodeId(), id -> new Wire());
  }

  private static boolean holdsKeys(RedisClusterNode node) {
    return node.is(NodeFlag.UPSTREAM) && !node.getSlots().isEmpty();
  }
}
