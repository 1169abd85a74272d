package io.cloakroom.serializer.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.Serializer;
import io.cloakroom.serializer.AllowRules;
import io.cloakroom.serializer.Conversion;
import io.cloakroom.serializer.Limits;
import io.cloakroom.serializer.PlainCopies;
import io.cloakroom.serializer.UnstorableValueException;
import io.cloakroom.serializer.kryo.KryoPlatformTypes.Entry;
import io.cloakroom.serializer.kryo.KryoPlatformTypes.Kind;
import io.cloakroom.serializer.model.ClassModel;
import io.cloakroom.serializer.model.ObjectModel;
import io.cloakroom.serializer.model.SingletonModel;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A Kryo that knows the JDK's classes and the user's, and no other. Not safe for many threads. */
final class KryoGraph extends Kryo {

  /** How deep values may be nested in each other. */
  static final int MAXIMUM_DEPTH = Limits.DEPTH;

  private final KryoAllowList allowed;
  private final AllowRules allowing;

  KryoGraph(KryoAllowList allowed, AllowRules allowing) {
    super(new KryoClasses(), references(allowed));
    this.allowed = allowed;
    this.allowing = allowing;
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
    allowed.ids().forEach((type, id) -> register(type, serializerOf(type), id));
  }

  /**
   * Returns the registration of exactly this class. Kryo's own falls back on what a proxy or lambda
   * is.
   */
  @Override
  public Registration getRegistration(@SuppressWarnings("rawtypes") Class type) {
    @Nullable Registration registration = getClassResolver().getRegistration(type);
    if (registration == null
        && (Enum.class.isAssignableFrom(type) || EnumSet.class.isAssignableFrom(type))) {
      // The class of a constant that has a body is one below its enum's, any EnumSet's below that.
      registration = getClassResolver().getRegistration(type.getSuperclass());
    }
    if (registration == null) {
      Conversion<?> conversion = allowed.conversionOf(type);
      registration =
          conversion == null ? null : getClassResolver().getRegistration(conversion.type());
    }
    return registration == null ? registrationBeyondClasses(type) : registration;
  }

  /** Returns the registration of a class that is stored as something else. */
  private Registration registrationBeyondClasses(Class<?> type) {
    Class<?> plain = PlainCopies.of(type);
    if (plain != null) {
      return getRegistration(plain);
    }
    if (type.isArray()) {
      return getClassResolver().getRegistration(KryoArrays.class);
    }
    throw refusal(this, allowing.refusalOf(enumOf(type)));
  }

  /** Why a value can't be written: "a com.acme.Cart, which …". */
  static UnstorableValueException refusal(Kryo kryo, String problem) {
    UnstorableValueException refusal = new UnstorableValueException(problem);
    return kryo.getDepth() > 1 ? refusal.nested() : refusal;
  }

  private static Class<?> enumOf(Class<?> type) {
    Class<?> above = type.getSuperclass();
    return above != null && above.isEnum() ? above : type;
  }

  private Serializer<?> serializerOf(Class<?> type) {
    Conversion<?> conversion = allowed.conversionOf(type);
    if (conversion != null) {
      return tracked(new KryoConverted<>(conversion));
    }
    ClassModel model = allowed.models().get(type);
    if (model instanceof ObjectModel object) {
      return tracked(new KryoFields(object));
    }
    if (model instanceof SingletonModel single) {
      return new KryoSingleton(single);
    }
    return model == null ? tracked(KryoElements.array()) : new KryoEnum<>(type);
  }

  private <T> Serializer<T> tracked(Serializer<T> serializer) {
    return new KryoTracked<>(serializer, (KryoReferences) getReferenceResolver());
  }

  private static KryoReferences references(KryoAllowList allowed) {
    Set<Class<?>> untracked = new HashSet<>(KryoPlatformTypes.kryosOwn());
    typesOf(Kind.LEAF).forEach(untracked::add);
    Set<Class<?>> late = new HashSet<>();
    typesOf(Kind.LATE).forEach(late::add);
    allowed.conversions().forEach(conversion -> late.add(conversion.type()));
    allowed
        .models()
        .forEach(
            (type, model) -> {
              if (model instanceof ObjectModel object && object.isMadeOfMembers()) {
                late.add(type);
              } else if (model instanceof SingletonModel) {
                untracked.add(type);
              }
            });
    return new KryoReferences(untracked, late);
  }

  private static Stream<Class<?>> typesOf(Kind kind) {
    return KryoPlatformTypes.entries().stream()
        .filter(entry -> entry.kind() == kind)
        .map(Entry::type);
  }
}
