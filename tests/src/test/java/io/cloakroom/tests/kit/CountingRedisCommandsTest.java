package io.cloakroom.tests.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.tck.client.CountingRedisCommands;
import io.cloakroom.tck.client.CountingRedisCommands.Call;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CountingRedisCommandsTest {

  private static final byte[] VALUE = {1};

  private final CountingRedisCommands redis =
      CountingRedisCommands.over(InMemoryRedisCommands.create());

  @Test
  void everyCommandIsNotedOnceWithItsKeys() {
    redis.set("a", VALUE, SetOptions.always());
    redis.get("a");
    redis.getAndExpire("a", Duration.ofSeconds(9));
    redis.expire("a", Duration.ofSeconds(9));
    redis.timeToLive("a");
    redis.multiGet(List.of("a", "b"));
    redis.scan("p", ScanCursor.START, 10);
    CompareAndSet.run(redis, "a", VALUE, VALUE, Optional.empty());
    redis.delete(List.of("a", "b"));

    assertThat(redis.calls())
        .containsExactly(
            new Call("set", List.of("a")),
            new Call("get", List.of("a")),
            new Call("getAndExpire", List.of("a")),
            new Call("expire", List.of("a")),
            new Call("timeToLive", List.of("a")),
            new Call("multiGet", List.of("a", "b")),
            new Call("scan", List.of("p")),
            new Call("eval COMPARE_AND_SET", List.of("a")),
            new Call("delete", List.of("a", "b")));
  }

  @Test
  void whatIsNoCommandIsNotNoted() {
    redis.multiGet(List.of());
    redis.delete(List.of());

    assertThat(redis.commands()).isEmpty();
  }

  @Test
  void aResetForgets() {
    redis.get("a");
    redis.reset();
    redis.timeToLive("a");

    assertThat(redis.commands()).containsExactly("timeToLive");
  }
}
