package io.cloakroom.values;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.record.AttributeSerializer;
import io.cloakroom.record.StoredValue;
import io.cloakroom.record.UnstorableAttributeException;
import io.cloakroom.serializer.json.JsonSessionSerializer;
import io.cloakroom.serializer.kryo.KryoSessionSerializer;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Whatever is made of Kotlin's, Guava's and Vavr's values comes back equal, or is refused with what
 * to do about it. {@code -Dcloakroom.values} says how many are tried, {@code -Dcloakroom.seed}
 * which.
 */
class ArbitraryLibraryValuesTest {

  private static final int VALUES = Integer.getInteger("cloakroom.values", 2_000);
  private static final long SEED = Long.getLong("cloakroom.seed", 15);

  private final ArbitraryLibraryValues values = new ArbitraryLibraryValues(SEED);

  @Test
  void S2_arbitraryValuesOfLibrariesComeBackEqualByConversions() {
    List<AttributeSerializer> serializers = List.of(json(true), kryo(true));
    int kept = 0;
    for (int i = 0; i < VALUES; i++) {
      Object value = values.next();
      for (AttributeSerializer serializer : serializers) {
        kept += isKept(serializer, value, i) ? 1 : 0;
      }
    }
    assertThat(kept).isGreaterThan(VALUES * serializers.size() * 9 / 10);
  }

  @Test
  void S2_arbitraryValuesOfLibrariesAreRefusedWithAdviceWithoutConversions() {
    List<AttributeSerializer> serializers = List.of(json(false), kryo(false));
    int kept = 0;
    for (int i = 0; i < VALUES; i++) {
      Object value = values.next();
      for (AttributeSerializer serializer : serializers) {
        kept += isKept(serializer, value, i) ? 1 : 0;
      }
    }
    assertThat(kept).isBetween(VALUES / 10, VALUES * serializers.size() - VALUES / 10);
  }

  private static boolean isKept(AttributeSerializer serializer, Object value, int number) {
    StoredValue stored;
    try {
      stored = serializer.store("a", value);
    } catch (UnstorableAttributeException e) {
      assertThat(e).as("value %d", number).hasMessageMatching("(?s).*(: |, or ).*");
      return false;
    }
    Object back = serializer.restore("a", stored);
    assertThat(SameValue.is(value, back))
        .as(
            "value %d, %s, came back from %s as %s",
            number, value, serializer.getClass().getSimpleName(), back)
        .isTrue();
    assertThat(serializer.store("a", back)).as("value %d, %s", number, value).isEqualTo(stored);
    return true;
  }

  private AttributeSerializer json(boolean converting) {
    JsonSessionSerializer.Builder builder = JsonSessionSerializer.builder();
    if (converting) {
      LibraryConversions.addTo(
          new LibraryConversions.Builder() {
            @Override
            public <T, S> void convert(Class<T> type, Function<T, S> to, Function<S, T> from) {
              builder.convert(type, to, from);
            }
          });
    }
    return builder.allow(values.classes()).build();
  }

  private AttributeSerializer kryo(boolean converting) {
    KryoSessionSerializer.Builder builder = KryoSessionSerializer.builder();
    if (converting) {
      LibraryConversions.addTo(
          new LibraryConversions.Builder() {
            @Override
            public <T, S> void convert(Class<T> type, Function<T, S> to, Function<S, T> from) {
              builder.convert(type, to, from);
            }
          });
    }
    for (Class<?> type : values.classes()) {
      builder.allow(type);
    }
    return builder.build();
  }
}
