package io.cloakroom.callback;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A function that the application gave as an option. What it throws becomes an {@link
 * IllegalStateException} that names the option.
 *
 * @param option the option's name
 */
public record OptionFunction<A, T extends @Nullable Object>(
    String option, Function<A, @Nullable T> function) {

  /** Calls the function, and returns what it returned; null, too. */
  public @Nullable T call(A argument) {
    return Callback.call(option, () -> function.apply(argument));
  }

  /** Calls the function, which must not return null. */
  public T required(A argument) {
    T result = call(argument);
    if (result == null) {
      throw new IllegalStateException("The function given as option " + option + " returned null");
    }
    return result;
  }
}
