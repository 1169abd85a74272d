package io.cloakroom.benchmarks.comparison;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** A session's content as people write it themselves: Jackson, with maps. */
final class HandWrittenRecord {

  private static final TypeReference<Map<String, Object>> CONTENT = new TypeReference<>() {};

  private final ObjectMapper json = new ObjectMapper();

  Map<String, Object> content(byte[] record) {
    try {
      return json.readValue(record, CONTENT);
    } catch (IOException e) {
      throw new IllegalStateException("The record is no JSON", e);
    }
  }

  /** Returns the record with one attribute changed. */
  byte[] changed(byte[] record) {
    Map<String, Object> content = content(record);
    content.put("views", ThreadLocalRandom.current().nextInt());
    return bytes(content);
  }

  byte[] bytes(Map<String, Object> content) {
    try {
      return json.writeValueAsBytes(content);
    } catch (IOException e) {
      throw new IllegalStateException("The content can't be written", e);
    }
  }
}
