package io.cloakroom.values;

import java.util.Arrays;
import java.util.List;

/**
 * A value that somebody might store.
 *
 * @param text as it is written in its language
 * @param allowed the classes that are allowed for it
 */
public record Sample(String text, Object value, List<Class<?>> allowed) {

  public static Sample of(String text, Object value, Class<?>... allowed) {
    return new Sample(text, value, Arrays.asList(allowed));
  }
}
