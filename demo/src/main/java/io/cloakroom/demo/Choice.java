package io.cloakroom.demo;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The words for the constants of an enum, by which a variable of the environment chooses one. */
final class Choice {

  private Choice() {}

  /** The word for a constant. */
  static String word(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }

  /**
   * The constant for a word.
   *
   * @param variable where the word comes from
   * @throws DemoException if there is none
   */
  static <E extends Enum<E>> E of(Class<E> choices, String variable, String word) {
    return Arrays.stream(choices.getEnumConstants())
        .filter(choice -> word(choice).equals(word.strip().toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new DemoException(
                    Arrays.stream(choices.getEnumConstants())
                        .map(Choice::word)
                        .collect(
                            Collectors.joining(
                                ", ",
                                variable + " must be one of ",
                                ", but is \"" + word + "\""))));
  }
}
