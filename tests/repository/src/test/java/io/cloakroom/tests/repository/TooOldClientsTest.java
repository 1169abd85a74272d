package io.cloakroom.tests.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.jedis.JedisAdapter;
import io.cloakroom.jedis.JedisCommands;
import io.cloakroom.lettuce.LettuceAdapter;
import io.cloakroom.lettuce.LettuceCommands;
import io.cloakroom.redisson.RedissonAdapter;
import io.cloakroom.redisson.RedissonCommands;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each way into each adapter refuses a client that is too old, by its name and the oldest version
 * that will do. The client is the one of this build without the class by which its age is told;
 * {@code .ci/versions/too-old} does the same with old clients.
 */
class TooOldClientsTest {

  static Stream<Arguments> adapters() {
    return Stream.of(
        Arguments.of(
            JedisCommands.class,
            JedisAdapter.class,
            "redis.clients.jedis.AbstractTransaction",
            "Cloakroom needs Jedis 5.1 or later",
            4),
        Arguments.of(
            LettuceCommands.class,
            LettuceAdapter.class,
            "io.lettuce.core.LettuceVersion",
            "Cloakroom needs Lettuce 6.3 or later",
            8),
        Arguments.of(
            RedissonCommands.class,
            RedissonAdapter.class,
            "org.redisson.api.ObjectEncoding",
            "Cloakroom needs Redisson 3.45 or later",
            2));
  }

  @ParameterizedTest
  @MethodSource("adapters")
  void everyWayInRefusesAClientThatIsTooOld(
      Class<?> commands, Class<?> adapter, String lacking, String message, int ways)
      throws Exception {
    Without loader = new Without(lacking);
    List<Method> of =
        Arrays.stream(loader.loadClass(commands.getName()).getMethods())
            .filter(each -> each.getName().equals("of") && Modifier.isStatic(each.getModifiers()))
            .toList();

    assertThat(of).hasSize(ways);
    for (Method each : of) {
      assertRefused(each, null, message);
    }
    Class<?> old = loader.loadClass(adapter.getName());
    Method adapt =
        Arrays.stream(old.getDeclaredMethods())
            .filter(each -> each.getName().equals("adapt") && !each.isBridge())
            .findFirst()
            .orElseThrow();
    assertRefused(adapt, old.getConstructor().newInstance(), message);
  }

  /** Before it looks at the client: there is none. */
  private static void assertRefused(Method method, Object target, String message) {
    Object[] nothing = new Object[method.getParameterCount()];
    assertThatThrownBy(() -> method.invoke(target, nothing))
        .as(method.toString())
        .isInstanceOf(InvocationTargetException.class)
        .cause()
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith(message);
  }

  /** Loads adapters and clients again, all but one class. */
  private static final class Without extends ClassLoader {

    private final String lacking;

    Without(String lacking) {
      super(TooOldClientsTest.class.getClassLoader());
      this.lacking = lacking;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.equals(lacking)) {
        throw new ClassNotFoundException(name);
      }
      if (!name.matches("(io\\.cloakroom|redis\\.clients|io\\.lettuce|org\\.redisson)\\..*")) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded != null ? loaded : define(name);
      }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        if (in == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
