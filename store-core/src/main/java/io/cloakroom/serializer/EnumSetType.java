package io.cloakroom.serializer;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An EnumSet as the array of its constants' names. Its enum is part of the type. */
final class EnumSetType extends ValueType {

  private static final String PREFIX = "enum-set<";
  private static final String END = ">";

  private final Class<?> enumClass;

  EnumSetType(EnumType constants) {
    super(PREFIX + constants.name() + END);
    this.enumClass = constants.javaClass();
  }

  static boolean isNameOf(String name) {
    return name.startsWith(PREFIX) && name.endsWith(END);
  }

  /** The name of the enum in the name of such a type. */
  static String enumIn(String name) {
    return name.substring(PREFIX.length(), name.length() - END.length());
  }

  /** The enum of a set, also of an empty one. */
  static Class<?> enumOf(EnumSet<?> set) {
    EnumSet<?> constants = set.isEmpty() ? EnumSet.complementOf(set) : set;
    if (constants.isEmpty()) {
      throw new UnstorableValue("an EnumSet of an enum without constants: store null");
    }
    return constants.iterator().next().getDeclaringClass();
  }

  @Override
  @Nullable TypeTag write(Object value, @Nullable Shape shape, ValueWriter out) throws IOException {
    out.startArray();
    for (Enum<?> constant : (EnumSet<?>) value) {
      out.json().writeString(constant.name());
    }
    out.endArray();
    return null;
  }

  @Override
  Object read(Object plain, @Nullable TypeTag tag, @Nullable Shape shape, ValueReader in) {
    return read((List<?>) plain);
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // the class is an enum's, which no type can say
  private Object read(List<?> names) {
    EnumSet set = EnumSet.noneOf((Class) enumClass);
    for (Object name : names) {
      set.add(EnumType.constant(enumClass, (String) name));
    }
    return set;
  }
}
