package io.cloakroom.serializer;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes the values of one record. */
final class ValueWriter {

  private final JsonGenerator json;
  private final TypeCatalog types;
  private int depth;

  ValueWriter(JsonGenerator json, TypeCatalog types) {
    this.json = json;
    this.types = types;
  }

  JsonGenerator json() {
    return json;
  }

  /**
   * Writes a value.
   *
   * @param shape what a declaration says of it; null if nothing does
   * @return its tag; null if it can be read without
   * @throws UnstorableValue if it could not be restored
   */
  @Nullable TypeTag write(@Nullable Object value, @Nullable Shape shape) throws IOException {
    if (value == null) {
      json.writeNull();
      return null;
    }
    if (writeUsual(value, shape)) {
      return null;
    }
    ValueType type = types.of(value);
    boolean declared = shape != null && shape.type() == type;
    TypeTag within = type.write(value, declared ? shape : null, this);
    if (within != null) {
      return within;
    }
    return declared || (shape == null && type.isPlain(value)) ? null : type.tag();
  }

  /** Most values are of these types; to find out without the catalog saves a third of the time. */
  private boolean writeUsual(Object value, @Nullable Shape shape) throws IOException {
    if (shape != null && !shape.type().isOf(value.getClass())) {
      return false;
    }
    if (value instanceof String text) {
      JsonText.writeString(text, json);
    } else if (value instanceof Integer number) {
      json.writeNumber(number);
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else {
      return false;
    }
    return true;
  }

  void startArray() throws IOException {
    enter();
    json.writeStartArray();
  }

  void endArray() throws IOException {
    depth--;
    json.writeEndArray();
  }

  void startObject() throws IOException {
    enter();
    json.writeStartObject();
  }

  void endObject() throws IOException {
    depth--;
    json.writeEndObject();
  }

  private void enter() {
    if (++depth > Limits.DEPTH) {
      throw new UnstorableValue(
          "a value nested more than "
              + Limits.DEPTH
              + " levels deep in JSON, or one that contains itself: store something flatter");
    }
  }
}
