package io.cloakroom.redis.adapter;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Keys of one call in a cluster, grouped by hash slot: a command can name keys of one slot only.
 *
 * @param groups positions of names
 */
record SlotGroups(List<byte[]> names, List<List<Integer>> groups) {

  static SlotGroups of(List<byte[]> names) {
    return new SlotGroups(
        names,
        List.copyOf(
            IntStream.range(0, names.size())
                .boxed()
                .collect(groupingBy(position -> HashSlot.of(names.get(position))))
                .values()));
  }

  /** Returns a command for each group. */
  List<RawCommand> commands(String command, boolean repeatable, Deadline deadline) {
    return groups.stream()
        .map(group -> new RawCommand(command, repeatable, deadline).keys(names(group)))
        .toList();
  }

  private List<byte[]> names(List<Integer> group) {
    return group.stream().map(names::get).toList();
  }

  /** Returns the values that the groups' commands answered, in the order of all names. */
  List<Optional<byte[]>> values(List<@Nullable Object> replies) {
    List<Optional<byte[]>> ordered =
        new ArrayList<>(Collections.nCopies(names.size(), Optional.empty()));
    for (int i = 0; i < groups.size(); i++) {
      List<Integer> group = groups.get(i);
      List<Optional<byte[]>> found = Reply.values(replies.get(i), group.size());
      for (int j = 0; j < group.size(); j++) {
        ordered.set(group.get(j), found.get(j));
      }
    }
    return ordered;
  }
}
