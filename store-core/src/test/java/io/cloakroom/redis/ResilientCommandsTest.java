package io.cloakroom.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which scripts are run again where the answer was lost. */
class ResilientCommandsTest {

  private static final Set<RedisScript> CONDITIONAL =
      Set.of(RedisScript.COMPARE_AND_SET, RedisScript.COMPARE_AND_DELETE);

  private final AtomicInteger sent = new AtomicInteger();
  private final RedisCommands unreachable =
      (RedisCommands)
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {RedisCommands.class},
              (proxy, method, arguments) -> {
                sent.incrementAndGet();
                return CompletableFuture.failedStage(new RedisUnreachableException("away", null));
              });

  @ParameterizedTest
  @EnumSource(RedisScript.class)
  void whatHasAConditionIsNotRunAgain(RedisScript script) {
    ResilientCommands commands = new ResilientCommands(unreachable, Resilience.builder());

    assertThatThrownBy(
            () -> commands.eval(script, List.of("key"), List.of()).toCompletableFuture().join())
        .hasCauseInstanceOf(RedisUnreachableException.class);

    if (CONDITIONAL.contains(script)) {
      assertThat(sent).hasValue(1);
    } else {
      assertThat(sent).hasValueGreaterThan(1);
    }
  }
}
