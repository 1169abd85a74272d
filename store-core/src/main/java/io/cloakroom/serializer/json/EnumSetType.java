package io.cloakroom.serializer.json;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An EnumSet as the array of its constants' names. Its enum is part of the type. */
final class EnumSetType extends EnumContainerType {

  static final String PREFIX = "enum-set<";

  EnumSetType(EnumType constants) {
    super(PREFIX, constants);
  }

  @Override
  boolean fits(Object plain) {
    return plain instanceof List;
  }

  @Override
  @Nullable TypeTag write(Object value, @Nullable Shape shape, ValueWriter out) throws IOException {
    out.startArray();
    for (Enum<?> constant : (EnumSet<?>) value) {
      JsonText.writeString(constant.name(), out.json());
    }
    out.endArray();
    return null;
  }

  @Override
  @SuppressWarnings({"unchecked", "rawtypes"}) // the class is an enum's, which no type can say
  Object read(Object plain, @Nullable TypeTag tag, @Nullable Shape shape, ValueReader in)
      throws TagMismatchException {
    EnumSet set = EnumSet.noneOf((Class) constants().javaClass());
    for (Object name : (List<?>) plain) {
      set.add(constants().constant((String) name));
    }
    return set;
  }
}
