package io.cloakroom.values;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.record.AttributeSerializer;
import io.cloakroom.record.UnstorableAttributeException;
import io.cloakroom.serializer.json.JsonSessionSerializer;
import io.cloakroom.serializer.kryo.KryoSessionSerializer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Does what each refusal of the table says: allows the class that it names, again and again, until
 * the value is kept or the message proposes something else than to allow a class.
 */
class FollowedAdviceTest {

  private static final int MOST_STEPS = 20;

  /**
   * A serializer.
   *
   * @param named which classes it advised to allow since this was cleared
   */
  private record Advised(AttributeSerializer itself, Set<Class<?>> named) {}

  private final Map<Set<Class<?>>, Advised> advised = new HashMap<>();

  enum Format {
    JSON {
      @Override
      AttributeSerializer build(Set<Class<?>> allowed, Function<Class<?>, String> advice) {
        JsonSessionSerializer.Builder builder = JsonSessionSerializer.builder();
        return builder.allow(allowed.toArray(Class<?>[]::new)).allowAdvice(advice).build();
      }
    },
    KRYO {
      @Override
      AttributeSerializer build(Set<Class<?>> allowed, Function<Class<?>, String> advice) {
        KryoSessionSerializer.Builder builder = KryoSessionSerializer.builder();
        allowed.forEach(builder::allow);
        return builder.allowAdvice(advice).build();
      }
    };

    abstract AttributeSerializer build(Set<Class<?>> allowed, Function<Class<?>, String> advice);

    Advised allowing(Set<Class<?>> allowed) {
      Set<Class<?>> named = new HashSet<>();
      return new Advised(
          build(
              allowed,
              javaClass -> {
                named.add(javaClass);
                return "allow it";
              }),
          named);
    }
  }

  @ParameterizedTest
  @EnumSource
  void S2_everyAdviceToAllowAClassWorksWhenFollowed(Format format) {
    List<String> followed = new ArrayList<>();
    for (Sample sample : (Iterable<Sample>) samples()::iterator) {
      if (sample.value() != null) {
        follow(sample, format, followed);
      }
    }
    assertThat(followed).hasSizeGreaterThan(30);
  }

  private static Stream<Sample> samples() {
    return ValuesTable.samples().filter(sample -> isAllowed(sample.allowed()));
  }

  private static boolean isAllowed(List<Class<?>> classes) {
    try {
      JsonSessionSerializer.builder().allow(classes.toArray(Class<?>[]::new));
      return true;
    } catch (IllegalArgumentException e) {
      return false; // the table has what it says
    }
  }

  private void follow(Sample sample, Format format, List<String> followed) {
    Object value = sample.value() instanceof Opaque opaque ? opaque.value() : sample.value();
    Set<Class<?>> allowed = new HashSet<>(sample.allowed());
    for (int step = 0; step < MOST_STEPS; step++) {
      Advised serializer = advised.computeIfAbsent(Set.copyOf(allowed), format::allowing);
      Set<Class<?>> named = serializer.named();
      named.clear();
      try {
        serializer.itself().restore("a", serializer.itself().store("a", value));
        return;
      } catch (UnstorableAttributeException e) {
        if (named.isEmpty()) {
          assertThat(e).as(sample.text()).hasMessageMatching("(?s).*(: |, or ).*");
          return;
        }
        assertThat(allowed)
            .as(sample.text() + ": " + e.getMessage())
            .doesNotContainAnyElementsOf(named);
        allowed.addAll(named);
        followed.add(sample.text());
      }
    }
    throw new AssertionError(sample.text() + " is refused after " + allowed + " were allowed");
  }
}
