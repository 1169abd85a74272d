package io.cloakroom.callback;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Calls code that an application gave as an option. It may throw anything: errors, and from Kotlin
 * checked exceptions that no signature declares.
 */
public final class Callback {

  private Callback() {}

  /** Code of an application that returns nothing. */
  @FunctionalInterface
  public interface Action {

    void run() throws Throwable;
  }

  /**
   * Calls a function.
   *
   * @param option the option that it was given as
   * @return what the function returned
   * @throws IllegalStateException that names the option, if the function throws anything
   */
  public static <T extends @Nullable Object> T call(String option, Callable<T> function) {
    try {
      return function.call();
    } catch (Throwable e) {
      keepInterrupt(e);
      throw new IllegalStateException(
          "The function given as option " + option + " threw " + e.getClass().getName(), e);
    }
  }

  /**
   * Calls a function whose result is not essential.
   *
   * @param thrown gets what the function throws, to log it
   * @return what the function returned; empty if it throws anything
   */
  public static <T> Optional<T> tried(Callable<T> function, Consumer<Throwable> thrown) {
    try {
      return Optional.ofNullable(function.call());
    } catch (Throwable e) {
      keepInterrupt(e);
      thrown.accept(e);
      return Optional.empty();
    }
  }

  /**
   * Calls an observer or a listener. What it throws does not reach the caller.
   *
   * @param thrown gets what it throws, to log it
   */
  public static void tell(Action observer, Consumer<Throwable> thrown) {
    try {
      observer.run();
    } catch (Throwable e) {
      keepInterrupt(e);
      thrown.accept(e);
    }
  }

  private static void keepInterrupt(Throwable thrown) {
    if (thrown instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
  }
}
