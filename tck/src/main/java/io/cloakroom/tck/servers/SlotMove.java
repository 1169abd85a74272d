package io.cloakroom.tck.servers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A slot on its way from one master of a cluster to another. While it is, the old master answers
 * for the keys that it still has, and sends clients on with {@code ASK} for the others.
 *
 * <pre>{@code
 * SlotMove move = cluster.moveSlotOf(key);
 * move.moveKeys(10);   // ten of them
 * move.finish();       // the rest, and then the slot is the new master's
 * }</pre>
 *
 * @see <a href="https://redis.io/docs/latest/commands/cluster-setslot/">CLUSTER SETSLOT</a>
 */
public final class SlotMove {

  private static final String TIMEOUT_MILLIS = "5000";

  private final String slot;
  private final RedisServer from;
  private final RedisServer to;
  private final ServerGroup nodes;

  SlotMove(int slot, RedisServer from, RedisServer to, ServerGroup nodes) {
    this.slot = String.valueOf(slot);
    this.from = from;
    this.to = to;
    this.nodes = nodes;
    say(to, "CLUSTER", "SETSLOT", this.slot, "IMPORTING", id(from));
    say(from, "CLUSTER", "SETSLOT", this.slot, "MIGRATING", id(to));
  }

  /**
   * Moves keys.
   *
   * @param atMost how many
   * @return how many there were to move
   */
  public int moveKeys(int atMost) {
    try (RawRedis raw = from.raw()) {
      List<?> keys = (List<?>) raw.call("CLUSTER", "GETKEYSINSLOT", slot, atMost);
      if (keys == null || keys.isEmpty()) {
        return 0;
      }
      List<Object> migrate = new ArrayList<>(List.of("MIGRATE", "127.0.0.1"));
      migrate.addAll(List.of(to.uri().getPort(), "", "0", TIMEOUT_MILLIS, "KEYS"));
      migrate.addAll(keys);
      raw.call(migrate.toArray());
      return keys.size();
    }
  }

  /** Returns those of the keys that are in other slots, and so stay where they are. */
  public List<String> staying(List<String> keys) {
    try (RawRedis raw = from.raw()) {
      return keys.stream()
          .filter(key -> !slot.equals(String.valueOf(raw.call("CLUSTER", "KEYSLOT", key))))
          .toList();
    }
  }

  /**
   * Moves the keys that are left, gives the slot to its new master, and returns when every node
   * knows: were it moved once more before that, the nodes could come to differ for good.
   */
  public void finish() {
    int moved;
    do {
      moved = moveKeys(100);
    } while (moved > 0);
    String owner = id(to);
    say(to, "CLUSTER", "SETSLOT", slot, "NODE", owner);
    say(from, "CLUSTER", "SETSLOT", slot, "NODE", owner);
    Await.until(
        "every node knows who has slot " + slot,
        () -> nodes.running().allMatch(node -> owner.equals(ownerAt(node))));
  }

  private String ownerAt(RedisServer node) {
    return ServerGroup.askOne(
            node, raw -> Optional.of(ClusterView.read(raw).masterOf(Integer.parseInt(slot)).id()))
        .orElse("");
  }

  /** The master that had the slot. */
  public RedisServer from() {
    return from;
  }

  /** The master that gets it. */
  public RedisServer to() {
    return to;
  }

  private static String id(RedisServer node) {
    try (RawRedis raw = node.raw()) {
      return raw.text("CLUSTER", "MYID");
    }
  }

  private static void say(RedisServer node, Object... words) {
    try (RawRedis raw = node.raw()) {
      raw.call(words);
    }
  }
}
