package io.cloakroom.serializer.model;

import java.lang.reflect.Constructor;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes an object of a class by a constructor, to which some or all of its members go. */
final class ObjectConstructor {

  /** Calls the constructor. */
  @FunctionalInterface
  interface Call {
    Object with(@Nullable Object[] arguments, boolean[] present)
        throws ReflectiveOperationException;
  }

  private final Call call;
  private final int[] places;
  private final Class<?>[] types;
  private final boolean certain;
  private final BitSet taken = new BitSet();

  private ObjectConstructor(
      Call call, List<Member> members, List<Member> parameters, boolean certain) {
    this.call = call;
    this.places = parameters.stream().mapToInt(members::indexOf).toArray();
    this.types = parameters.stream().map(Member::rawType).toArray(Class<?>[]::new);
    this.certain = certain;
    for (int place : places) {
      taken.set(place);
    }
  }

  /** By a constructor that takes no member. */
  static ObjectConstructor ofNothing(Constructor<?> constructor) {
    return of(constructor, List.of());
  }

  /** By a constructor of which it is known that it takes these members, in this order. */
  static ObjectConstructor of(Constructor<?> constructor, List<Member> all) {
    return of((arguments, present) -> constructor.newInstance(arguments), all, all);
  }

  /** By a call of which it is known that it takes these members, in this order. */
  static ObjectConstructor of(Call call, List<Member> members, List<Member> parameters) {
    return new ObjectConstructor(call, members, parameters, true);
  }

  /** By a constructor whose parameters have the types of all members, in their order. */
  static ObjectConstructor byOrder(Constructor<?> constructor, List<Member> members) {
    return new ObjectConstructor(
        (arguments, present) -> constructor.newInstance(arguments), members, members, false);
  }

  boolean takesMembers() {
    return places.length > 0;
  }

  boolean takes(int member) {
    return taken.get(member);
  }

  /** Returns whether it is known which parameter is which member. */
  boolean isCertain() {
    return certain;
  }

  Object make(@Nullable Object[] values, boolean[] present) throws ReflectiveOperationException {
    @Nullable Object[] arguments = new Object[places.length];
    boolean[] given = new boolean[places.length];
    for (int i = 0; i < places.length; i++) {
      given[i] = present[places[i]];
      arguments[i] = given[i] ? values[places[i]] : Reflection.defaultOf(types[i]);
    }
    return call.with(arguments, given);
  }
}
