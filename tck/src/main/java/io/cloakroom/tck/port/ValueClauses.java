package io.cloakroom.tck.port;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.tck.client.Capability;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** P1 and P2: what goes in comes out. */
interface ValueClauses extends PortClauses {

  /** Of surrogate pairs. */
  List<String> HALVES = List.of("\uD83D", "\uDD11", "\uD83Dx", "\uDD11\uD83D");

  /** What a careless reader takes for a reply, for nothing, or for a value of another kind. */
  List<String> REPLIES =
      List.of(
          "OK",
          "QUEUED",
          "PONG",
          "nil",
          "(nil)",
          "null",
          "none",
          "undefined",
          "true",
          "false",
          "0",
          "1",
          "-1",
          "-2",
          "$-1",
          "$-1\r\n",
          "*-1\r\n",
          "*0\r\n",
          "_\r\n",
          "+OK\r\n",
          "-ERR no\r\n",
          ":1\r\n",
          "#t\r\n",
          "inf",
          "nan",
          "{}",
          "[]",
          "\"\"",
          "''",
          "\r\n",
          "1,5",
          "0x10");

  Optional<Duration> NO_TTL = Optional.empty();

  @Test
  default void P1_getOfAMissingKeyIsEmpty() {
    assertThat(port().answer(port().commands().get(port().key("missing")))).isEmpty();
  }

  @Test
  default void P1_getOfAnExpiredKeyIsEmpty() {
    String key = port().key("short-lived");
    Duration ttl = Duration.ofMillis(30);
    port().answer(port().commands().set(key, bytes(1), SetOptions.always().expiringAfter(ttl)));

    port().redis().letPass(ttl.plusMillis(10));

    assertThat(port().answer(port().commands().get(key))).isEmpty();
  }

  @Test
  default void P2_everyByteComesBack() {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    comesBackByEveryWay(all);
  }

  @Test
  default void P2_theEmptyValueComesBack() {
    comesBackByEveryWay(new byte[0]);
  }

  @Test
  default void P2_textThatIsNoUtf8ComesBack() {
    comesBackByEveryWay(new byte[] {(byte) 0xC3, 0x28, (byte) 0xFF, (byte) 0xFE, 0, '\r', '\n'});
  }

  @Test
  default void P2_oneMebibyteComesBack() {
    byte[] large = new byte[1 << 20];
    new Random(20).nextBytes(large);
    comesBackByEveryWay(large);
  }

  @Test
  default void P2_keysAreUtf8() {
    String key = port().key("Schlüssel 鍵 \uD83D\uDD11 \u0000\r\n");
    port().answer(port().commands().set(key, bytes(1), SetOptions.always()));

    assertThat(port().commands().keyOnServer(key)).isEqualTo(key.getBytes(UTF_8));
    assertThat(port().ttl(key)).isEqualTo(new TimeToLive.Unlimited());
    assertThat(port().scan(port().key("Schl"), 100)).containsOnly(key);
    assertThat(port().answer(port().commands().get(key))).contains(bytes(1));
    assertThat(port().answer(port().commands().delete(List.of(key)))).isEqualTo(1);
    assertThat(port().ttl(key)).isEqualTo(new TimeToLive.Missing());
  }

  @Test
  default void P2_aKeyThatUtf8CannotEncodeIsRefusedByTheCallItself() {
    RedisCommands commands = port().commands();
    for (String half : HALVES) {
      String key = port().key(half);
      for (EveryMethod method : EveryMethod.values()) {
        if (!method.isScript() || port().client().claims(Capability.SCRIPTS)) {
          assertThatIllegalArgumentException()
              .as("%s", method)
              .isThrownBy(() -> method.call(commands, key));
        }
      }
    }
  }

  /** Before anything is sent, however many keys are sound before it. */
  @Test
  default void P2_oneOfManyKeysThatUtf8CannotEncodeIsRefusedBeforeAnyOther() {
    RedisCommands commands = port().commands();
    for (String half : HALVES) {
      for (int sound : new int[] {1, 2_500}) {
        List<String> keys =
            new ArrayList<>(
                IntStream.range(0, sound).mapToObj(i -> port().key("sound-" + i)).toList());
        port().answer(commands.set(keys.get(0), EveryMethod.VALUE, SetOptions.always()));
        keys.add(port().key(half));

        assertThatIllegalArgumentException().isThrownBy(() -> commands.multiGet(keys));
        assertThatIllegalArgumentException().isThrownBy(() -> commands.delete(keys));

        assertThat(port().answer(commands.get(keys.get(0)))).contains(EveryMethod.VALUE);
      }
    }
  }

  @Test
  default void P2_oneOfAScriptsKeysThatUtf8CannotEncodeIsRefusedBeforeAnyOther() {
    port().needs(Capability.SCRIPTS);
    RedisCommands commands = port().commands();
    String sound = port().key("sound");
    byte[] digest = CompareAndSet.arguments(EveryMethod.VALUE, EveryMethod.VALUE, NO_TTL).get(0);
    byte[] minute = "60000".getBytes(UTF_8);
    Map<RedisScript, List<byte[]>> ofTwoKeys =
        Map.of(
            RedisScript.COMPARE_AND_DELETE, List.of(digest, minute),
            RedisScript.DELETE_AND_MARK, List.of(minute));
    port().answer(commands.set(sound, EveryMethod.VALUE, SetOptions.always()));
    ofTwoKeys.forEach(
        (script, arguments) -> {
          for (String half : HALVES) {
            String bad = port().key(half);
            assertThatIllegalArgumentException()
                .isThrownBy(() -> commands.eval(script, List.of(sound, bad), arguments));
            assertThatIllegalArgumentException()
                .isThrownBy(() -> commands.eval(script, List.of(bad, sound), arguments));

            assertThat(port().answer(commands.get(sound)))
                .as("what %s leaves alone", script)
                .contains(EveryMethod.VALUE);
          }
        });
  }

  @Test
  default void P2_theEmptyKeyIsAKey() throws Exception {
    if (port().redis().servers().isEmpty()) { // nobody else's
      isAKey(port().commands(), "");
    } else {
      port().onOwnServer((server, commands) -> isAKey(commands, ""));
    }
  }

  private void isAKey(RedisCommands commands, String key) {
    port().answer(commands.set(key, EveryMethod.VALUE, SetOptions.always()));
    for (EveryMethod method : EveryMethod.values()) {
      if (!method.isScript() || port().client().claims(Capability.SCRIPTS)) {
        port().answer(method.call(commands, key));
      }
      port().answer(commands.set(key, EveryMethod.VALUE, SetOptions.always()));
      assertThat(port().answer(commands.get(key))).contains(EveryMethod.VALUE);
    }
    assertThat(port().answer(commands.delete(List.of(key)))).isEqualTo(1);
  }

  @Test
  default void P2_arraysAreNotShared() {
    String key = port().key("array");
    byte[] value = bytes(3);
    port().answer(port().commands().set(key, value, SetOptions.always()));
    Arrays.fill(value, (byte) 9);
    spoil(port().answer(port().commands().get(key)));
    spoil(port().answer(port().commands().getAndExpire(key, Duration.ofHours(1))));
    spoil(port().answer(port().commands().multiGet(List.of(key))).get(0));
    byte[] name = port().commands().keyOnServer(key);
    byte[] before = name.clone();
    Arrays.fill(name, (byte) 'x');

    assertThat(port().commands().keyOnServer(key)).isEqualTo(before);
    assertThat(port().answer(port().commands().get(key))).contains(bytes(3));
  }

  private static void spoil(Optional<byte[]> found) {
    Arrays.fill(found.orElseThrow(), (byte) 8);
  }

  @Test
  default void P2_textThatLooksLikeAReplyComesBack() {
    String key = port().key("reply");
    for (String text : REPLIES) {
      byte[] value = text.getBytes(UTF_8);
      port().answer(port().commands().set(key, value, SetOptions.always()));

      assertThat(port().text(key)).as("get of %s", text).contains(text);
      assertThat(port().answer(port().commands().getAndExpire(key, Duration.ofHours(1))))
          .as("getAndExpire of %s", text)
          .contains(value);
      assertThat(port().answer(port().commands().multiGet(List.of(key))))
          .as("multiGet of %s", text)
          .singleElement()
          .satisfies(read -> assertThat(read).contains(value));
      if (!port().client().claims(Capability.SCRIPTS)) {
        continue;
      }
      assertThat(
              port()
                  .answer(port().commands().compareAndSet(key, "x".getBytes(UTF_8), value, NO_TTL)))
          .as("conflict with %s", text)
          .isInstanceOfSatisfying(
              CompareAndSet.Conflict.class, found -> assertThat(found.found()).isEqualTo(value));
    }
  }

  private void comesBackByEveryWay(byte[] value) {
    String key = port().key("value");
    Duration ttl = Duration.ofMinutes(1);
    port().answer(port().commands().set(key, value, SetOptions.always()));

    assertThat(port().answer(port().commands().get(key))).contains(value);
    assertThat(port().answer(port().commands().getAndExpire(key, ttl))).contains(value);
    assertThat(port().answer(port().commands().multiGet(List.of(key))).get(0)).contains(value);
    if (port().client().claims(Capability.SCRIPTS)) {
      byte[] other = "other".getBytes(UTF_8);
      CompareAndSet.Outcome conflict =
          port().answer(CompareAndSet.run(port().commands(), key, other, other, Optional.empty()));
      assertThat(conflict)
          .isInstanceOfSatisfying(
              CompareAndSet.Conflict.class, found -> assertThat(found.found()).isEqualTo(value));
      port().answer(port().commands().set(key, other, SetOptions.always()));
      for (byte[] expected : List.of(other, value)) {
        assertThat(
                port()
                    .answer(
                        CompareAndSet.run(
                            port().commands(), key, expected, value, Optional.empty())))
            .isInstanceOf(CompareAndSet.Applied.class);
        assertThat(port().answer(port().commands().get(key))).contains(value);
      }
    }
  }

  private static byte[] bytes(int length) {
    return new byte[length];
  }
}
