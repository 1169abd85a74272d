package io.cloakroom.serializer.model;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses how an object is made of its fields. In this order:
 *
 * <ol>
 *   <li>a Kotlin class with a {@code val}: its primary constructor, whose parameters Kotlin names
 *       in the class's metadata; what a record lacks gets the default that the parameter has;
 *   <li>a constructor without parameters, of any visibility, after which the fields are set;
 *   <li>the constructor with the most parameters among those whose parameters have the names and
 *       types of fields; names are known after {@code -parameters}, or by an annotation;
 *   <li>the constructor whose parameters have the types of all fields in the order in which they
 *       are declared. Which is which is then tried out with the object's own values whenever one is
 *       stored or restored.
 * </ol>
 */
final class ConstructorChoice {

  private static final int DEFAULTS_PER_MASK = Integer.SIZE;

  private final Class<?> javaClass;
  private final Fields fields;

  private ConstructorChoice(Class<?> javaClass, Fields fields) {
    this.javaClass = javaClass;
    this.fields = fields;
  }

  /** Says what helps a class whose constructor does not take its fields as they are. */
  static String nextStep(Class<?> javaClass) {
    return KotlinClass.is(javaClass)
        ? "make each parameter of its primary constructor a property (val or var)"
        : "add a constructor without parameters, which may be private, or make the class a record";
  }

  static ObjectModel of(Class<?> javaClass, Fields fields) throws UnfitClassException {
    ObjectConstructor maker = new ConstructorChoice(javaClass, fields).choose();
    return new ObjectModel(javaClass, fields.stored(), maker);
  }

  private ObjectConstructor choose() throws UnfitClassException {
    if (KotlinClass.isValueClass(javaClass)) {
      return ofValueClass();
    }
    ObjectConstructor kotlins = fields.hasFinal() ? primary() : null;
    if (kotlins != null) {
      return kotlins;
    }
    Constructor<?> withoutParameters = Reflection.constructor(javaClass);
    if (withoutParameters != null) {
      return ObjectConstructor.ofNothing(withoutParameters);
    }
    ObjectConstructor named = byNames();
    return named != null ? named : byOrder();
  }

  /** By way of the function that runs its {@code init} blocks, which the constructor doesn't. */
  private ObjectConstructor ofValueClass() throws UnfitClassException {
    Member only = fields.stored().get(0);
    try {
      Method check =
          Reflection.open(javaClass.getDeclaredMethod("constructor-impl", only.rawType()));
      Method box = Reflection.open(javaClass.getDeclaredMethod("box-impl", only.rawType()));
      return ObjectConstructor.of(
          (arguments, present) -> box.invoke(null, check.invoke(null, arguments)),
          fields.stored(),
          fields.stored());
    } catch (NoSuchMethodException e) {
      throw new UnfitClassException("is a value class of an unknown kind: store what it holds");
    }
  }

  private @Nullable ObjectConstructor primary() throws UnfitClassException {
    List<String> names = KotlinClass.primaryParameters(javaClass);
    List<Member> parameters = names == null ? null : fields.named(names);
    if (parameters == null || parameters.isEmpty()) {
      return null;
    }
    Class<?>[] types = typesOf(parameters);
    Constructor<?> constructor = Reflection.constructor(javaClass, types);
    if (constructor == null) {
      return null;
    }
    Constructor<?> withDefaults = withDefaults(types);
    return withDefaults == null
        ? ObjectConstructor.of(
            (arguments, present) -> constructor.newInstance(arguments), fields.stored(), parameters)
        : ObjectConstructor.of(
            (arguments, present) -> callWithDefaults(withDefaults, arguments, present),
            fields.stored(),
            parameters);
  }

  /** Kotlin's constructor that is told by bits which arguments to replace by their defaults. */
  private @Nullable Constructor<?> withDefaults(Class<?>[] types) throws UnfitClassException {
    int masks = (types.length + DEFAULTS_PER_MASK - 1) / DEFAULTS_PER_MASK;
    for (Constructor<?> each : javaClass.getDeclaredConstructors()) {
      Class<?>[] all = each.getParameterTypes();
      if (all.length == types.length + masks + 1
          && Arrays.equals(all, 0, types.length, types, 0, types.length)
          && Arrays.stream(all, types.length, all.length - 1).allMatch(int.class::equals)
          && KotlinClass.isConstructorMarker(all[all.length - 1])) {
        return Reflection.open(each);
      }
    }
    return null;
  }

  private static Object callWithDefaults(
      Constructor<?> constructor, @Nullable Object[] arguments, boolean[] present)
      throws ReflectiveOperationException {
    @Nullable Object[] all = Arrays.copyOf(arguments, constructor.getParameterCount());
    int[] masks = new int[all.length - arguments.length - 1];
    for (int i = 0; i < present.length; i++) {
      masks[i / DEFAULTS_PER_MASK] |= present[i] ? 0 : 1 << (i % DEFAULTS_PER_MASK);
    }
    for (int i = 0; i < masks.length; i++) {
      all[arguments.length + i] = masks[i];
    }
    return constructor.newInstance(all);
  }

  private @Nullable ObjectConstructor byNames() throws UnfitClassException {
    List<Constructor<?>> byLength =
        Arrays.stream(javaClass.getDeclaredConstructors())
            .sorted(
                Comparator.<Constructor<?>>comparingInt(Executable::getParameterCount)
                    .reversed()
                    .thenComparing(Constructor::toString))
            .toList();
    for (Constructor<?> constructor : byLength) {
      List<String> names = ParameterNames.of(constructor);
      List<Member> parameters = names == null ? null : fields.named(names);
      if (parameters != null
          && Arrays.equals(typesOf(parameters), constructor.getParameterTypes())) {
        Constructor<?> open = Reflection.open(constructor);
        return ObjectConstructor.of(
            (arguments, present) -> open.newInstance(arguments), fields.stored(), parameters);
      }
    }
    return null;
  }

  private ObjectConstructor byOrder() throws UnfitClassException {
    Constructor<?> constructor = Reflection.constructor(javaClass, typesOf(fields.stored()));
    if (constructor == null) {
      throw new UnfitClassException(whyNone());
    }
    return ObjectConstructor.byOrder(constructor, fields.stored());
  }

  private String whyNone() {
    if (!fields.leftOut().isEmpty()) {
      Field first = fields.leftOut().get(0);
      String by = new ExcludedMembers(javaClass).annotationOf(first);
      return "has no constructor without parameters, and its "
          + first.getName()
          + " is left out ("
          + (by == null ? "transient" : by)
          + "), so that no other can be called: add a constructor without parameters, which may be"
          + " private, store an object without the field, or register a .convert(…) for it";
    }
    return "has no constructor that is known to take its fields: "
        + nextStep(javaClass)
        + (KotlinClass.is(javaClass)
            ? ""
            : ", let one take them all in the order in which they are declared, compile with"
                + " -parameters")
        + ", or register a .convert(…) for it";
  }

  private static Class<?>[] typesOf(List<Member> members) {
    return members.stream().map(Member::rawType).toArray(Class<?>[]::new);
  }
}
