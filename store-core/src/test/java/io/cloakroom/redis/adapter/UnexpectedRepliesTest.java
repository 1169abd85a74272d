package io.cloakroom.redis.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.StageFailure;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Replies of a kind that Redis does not send: of another server, or changed on the way. */
class UnexpectedRepliesTest {

  private static final Duration TTL = Duration.ofSeconds(1);
  private static final byte[] VALUE = "value".getBytes(UTF_8);

  private static final List<Object> OF_ANY_KIND =
      List.of(
          7L,
          VALUE,
          true,
          1.5,
          List.of(),
          List.of(7L),
          List.of(VALUE),
          List.of(VALUE, 7L),
          List.of(VALUE, VALUE),
          Map.of("a", "b"));

  private static final Map<String, Function<ClientCommands<String>, CompletionStage<?>>> METHODS =
      new LinkedHashMap<>();

  static {
    METHODS.put("get", port -> port.get("k"));
    METHODS.put("getAndExpire", port -> port.getAndExpire("k", TTL));
    METHODS.put("multiGet", port -> port.multiGet(List.of("k", "l")));
    METHODS.put("set", port -> port.set("k", VALUE, SetOptions.always()));
    METHODS.put("expire", port -> port.expire("k", TTL));
    METHODS.put("timeToLive", port -> port.timeToLive("k"));
    METHODS.put("delete", port -> port.delete(List.of("k", "l")));
    METHODS.put("scan", port -> port.scan("k", ScanCursor.START, 10));
    METHODS.put("eval", port -> port.eval(RedisScript.GET_AND_EXPIRE, List.of("k"), List.of()));
    METHODS.put("compareAndSet", port -> port.compareAndSet("k", VALUE, VALUE, Optional.of(TTL)));
    METHODS.put("compareAndDelete", port -> port.compareAndDelete("k", VALUE));
  }

  /** Those of the replies that Redis itself could send, as clients hand them on. */
  private static final Map<String, List<Object>> SOUND =
      Map.of(
          "get", List.of(VALUE),
          "getAndExpire", List.of(VALUE),
          "multiGet", List.of(List.of(VALUE, VALUE)),
          "set", List.of(true),
          "expire", List.of(7L, true, 1.5),
          "timeToLive", List.of(7L, true, 1.5),
          "delete", List.of(7L, true, 1.5),
          "eval", List.of(List.of(), List.of(VALUE), List.of(VALUE, VALUE)),
          "compareAndSet", List.of(true),
          "compareAndDelete", List.of(true));

  @Test
  void P18_everyMethodFailsAsThePortDoesUnlessTheReplyCouldBeRedis() {
    METHODS.forEach(
        (name, method) -> {
          for (Object reply : OF_ANY_KIND) {
            Throwable failure = failure(method, reply);
            if (SOUND.getOrDefault(name, List.of()).contains(reply)) {
              assertThat(failure).as("%s, answered with %s", name, reply).isNull();
            } else {
              assertThat(failure)
                  .as("%s, answered with %s", name, reply)
                  .isInstanceOf(RedisCommandException.class);
            }
          }
        });
  }

  @Test
  void P18_theMessageSaysWhatToLookAt() {
    assertThat(failure(METHODS.get("get"), 7L))
        .isInstanceOf(RedisRefusedException.class)
        .hasMessageContaining("Long")
        .hasMessageContaining("whether the address is that of a Redis");
  }

  private static @Nullable Throwable failure(
      Function<ClientCommands<String>, CompletionStage<?>> method, Object reply) {
    ScriptedClient client = new ScriptedClient();
    client.answers(Collections.nCopies(20, reply).toArray());
    return method
        .apply(new ClientCommands<>(client, Duration.ofSeconds(1)) {})
        .handle((value, failure) -> failure == null ? null : StageFailure.cause(failure))
        .toCompletableFuture()
        .join();
  }
}
