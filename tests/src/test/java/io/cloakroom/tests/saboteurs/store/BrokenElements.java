package io.cloakroom.tests.saboteurs.store;

import io.cloakroom.record.SessionSerializer;
import io.cloakroom.record.StoredValue;
import io.cloakroom.session.RedisSessionStoreBuilder;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Records of which something goes wrong within lists and sets only. */
final class BrokenElements {

  private BrokenElements() {}

  /** One element that is of another type takes the others' types away. */
  static final class SpoiltByOne extends HashedForms.Separate {
    SpoiltByOne(SessionSerializer sound) {
      super(sound);
    }

    @Override
    public @Nullable Object restore(String name, StoredValue stored) {
      Object value = super.restore(name, stored);
      return value instanceof List<?> list && hasSeveralTypes(list) ? plain(list) : value;
    }

    private static boolean hasSeveralTypes(List<?> list) {
      return list.stream().filter(Objects::nonNull).map(Object::getClass).distinct().count() > 1;
    }

    private static List<@Nullable Object> plain(List<?> list) {
      List<@Nullable Object> plain = new ArrayList<>();
      for (Object each : list) {
        plain.add(each instanceof Long number ? (Object) number.intValue() : each);
      }
      return plain;
    }
  }

  /** A set of an enum is what its bits are. */
  static Consumer<RedisSessionStoreBuilder> enumSetsByNumber() {
    Map<StoredValue, List<Integer>> numbers = new ConcurrentHashMap<>();
    return options -> {
      if (Reflected.get(options, "serializer") instanceof SessionSerializer sound) {
        options.serializer(new ByNumber(sound, numbers));
      }
    };
  }

  private static final class ByNumber extends HashedForms.Separate {
    private final Map<StoredValue, List<Integer>> numbers;

    ByNumber(SessionSerializer sound, Map<StoredValue, List<Integer>> numbers) {
      super(sound);
      this.numbers = numbers;
    }

    @Override
    public StoredValue store(String name, @Nullable Object value) {
      StoredValue stored = super.store(name, value);
      if (value instanceof EnumSet<?> set) {
        numbers.put(stored, set.stream().map(Enum::ordinal).toList());
      }
      return stored;
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"}) // whatever enum it is
    public @Nullable Object restore(String name, StoredValue stored) {
      Object value = super.restore(name, stored);
      List<Integer> known = numbers.get(stored);
      if (known == null || !(value instanceof EnumSet set) || set.isEmpty()) {
        return value;
      }
      Object[] constants = ((Enum) set.iterator().next()).getDeclaringClass().getEnumConstants();
      EnumSet changed = EnumSet.copyOf(set);
      changed.clear();
      known.forEach(number -> changed.add(constants[number]));
      return changed;
    }
  }
}
