package io.cloakroom.tck.servers;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What one node knows of its cluster.
 *
 * @param nodes all nodes, itself included
 * @see <a href="https://redis.io/docs/latest/commands/cluster-nodes/">CLUSTER NODES</a>
 */
record ClusterView(List<Node> nodes) {

  /**
   * One line of the answer.
   *
   * @param id 40 hexadecimal digits
   * @param port for clients
   * @param flags such as {@code master} and {@code fail}
   * @param master the id of the master that it is a replica of, or a hyphen
   * @param slots the first and the last of each range
   * @param moving the slots that are on their way to or from it; told by the node itself only
   */
  record Node(
      String id,
      int port,
      Set<String> flags,
      String master,
      List<int[]> slots,
      List<String> moving) {

    boolean isMasterOf(int slot) {
      return slots.stream().anyMatch(range -> range[0] <= slot && slot <= range[1]);
    }

    boolean isUp() {
      return flags.stream().noneMatch(flag -> flag.startsWith("fail") || flag.equals("handshake"));
    }

    private static Node parse(String line) {
      String[] words = line.split(" ");
      String address = words[1].split("@", 2)[0];
      return new Node(
          words[0],
          Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)),
          Set.of(words[2].split(",")),
          words[3],
          Stream.of(words).skip(8).filter(word -> !word.startsWith("[")).map(Node::range).toList(),
          Stream.of(words).skip(8).filter(word -> word.startsWith("[")).map(Node::slot).toList());
    }

    /** Reads {@code [93->-id]} and {@code [77-<-id]}. */
    private static String slot(String move) {
      return move.substring(1, move.indexOf('-'));
    }

    private static int[] range(String slots) {
      String[] ends = slots.split("-", 2);
      return new int[] {Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1])};
    }
  }

  static ClusterView read(RawRedis raw) {
    return new ClusterView(raw.text("CLUSTER", "NODES").lines().map(Node::parse).toList());
  }

  /** The slots that are on their way to or from the node that was asked. */
  List<String> moving() {
    return nodes.stream().flatMap(node -> node.moving.stream()).toList();
  }

  /** The nodes that hold slots. */
  List<Node> masters() {
    return nodes.stream().filter(node -> !node.slots.isEmpty()).toList();
  }

  Node masterOf(int slot) {
    return nodes.stream()
        .filter(node -> node.isMasterOf(slot))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("Nobody holds slot " + slot));
  }

  Optional<Node> replicaOf(Node master) {
    return nodes.stream().filter(node -> node.master.equals(master.id)).findFirst();
  }
}
