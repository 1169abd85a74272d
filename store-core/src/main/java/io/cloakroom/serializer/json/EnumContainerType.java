package io.cloakroom.serializer.json;

import org.jspecify.annotations.Nullable;

/** An EnumSet or an EnumMap, whose enum is part of the type. */
abstract class EnumContainerType extends ValueType {

  private static final String END = ">";

  private final EnumType constants;

  /**
   * @param prefix what the type's name begins with, before the enum's
   */
  EnumContainerType(String prefix, EnumType constants) {
    super(prefix + constants.name() + END);
    this.constants = constants;
  }

  /** Returns the name of the enum in the name of such a type; null where it is none. */
  static @Nullable String enumIn(String name, String prefix) {
    return name.startsWith(prefix) && name.endsWith(END)
        ? name.substring(prefix.length(), name.length() - END.length())
        : null;
  }

  final EnumType constants() {
    return constants;
  }

  @Override
  final @Nullable Class<?> own() {
    return constants.own();
  }
}
