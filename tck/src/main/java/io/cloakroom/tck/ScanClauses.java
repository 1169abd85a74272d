package io.cloakroom.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.redis.SetOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** P14 to P16: going through the keys. */
interface ScanClauses extends PortClauses {

  @Test
  default void P14_aScanFindsItsKeysAmongThousandsOfOthers() {
    port().redis().fill(port().key("foreign:"), 3000);
    port().redis().fill(port().key("own:"), 20);

    assertThat(port().scan(port().key("own:"), 10))
        .containsOnly(numbered("own:", 20).toArray(String[]::new));
  }

  @Test
  default void P14_aScanForNothingEnds() {
    port().redis().fill(port().key("foreign:"), 3000);

    assertThat(port().scan(port().key("own:"), 10)).isEmpty();
  }

  @Test
  default void P14_aKeyThatIsThereThroughoutIsFoundWhileOthersComeAndGo() {
    port().redis().fill(port().key("stays:"), 200);
    port().redis().fill(port().key("goes:"), 2000);
    List<String> found = new ArrayList<>();
    Optional<ScanCursor> cursor = Optional.of(ScanCursor.START);
    for (int page = 0; cursor.isPresent(); page++) {
      ScanPage next = port().answer(port().commands().scan(port().key(""), cursor.get(), 50));
      found.addAll(next.keys());
      cursor = next.next();
      if (page < 20) {
        port().redis().fill(port().key("comes:" + page + ":"), 10);
        List<String> going =
            IntStream.range(page * 100, page * 100 + 100)
                .mapToObj(i -> port().key("goes:" + i))
                .toList();
        port().answer(port().commands().delete(going));
      }
    }

    assertThat(found).containsAll(numbered("stays:", 200));
  }

  @Test
  default void P14_aScanFindsStringsOnly() {
    port().redis().fill(port().key("string:"), 3);
    port().redis().putForeign(port().key("list"));

    assertThat(port().scan(port().key(""), 100))
        .containsOnly(numbered("string:", 3).toArray(String[]::new));
  }

  @Test
  default void P14_aScanFindsNothingThatHasExpired() {
    Duration ttl = Duration.ofMillis(30);
    port().redis().fill(port().key("stays:"), 1);
    port()
        .answer(
            port()
                .commands()
                .set(port().key("expires"), new byte[1], SetOptions.always().expiringAfter(ttl)));

    port().redis().letPass(ttl.plusMillis(10));

    assertThat(port().scan(port().key(""), 100)).containsOnly(port().key("stays:0"));
  }

  @Test
  default void P14_theEmptyPrefixMeansAllKeys() {
    port().redis().fill(port().key("any:"), 3);

    assertThat(port().scan("", 1000)).containsAll(numbered("any:", 3));
  }

  @Test
  default void P15_theFirstPageOfAHundredThousandKeysComesAlone() {
    port().redis().fill(port().key("many:"), 100_000);

    ScanPage first =
        port().answer(port().commands().scan(port().key("many:"), ScanCursor.START, 100));

    assertThat(first.keys()).hasSizeLessThan(1000);
    assertThat(first.next()).isPresent();
  }

  @Test
  default void P15_aPageIsOneCommandAndAScanThatIsLeftAsksNoMore() {
    port().redis().fill(port().key("many:"), 10_000);

    CommandStats sent =
        port()
            .commandsDuring(
                () -> {
                  ScanPage first = page(ScanCursor.START);
                  page(first.next().orElseThrow());
                });

    assertThat(sent.of("scan")).isEqualTo(2);
  }

  @Test
  default void P15_aPageLooksAtOneKeyAtLeast() {
    assertThatIllegalArgumentException()
        .as("a page that looks at 0 keys is refused by the call itself")
        .isThrownBy(() -> port().commands().scan(port().key(""), ScanCursor.START, 0));
    assertThat(port().answer(port().commands().scan(port().key(""), ScanCursor.START, 1)).keys())
        .as("a page that looks at 1 key")
        .isEmpty();
  }

  @Test
  default void P16_globCharactersInAPrefixMatchThemselvesOnly() {
    List<String> prefixes =
        List.of(
            "a*", "a?", "a[bc]", "a[^b]", "a[b-d]", "a]", "a\\", "a^", "a\\*", "*", "?", "[", "\\");
    List<String> decoys =
        List.of("ab:", "abc:", "ac:", "ax:", "aXX:", "a:", "b:", "\\\\:", "\\a*:");
    prefixes.forEach(name -> port().redis().fill(port().key(name + ":"), 1));
    decoys.forEach(name -> port().redis().fill(port().key(name), 1));

    for (String name : prefixes) {
      String prefix = port().key(name + ":");
      assertThat(port().scan(prefix, 100)).as(name).containsOnly(prefix + "0");
    }
  }

  private ScanPage page(ScanCursor cursor) {
    return port().answer(port().commands().scan(port().key("many:"), cursor, 100));
  }

  private List<String> numbered(String name, int count) {
    return IntStream.range(0, count).mapToObj(i -> port().key(name + i)).toList();
  }
}
