package io.cloakroom.async;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecentlySeenTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 21, 22, 1_000})
  void theLastSoManyAreRememberedAndWhatIsNewIsNew(int capacity) {
    RecentlySeen<String> seen = new RecentlySeen<>(capacity);
    Deque<String> last = new ArrayDeque<>();
    List<String> ever = new ArrayList<>();
    Random random = new Random(capacity);
    for (int i = 0; i < 10 * capacity + 100; i++) {
      String thing = "thing " + random.nextInt(4 * capacity);
      boolean isNew = seen.add(thing);
      if (last.remove(thing)) {
        assertThat(isNew).as("%s of the last %d", thing, capacity).isFalse();
      } else if (!ever.contains(thing)) {
        assertThat(isNew).as("%s, which never came before", thing).isTrue();
      }
      ever.add(thing);
      last.addLast(thing);
      if (last.size() > capacity) {
        last.removeFirst();
      }
      assertThat(last).allMatch(seen::contains);
    }
  }

  /** Cells that would grow with what was ever seen would hold all keys of a walk. */
  @Test
  void whatWasSeenLongAgoIsForgotten() {
    RecentlySeen<Integer> seen = new RecentlySeen<>(100);
    for (int i = 0; i < 10_000; i++) {
      seen.add(i);
    }
    long remembered = IntStream.range(0, 10_000).filter(seen::contains).count();
    assertThat(remembered).isBetween(100L, 200L);
  }

  /** A page of a scan may be larger than what is remembered otherwise. */
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 100, 5_000})
  void thingsThatComeTogetherAreRememberedUntilTheNextHaveCome(int together) {
    RecentlySeen<Integer> seen = new RecentlySeen<>(100);
    for (int page = 0; page < 50; page++) {
      List<Integer> before =
          IntStream.range((page - 1) * together, page * together).boxed().toList();
      List<Integer> now = IntStream.range(page * together, (page + 1) * together).boxed().toList();
      List<Integer> both = new ArrayList<>(page == 0 ? List.of() : before);
      both.addAll(now);

      assertThat(seen.addAll(both)).isEqualTo(now);
    }
    long remembered = IntStream.range(0, 50 * together).filter(seen::contains).count();
    assertThat(remembered).isLessThanOrEqualTo(2L * (100 + 2 * together));
  }
}
