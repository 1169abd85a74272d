package io.cloakroom.tck;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.TimeToLive;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** P1 and P2: what goes in comes out. */
interface ValueClauses extends PortClauses {

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

    assertThat(port().ttl(key)).isEqualTo(new TimeToLive.Unlimited());
    assertThat(port().scan(port().key("Schl"), 100)).containsOnly(key);
    assertThat(port().text(key)).isPresent();
    assertThat(port().answer(port().commands().delete(List.of(key)))).isEqualTo(1);
  }

  @Test
  default void P2_arraysAreNotShared() {
    String key = port().key("array");
    byte[] value = bytes(3);
    port().answer(port().commands().set(key, value, SetOptions.always()));
    Arrays.fill(value, (byte) 9);
    port().answer(port().commands().get(key)).ifPresent(found -> Arrays.fill(found, (byte) 8));

    assertThat(port().answer(port().commands().get(key))).contains(bytes(3));
  }

  private void comesBackByEveryWay(byte[] value) {
    String key = port().key("value");
    Duration ttl = Duration.ofMinutes(1);
    port().answer(port().commands().set(key, value, SetOptions.always()));

    assertThat(port().answer(port().commands().get(key))).contains(value);
    assertThat(port().answer(port().commands().getAndExpire(key, ttl))).contains(value);
    assertThat(port().answer(port().commands().multiGet(List.of(key))).get(0)).contains(value);
    if (!port().hooks().notClaimed().contains(Capability.SCRIPTS)) {
      byte[] other = "other".getBytes(UTF_8);
      CompareAndSet.Outcome conflict =
          port().answer(CompareAndSet.run(port().commands(), key, other, other, Optional.empty()));
      assertThat(conflict)
          .isInstanceOfSatisfying(
              CompareAndSet.Conflict.class, found -> assertThat(found.found()).isEqualTo(value));
      port().answer(CompareAndSet.run(port().commands(), key, value, value, Optional.empty()));
      assertThat(port().answer(port().commands().get(key))).contains(value);
    }
  }

  private static byte[] bytes(int length) {
    return new byte[length];
  }
}
