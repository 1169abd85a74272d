package io.cloakroom.redis.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.RedisRefusedException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which master has which slots, as a cluster said it once. */
public final class ClusterSlots {

  /** Nothing is known. */
  public static final ClusterSlots UNKNOWN = new ClusterSlots();

  private final NavigableMap<Integer, Range> ranges = new TreeMap<>();

  /**
   * A master.
   *
   * @param id its id in the cluster
   * @param address its address, as the cluster says; the client may use another
   * @param slot one of its slots
   */
  public record Master(String id, String address, int slot) {}

  /** Slots in a row that one master has. */
  private record Range(int last, Master master) {}

  /**
   * Reads a reply to {@code CLUSTER SLOTS}.
   *
   * @throws RedisRefusedException if it is none
   */
  public static ClusterSlots of(@Nullable Object reply) {
    ClusterSlots slots = new ClusterSlots();
    try {
      for (Object range : (List<?>) Objects.requireNonNull(reply)) {
        List<?> parts = (List<?>) range;
        List<?> node = (List<?>) parts.get(2);
        int first = ((Long) parts.get(0)).intValue();
        String address = text(node.get(0)) + ":" + node.get(1);
        String id = node.size() > 2 ? text(node.get(2)) : address;
        slots.add(first, ((Long) parts.get(1)).intValue(), new Master(id, address, first));
      }
      return slots;
    } catch (ClassCastException | NullPointerException | IndexOutOfBoundsException e) {
      throw new RedisRefusedException(
          "UNEXPECTED The reply to CLUSTER SLOTS is of another kind", e);
    }
  }

  private ClusterSlots() {}

  private void add(int first, int last, Master master) {
    Master known =
        ranges.values().stream()
            .map(Range::master)
            .filter(each -> each.id.equals(master.id) && each.address.equals(master.address))
            .findFirst()
            .orElse(master);
    ranges.put(first, new Range(last, known));
  }

  private static String text(@Nullable Object bytes) {
    return bytes == null ? "" : new String((byte[]) bytes, UTF_8);
  }

  /** Returns every master, each once. */
  public List<Master> masters() {
    return ranges.values().stream().map(Range::master).distinct().toList();
  }

  /** Returns the master of a slot, if it is known. */
  public Optional<Master> masterOf(int slot) {
    return Optional.ofNullable(ranges.floorEntry(slot))
        .map(Map.Entry::getValue)
        .filter(range -> slot <= range.last)
        .map(Range::master);
  }

  /** Groups the positions of slots by their masters; a slot of which none is known stays alone. */
  public Collection<List<Integer>> byMaster(int... slots) {
    Map<Object, List<Integer>> groups = new LinkedHashMap<>();
    for (int i = 0; i < slots.length; i++) {
      Object group = masterOf(slots[i]).<Object>map(master -> master).orElse(i);
      groups.computeIfAbsent(group, any -> new ArrayList<>()).add(i);
    }
    return groups.values();
  }
}
