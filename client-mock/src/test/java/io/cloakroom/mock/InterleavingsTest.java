package io.cloakroom.mock;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Threads that use the in-memory port at once get answers as if they had come one after another, as
 * a server's clients do. Lincheck lets each pair of commands meet on one key, stops either of them
 * where the other could notice, and looks for an order that explains the answers.
 *
 * @see <a href="https://github.com/JetBrains/lincheck">Lincheck</a>
 */
class InterleavingsTest {

  /** In how many ways each pair is made to meet. */
  private static final int RUNS = 30;

  private static final List<String> COMMANDS =
      List.of(
          "getAndExpire",
          "set",
          "setIfAbsent",
          "setIfPresent",
          "delete",
          "compareAndSet",
          "compareAndDelete");

  private record Pair(String one, String other) {

    boolean isOf(String command) {
      return one.equals(command) || other.equals(command);
    }

    /** The key is there, unless a command is of no interest then. */
    ExecutionScenario scenario() {
      String before = isOf("setIfAbsent") ? "delete" : "set";
      return new ExecutionScenario(
          List.of(actor(before)),
          List.of(List.of(actor(one)), List.of(actor(other))),
          List.of(actor("get"), actor("timeToLive")),
          null);
    }

    private static Actor actor(String command) {
      try {
        Method method = OneKey.class.getMethod(command);
        return new Actor(method, List.of());
      } catch (NoSuchMethodException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Test
  void P21_answersAreThoseOfOneAfterAnother() {
    check(OneKeyShared.Sound.class, pairs());
  }

  static Stream<Arguments> ofTwoSteps() {
    return Stream.of(
        arguments("setIfAbsent", OneKeyShared.LooksBeforeItSetsIfAbsent.class),
        arguments("setIfPresent", OneKeyShared.LooksBeforeItSetsIfPresent.class),
        arguments("delete", OneKeyShared.LooksBeforeItDeletes.class),
        arguments("getAndExpire", OneKeyShared.ExpiresAfterItGets.class),
        arguments("compareAndSet", OneKeyShared.LooksBeforeItCompares.class));
  }

  @ParameterizedTest
  @MethodSource("ofTwoSteps")
  void aCommandOfTwoStepsIsCaught(String command, Class<? extends OneKeyShared> port) {
    assertThatThrownBy(() -> check(port, pairs().filter(pair -> pair.isOf(command))))
        .isInstanceOf(LincheckAssertionError.class)
        .hasMessageContaining("Invalid execution results")
        .hasMessageContaining(command);
  }

  private static void check(Class<? extends OneKeyShared> port, Stream<Pair> pairs) {
    ModelCheckingOptions options =
        new ModelCheckingOptions()
            .iterations(0) // over and above these
            .invocationsPerIteration(RUNS)
            .minimizeFailedScenario(false)
            .sequentialSpecification(OneKeyAlone.class);
    pairs.map(Pair::scenario).forEach(options::addCustomScenario);
    options.check(port);
  }

  /** Each command with each, itself included. */
  private static Stream<Pair> pairs() {
    return IntStream.range(0, COMMANDS.size())
        .boxed()
        .flatMap(i -> COMMANDS.stream().skip(i).map(other -> new Pair(COMMANDS.get(i), other)));
  }
}
