package io.cloakroom.serializer.model;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of {@code kotlin.Metadata} that names the parameters of the primary constructor. Its
 * member {@code d1} holds two messages of Protocol Buffers: a table of strings, which refers to
 * {@code d2}, and a class.
 *
 * @see <a
 *     href="https://github.com/JetBrains/kotlin/blob/master/core/metadata/src/metadata.proto">metadata.proto</a>
 * @see <a
 *     href="https://github.com/JetBrains/kotlin/blob/master/core/metadata.jvm/src/jvm_metadata.proto">jvm_metadata.proto</a>
 */
final class KotlinMetadata {

  /** Begins the data where each of its characters is one byte. */
  private static final char BYTES = '\0';

  private static final int TABLE_RECORD = 1;
  private static final int RECORD_RANGE = 1;
  private static final int RECORD_STRING = 6;
  private static final int CLASS_CONSTRUCTOR = 8;
  private static final int CONSTRUCTOR_FLAGS = 1;
  private static final int CONSTRUCTOR_PARAMETER = 2;
  private static final int PARAMETER_NAME = 2;

  private static final long SECONDARY = 1 << 4;

  private KotlinMetadata() {}

  /**
   * Returns the names, in order.
   *
   * @return null if the class has no primary constructor, or says it in a form that is not known
   */
  static @Nullable List<String> primaryParameters(String[] data, String[] strings) {
    String text = String.join("", data);
    if (text.isEmpty() || text.charAt(0) != BYTES) {
      return null;
    }
    try {
      ProtoReader in = new ProtoReader(text.substring(1).getBytes(StandardCharsets.ISO_8859_1));
      List<@Nullable String> names = names(in.message(), strings);
      while (in.next()) {
        if (in.field() == CLASS_CONSTRUCTOR) {
          List<String> parameters = parameters(in.message(), names);
          if (parameters != null) {
            return parameters;
          }
        } else {
          in.skip();
        }
      }
      return null;
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      // a later Kotlin's form: the constructor is then chosen as a Java class's is
      return null;
    }
  }

  /** Returns the strings by index; null for those that are put together in ways that no name is. */
  private static List<@Nullable String> names(ProtoReader table, String[] strings) {
    List<@Nullable String> names = new ArrayList<>();
    while (table.next()) {
      if (table.field() == TABLE_RECORD) {
        addNames(table.message(), strings, names);
      } else {
        table.skip();
      }
    }
    for (int i = names.size(); i < strings.length; i++) {
      names.add(strings[i]);
    }
    return names;
  }

  private static void addNames(
      ProtoReader tableRecord, String[] strings, List<@Nullable String> names) {
    long range = 1;
    String given = null;
    boolean plain = true;
    while (tableRecord.next()) {
      switch (tableRecord.field()) {
        case RECORD_RANGE -> range = tableRecord.varint();
        case RECORD_STRING -> given = tableRecord.text();
        default -> {
          plain = false;
          tableRecord.skip();
        }
      }
    }
    for (long i = 0; i < range && names.size() < strings.length; i++) {
      names.add(plain ? (given == null ? strings[names.size()] : given) : null);
    }
  }

  private static @Nullable List<String> parameters(
      ProtoReader constructor, List<@Nullable String> names) {
    List<String> parameters = new ArrayList<>();
    boolean primary = true;
    while (constructor.next()) {
      switch (constructor.field()) {
        case CONSTRUCTOR_FLAGS -> primary = (constructor.varint() & SECONDARY) == 0;
        case CONSTRUCTOR_PARAMETER -> parameters.add(parameter(constructor.message(), names));
        default -> constructor.skip();
      }
    }
    return primary ? parameters : null;
  }

  private static String parameter(ProtoReader parameter, List<@Nullable String> names) {
    String name = null;
    while (parameter.next()) {
      if (parameter.field() == PARAMETER_NAME) {
        name = names.get((int) parameter.varint());
      } else {
        parameter.skip();
      }
    }
    if (name == null) {
      throw new IllegalArgumentException("A parameter without a name");
    }
    return name;
  }
}
