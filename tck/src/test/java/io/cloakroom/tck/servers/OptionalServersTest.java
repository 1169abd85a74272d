package io.cloakroom.tck.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The kit in a build that has neither Testcontainers nor embedded-redis. */
class OptionalServersTest {

  @Test
  void withoutTestcontainersDockerIsPassedOver() throws Exception {
    try (Without loader = new Without()) {
      assertThat(loader.call("DockerSource", "ifItRuns", "redis:8.0")).isEqualTo(Optional.empty());
    }
  }

  @Test
  void anImageWithoutTestcontainersIsAnErrorThatNamesTheDependency() throws Exception {
    try (Without loader = new Without()) {
      assertThatThrownBy(() -> loader.call("DockerSource", "named", "redis:8.0"))
          .cause()
          .hasMessageContaining("add org.testcontainers:testcontainers");
    }
  }

  @Test
  void withoutEmbeddedRedisTheErrorNamesTheDependency() throws Exception {
    try (Without loader = new Without()) {
      assertThatThrownBy(() -> loader.call("ProgramSource", "embedded"))
          .cause()
          .hasMessageContaining("Add com.github.codemonstur:embedded-redis");
    }
  }

  /** Loads the kit again, with all that it needs but these two. */
  private static final class Without extends URLClassLoader {

    Without() {
      super(classPath(), ClassLoader.getPlatformClassLoader());
    }

    private static URL[] classPath() {
      return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
          .map(Without::url)
          .toArray(URL[]::new);
    }

    private static URL url(String entry) {
      try {
        return Path.of(entry).toUri().toURL();
      } catch (MalformedURLException e) {
        throw new IllegalArgumentException(e);
      }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (name.startsWith("org.testcontainers.") || name.startsWith("redis.embedded.")) {
        throw new ClassNotFoundException(name);
      }
      return super.findClass(name);
    }

    Object call(String type, String method, Object... arguments)
        throws ReflectiveOperationException {
      Class<?> loaded = loadClass("io.cloakroom.tck.servers." + type);
      Method called =
          Stream.of(loaded.getDeclaredMethods())
              .filter(each -> each.getName().equals(method))
              .findFirst()
              .orElseThrow();
      called.setAccessible(true);
      try {
        return called.invoke(null, arguments);
      } catch (InvocationTargetException e) {
        throw new ReflectiveOperationException(e.getCause());
      }
    }
  }
}
