package io.cloakroom.serializer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;

/** JSON as {@code JSON.stringify} writes it, and nothing else when it is read. */
final class JsonDialect {

  private JsonDialect() {}

  static JsonFactory factory(int maxRecordBytes) {
    return new JsonFactoryBuilder()
        .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
        .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
        .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
        // UTF-8 alone; and names out of stored bytes do not belong into the JVM's string table
        .disable(JsonFactory.Feature.CHARSET_DETECTION)
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(Limits.DOCUMENT_DEPTH)
                .maxNumberLength(Limits.DIGITS)
                .maxStringLength(maxRecordBytes)
                .maxNameLength(maxRecordBytes)
                .build())
        .build();
  }
}
