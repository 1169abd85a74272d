package io.cloakroom.redis.resilience;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.RedisUnreachableException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is sent again where the answer was lost. */
class ResilientCommandsTest {

  private static final Set<RedisScript> CONDITIONAL =
      Set.of(
          RedisScript.COMPARE_AND_SET,
          RedisScript.COMPARE_AND_DELETE,
          RedisScript.DELETE_AND_MARK,
          RedisScript.INDEX_REMOVE);

  private final AtomicInteger sent = new AtomicInteger();
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final RedisCommands unreachable =
      (RedisCommands)
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {RedisCommands.class},
              (proxy, method, arguments) -> {
                sent.incrementAndGet();
                seen.add(arguments[0] + " " + text(arguments[arguments.length - 1]));
                return CompletableFuture.failedStage(new RedisUnreachableException("away", null));
              });

  @ParameterizedTest
  @EnumSource(RedisScript.class)
  void whatHasAConditionIsNotRunAgain(RedisScript script) {
    ResilientCommands commands =
        new ResilientCommands(unreachable, Resilience.builder().options(), CallerContext.NONE);

    assertThatThrownBy(
            () -> commands.eval(script, List.of("key"), List.of()).toCompletableFuture().join())
        .hasCauseInstanceOf(RedisUnreachableException.class);

    if (CONDITIONAL.contains(script)) {
      assertThat(sent).hasValue(1);
    } else {
      assertThat(sent).hasValueGreaterThan(1);
    }
  }

  @Test
  void whatTheCallerOverwritesAfterTheCallIsNotSentAgain() {
    ResilientCommands commands =
        new ResilientCommands(unreachable, Resilience.builder().options(), CallerContext.NONE);
    List<String> keys = new ArrayList<>(List.of("key"));
    byte[] argument = {'a'};

    CompletionStage<?> read = commands.multiGet(keys);
    keys.clear();
    assertThat(read).failsWithin(Duration.ofSeconds(15));
    keys.add("index");
    CompletionStage<?> answered = commands.eval(RedisScript.INDEX_READ, keys, List.of(argument));
    keys.clear();
    argument[0] = '#';
    assertThat(answered).failsWithin(Duration.ofSeconds(15));

    assertThat(sent).hasValueGreaterThan(3);
    assertThat(seen).containsExactlyInAnyOrder("[key] [key]", RedisScript.INDEX_READ + " [a]");
  }

  private static String text(Object argument) {
    return argument instanceof List<?> list
        ? list.stream()
            .map(each -> each instanceof byte[] bytes ? new String(bytes, UTF_8) : each)
            .toList()
            .toString()
        : argument.toString();
  }
}
