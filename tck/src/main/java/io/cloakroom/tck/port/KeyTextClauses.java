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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** P2, of keys: any text is one. */
interface KeyTextClauses extends PortClauses {

  /** Of surrogate pairs. */
  List<String> HALVES = List.of("\uD83D", "\uDD11", "\uD83Dx", "\uDD11\uD83D");

  @Test
  default void P2_keysAreUtf8() {
    String key = port().key("Schlüssel 鍵 \uD83D\uDD11 \u0000\r\n");
    port().answer(port().commands().set(key, EveryMethod.VALUE, SetOptions.always()));

    assertThat(port().commands().keyOnServer(key)).isEqualTo(key.getBytes(UTF_8));
    assertThat(port().ttl(key)).isEqualTo(new TimeToLive.Unlimited());
    assertThat(port().scan(port().key("Schl"), 100)).containsOnly(key);
    assertThat(port().answer(port().commands().get(key))).contains(EveryMethod.VALUE);
    assertThat(port().answer(port().commands().delete(List.of(key)))).isEqualTo(1);
    assertThat(port().ttl(key)).isEqualTo(new TimeToLive.Missing());
  }

  /** A character takes one to four bytes; a key may have no prefix of the simplest ones. */
  @Test
  default void P2_keysThatDifferInTheirLastCharacterAreTwo() throws Exception {
    if (port().redis().servers().isEmpty()) { // nobody else's
      tellsApart(port().commands());
    } else {
      port().onOwnServer((server, commands) -> tellsApart(commands));
    }
  }

  private void tellsApart(RedisCommands commands) {
    for (String character : List.of("k", "\u00e9", "\u9375", "\uD83D\uDD11")) {
      for (int length : List.of(1, 2, 3, 5, 40, 700)) {
        String key = character.repeat(length);
        List<String> both = List.of(key + character, key + "\u516C");
        for (String each : both) {
          port().answer(commands.set(each, each.getBytes(UTF_8), SetOptions.always()));
          assertThat(commands.keyOnServer(each)).endsWith(each.getBytes(UTF_8));
        }
        for (String each : both) {
          assertThat(port().answer(commands.get(each))).contains(each.getBytes(UTF_8));
        }
        assertThat(port().answer(commands.delete(both))).as(key).isEqualTo(2);
      }
    }
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
    byte[] digest =
        CompareAndSet.arguments(EveryMethod.VALUE, EveryMethod.VALUE, Optional.empty()).get(0);
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
}
