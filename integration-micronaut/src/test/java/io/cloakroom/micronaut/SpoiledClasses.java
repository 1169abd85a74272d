package io.cloakroom.micronaut;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.cloakroom.tck.report.ClauseReport;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.testkit.engine.EngineTestKit;

/** The integration and its tests once more, with one method that does what it should not. */
final class SpoiledClasses extends ClassLoader {

  private static final List<String> OURS =
      List.of("io.cloakroom.micronaut.", "io.cloakroom.sidebyside.");

  private final @Nullable String spoiled;
  private final byte[] bytes;

  private SpoiledClasses(@Nullable String spoiled, byte[] bytes) {
    super(SpoiledClasses.class.getClassLoader());
    this.spoiled = spoiled;
    this.bytes = bytes;
  }

  /** The classes as they are. */
  static SpoiledClasses sound() {
    return new SpoiledClasses(null, new byte[0]);
  }

  /**
   * Spoils a method of a class.
   *
   * @param type the class's name within its package
   * @param instead what the method does
   */
  static SpoiledClasses with(String type, String method, Implementation instead) {
    String name = OURS.get(0) + type;
    ClassFileLocator files =
        ClassFileLocator.ForClassLoader.of(SpoiledClasses.class.getClassLoader());
    byte[] bytes =
        new ByteBuddy()
            .redefine(TypePool.Default.of(files).describe(name).resolve(), files)
            .method(named(method))
            .intercept(instead)
            .make()
            .getBytes();
    return new SpoiledClasses(name, bytes);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (OURS.stream().noneMatch(name::startsWith)) {
      return super.loadClass(name, resolve);
    }
    Class<?> known = super.loadClass(name, resolve);
    if (known.isAnnotation()) {
      return known; // frameworks keep annotations by name for the whole JVM
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    if (name.equals(spoiled)) {
      return defineClass(name, bytes, 0, bytes.length);
    }
    try (var file = getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (file == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] sound = file.readAllBytes();
      return defineClass(name, sound, 0, sound.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  /** The tests of a name that fail over these classes, of the class of tests of this name. */
  List<String> failing(String tests, String test) throws ClassNotFoundException {
    Class<?> over = loadClass(tests);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(this); // by which Micronaut finds its beans
    try {
      return EngineTestKit.engine("junit-jupiter")
          .configurationParameter(ClauseReport.FOLDER, ClauseReport.NONE)
          .selectors(
              Stream.concat(
                      Arrays.stream(over.getMethods()), Arrays.stream(over.getDeclaredMethods()))
                  .filter(method -> method.getName().equals(test))
                  .distinct()
                  .map(method -> selectMethod(over, method.getName(), method.getParameterTypes()))
                  .toArray(DiscoverySelector[]::new))
          .execute()
          .testEvents()
          .failed()
          .map(event -> event.getTestDescriptor().getDisplayName())
          .toList();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
