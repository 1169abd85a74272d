package io.cloakroom.tck.port;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.tck.client.Capability;
import io.cloakroom.tck.servers.CommandStats;
import io.cloakroom.tck.servers.RawRedis;
import io.cloakroom.tck.servers.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** P14 to P16: going through the keys. */
interface ScanClauses extends PortClauses {

  String LARGEST_CURSOR = "18446744073709551615";

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
  default void P15_aPageIsOneCommandToEachMasterAndAScanThatIsStoppedSendsNoMore() {
    port().redis().fill(port().key("many:"), 10_000);

    CommandStats sent =
        port()
            .commandsDuring(
                () -> {
                  ScanPage first = page(ScanCursor.START);
                  page(first.next().orElseThrow());
                });

    int masters = this instanceof ClusterClauses some ? some.topology().masters().size() : 1;
    assertThat(sent.of("scan")).isBetween(2L, 2L * masters);
  }

  @Test
  default void P15_aPageLooksAtOneKeyAtLeast() {
    for (int count : List.of(0, -1, Integer.MIN_VALUE)) {
      assertThatIllegalArgumentException()
          .as("a page that looks at %s keys is refused by the call itself", count)
          .isThrownBy(() -> port().commands().scan(port().key(""), ScanCursor.START, count));
    }
    port().redis().fill(port().key("some:"), 200);
    ScanPage small =
        port().answer(port().commands().scan(port().key("some:"), ScanCursor.START, 1));
    assertThat(small.keys()).as("a page that looks at 1 key").hasSizeLessThan(100);
    assertThat(small.next()).as("the page after it").isPresent();
    List<String> found = new ArrayList<>(small.keys());
    Optional<ScanCursor> cursor = small.next();
    while (cursor.isPresent()) {
      ScanPage page =
          port().answer(port().commands().scan(port().key("some:"), cursor.get(), 1_000));
      found.addAll(page.keys());
      cursor = page.next();
    }
    assertThat(found).containsOnly(numbered("some:", 200).toArray(String[]::new));
  }

  /** Cursors are unsigned numbers of 64 bits, and servers do use the upper ones. */
  @ParameterizedTest
  @ValueSource(strings = {"2147483648", "9007199254740993", "9223372036854775808", LARGEST_CURSOR})
  default void P15_anyCursorIsSentBackToTheServerUnchanged(String cursor) throws Exception {
    port()
        .behindAProxy(
            (proxy, commands) -> {
              Queue<String> sent = new ConcurrentLinkedQueue<>();
              proxy.reply(
                  command -> {
                    if (!command.get(0).equalsIgnoreCase("SCAN")) {
                      return Optional.empty();
                    }
                    sent.add(command.get(1));
                    String next = command.get(1).equals("0") ? cursor : "0";
                    return Optional.of("*2\r\n$%s\r\n%s\r\n*0\r\n".formatted(next.length(), next));
                  });

              ScanPage first = port().answer(commands.scan("k", ScanCursor.START, 10));
              ScanPage second = port().answer(commands.scan("k", first.next().orElseThrow(), 10));

              assertThat(sent).containsExactly("0", cursor);
              assertThat(second.next()).isEmpty();
            });
  }

  @Test
  default void P15_aPageThatFailsIsNotTheEnd() throws Exception {
    port()
        .behindAProxy(
            (proxy, commands) -> {
              IntStream.range(0, 100)
                  .mapToObj(i -> commands.set("paged-" + i, new byte[1], SetOptions.always()))
                  .toList()
                  .forEach(port()::answer);
              ScanCursor second =
                  port().answer(commands.scan("paged", ScanCursor.START, 10)).next().orElseThrow();
              for (String reply : List.of("LOADING Redis is loading", "ERR not today")) {
                proxy.answer(reply);
                assertThat(port().failureInTime(commands, c -> c.scan("paged", second, 10)))
                    .isInstanceOf(RedisCommandException.class);
              }
            });
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

  @Test
  default void P14_keysOfOthersThatAreNoTextDoNoHarm() {
    port().needs(Capability.SERVER);
    port().redis().fill(port().key("own:"), 50);
    byte[] others = port().key("own:").getBytes(UTF_8);
    for (RedisServer server : port().redis().servers()) {
      try (RawRedis raw = server.raw()) {
        for (int i = 0; i < 50; i++) {
          byte[] key = Arrays.copyOf(others, others.length + 3);
          key[others.length] = (byte) 0xff;
          key[others.length + 1] = (byte) 0xc0;
          key[others.length + 2] = (byte) i;
          putUnlessElsewhere(raw, key);
        }
      }
    }

    assertThat(port().scan(port().key("own:"), 10)).containsAll(numbered("own:", 50));
  }

  /** In a cluster another master has some of the keys. */
  private static void putUnlessElsewhere(RawRedis raw, byte[] key) {
    try {
      raw.call("SET", key, "value", "PX", 60_000);
    } catch (RawRedis.ErrorReply elsewhere) {
      assertThat(elsewhere).as("in a cluster").hasMessageContaining("MOVED");
    }
  }

  private ScanPage page(ScanCursor cursor) {
    return port().answer(port().commands().scan(port().key("many:"), cursor, 100));
  }

  private List<String> numbered(String name, int count) {
    return IntStream.range(0, count).mapToObj(i -> port().key(name + i)).toList();
  }
}
