package io.cloakroom.tck.port.probe;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What a method of a port does wrong.
 *
 * @param method its name
 * @param what the rest of a sentence that begins with the method
 */
public record Mistake(String method, String what) {

  /** The same mistake in other words. */
  public Mistake saying(UnaryOperator<String> words) {
    return new Mistake(method, words.apply(what));
  }

  /** Several mistakes in one sentence for each kind, which names the methods. */
  public static Optional<String> text(List<Mistake> mistakes) {
    Map<String, Set<String>> methods = new LinkedHashMap<>();
    mistakes.forEach(
        each -> methods.computeIfAbsent(each.what, none -> new LinkedHashSet<>()).add(each.method));
    return methods.isEmpty()
        ? Optional.empty()
        : Optional.of(
            methods.entrySet().stream()
                .map(each -> named(each.getValue()) + ": " + each.getKey())
                .collect(Collectors.joining(" ")));
  }

  private static String named(Set<String> methods) {
    return methods.stream().map("`%s`"::formatted).collect(Collectors.joining(", "));
  }
}
