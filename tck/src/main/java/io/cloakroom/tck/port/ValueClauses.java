package io.cloakroom.tck.port;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.tck.client.Capability;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** P1 and P2: what goes in comes out. */
interface ValueClauses extends PortClauses {

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
