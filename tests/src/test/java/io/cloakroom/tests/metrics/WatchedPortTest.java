package io.cloakroom.tests.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.RedisCommands;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A port that is watched can all that the port below it can. */
class WatchedPortTest {

  @Test
  void everyMethodOfThePortIsHandedOnAlsoThoseWithADefault() throws Exception {
    Class<?> watched = Class.forName("io.cloakroom.session.WatchedPort");

    assertThat(Arrays.stream(RedisCommands.class.getDeclaredMethods()).filter(this::isCalled))
        .isNotEmpty()
        .allSatisfy(
            method ->
                assertThat(
                        watched
                            .getMethod(method.getName(), method.getParameterTypes())
                            .getDeclaringClass())
                    .as(method.getName())
                    .isEqualTo(watched));
  }

  private boolean isCalled(Method method) {
    return !method.isSynthetic() && !Modifier.isStatic(method.getModifiers());
  }
}
