package io.cloakroom.serializer;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.Serializer;
import io.cloakroom.serializer.KryoPlatformTypes.Entry;
import io.cloakroom.serializer.KryoPlatformTypes.Kind;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A Kryo that knows the JDK's classes and the user's, and no other. Not safe for many threads. */
final class KryoGraph extends Kryo {

  /** How deep values may be nested in each other. */
  static final int MAXIMUM_DEPTH = 256;

  KryoGraph(KryoAllowList allowed) {
    super(new KryoClasses(), references(allowed));
    setRegistrationRequired(true);
    setReferences(true);
    setAutoReset(false);
    setMaxDepth(MAXIMUM_DEPTH);
    List<Entry> platform = KryoPlatformTypes.entries();
    for (int i = 0; i < platform.size(); i++) {
      Entry entry = platform.get(i);
      Serializer<?> serializer = entry.serializer().apply(this);
      int id = KryoPlatformTypes.FIRST + i;
      register(entry.type(), entry.kind() == Kind.LEAF ? serializer : tracked(serializer), id);
    }
    allowed.ids().forEach((type, id) -> register(type, serializerOf(type, allowed), id));
  }

  /** The registration of exactly this class. Kryo's own falls back on what a proxy or lambda is. */
  @Override
  public Registration getRegistration(@SuppressWarnings("rawtypes") Class type) {
    @Nullable Registration registration = getClassResolver().getRegistration(type);
    if (registration == null
        && (Enum.class.isAssignableFrom(type) || EnumSet.class.isAssignableFrom(type))) {
      // The class of a constant that has a body is one below its enum's, any EnumSet's below that.
      registration = getClassResolver().getRegistration(type.getSuperclass());
    }
    if (registration == null) {
      throw KryoRefusal.ofUnlisted(type);
    }
    return registration;
  }

  private Serializer<?> serializerOf(Class<?> type, KryoAllowList allowed) {
    KryoShape shape = allowed.shapes().get(type);
    if (shape != null) {
      return tracked(new KryoFields(shape));
    }
    return type.isEnum() ? new KryoEnum<>(type) : tracked(KryoElements.array());
  }

  private <T> Serializer<T> tracked(Serializer<T> serializer) {
    return new KryoTracked<>(serializer, (KryoReferences) getReferenceResolver());
  }

  private static KryoReferences references(KryoAllowList allowed) {
    Set<Class<?>> untracked = new HashSet<>(KryoPlatformTypes.kryosOwn());
    typesOf(Kind.LEAF).forEach(untracked::add);
    Set<Class<?>> late = new HashSet<>();
    typesOf(Kind.LATE).forEach(late::add);
    allowed.shapes().keySet().stream().filter(Class::isRecord).forEach(late::add);
    return new KryoReferences(untracked, late);
  }

  private static Stream<Class<?>> typesOf(Kind kind) {
    return KryoPlatformTypes.entries().stream()
        .filter(entry -> entry.kind() == kind)
        .map(Entry::type);
  }
}
