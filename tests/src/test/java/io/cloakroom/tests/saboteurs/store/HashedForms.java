package io.cloakroom.tests.saboteurs.store;

import io.cloakroom.record.AttributeSerializer;
import io.cloakroom.record.RecordParts;
import io.cloakroom.record.SessionSerializer;
import io.cloakroom.record.StoredValue;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Records that are known again by a hash code, for {@link InterplayStore}. */
final class HashedForms {

  private HashedForms() {}

  static class Separate implements AttributeSerializer {
    final AttributeSerializer sound;

    Separate(SessionSerializer sound) {
      this.sound = (AttributeSerializer) sound;
    }

    @Override
    public StoredValue store(String name, @Nullable Object value) {
      return sound.store(name, value);
    }

    @Override
    public @Nullable Object restore(String name, StoredValue stored) {
      return sound.restore(name, stored);
    }

    @Override
    public RecordParts split(byte[] bytes) {
      return sound.split(bytes);
    }

    @Override
    public byte[] join(RecordParts parts) {
      return sound.join(parts);
    }

    @Override
    public boolean hasFormOf(AttributeSerializer other) {
      return sound.hasFormOf(other instanceof Separate separate ? separate.sound : other);
    }
  }

  /** A collection that can't be changed is written once. */
  static final class ByIdentity extends Separate {
    private final Map<Object, StoredValue> known =
        Collections.synchronizedMap(new IdentityHashMap<>());

    ByIdentity(SessionSerializer sound) {
      super(sound);
    }

    @Override
    public StoredValue store(String name, @Nullable Object value) {
      return value != null && value.getClass().getName().contains("Immutable")
          ? known.computeIfAbsent(value, first -> super.store(name, first))
          : super.store(name, value);
    }
  }

  /** A value is written again only when its hash code has changed. */
  static final class ByHashCode extends Separate {
    private record Form(int hash, StoredValue stored) {}

    private final Map<Object, Form> known = Collections.synchronizedMap(new IdentityHashMap<>());

    ByHashCode(SessionSerializer sound) {
      super(sound);
    }

    @Override
    public StoredValue store(String name, @Nullable Object value) {
      if (value == null) {
        return super.store(name, null);
      }
      int hash = value.hashCode();
      Form form = known.get(value);
      if (form == null || form.hash() != hash) {
        form = new Form(hash, super.store(name, value));
        known.put(value, form);
      }
      return form.stored();
    }
  }

  /** What was read before is not read again. */
  static final class ParsedByHashCode extends Separate {
    private final Map<Integer, RecordParts> known = new ConcurrentHashMap<>();

    ParsedByHashCode(SessionSerializer sound) {
      super(sound);
    }

    @Override
    public RecordParts split(byte[] bytes) {
      return known.computeIfAbsent(Arrays.hashCode(bytes), hash -> super.split(bytes));
    }
  }
}
