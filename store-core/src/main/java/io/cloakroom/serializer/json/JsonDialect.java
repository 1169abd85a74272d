package io.cloakroom.serializer.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.json.PackageVersion;
import io.cloakroom.serializer.Limits;

/** JSON as {@code JSON.stringify} writes it, and nothing else when it is read. */
final class JsonDialect {

  /** A type tag has up to two levels for each level of its value. */
  private static final int NESTING = 3 + 2 * Limits.DEPTH;

  /** The minor version of Jackson 2 that first limits the length of names. */
  private static final int FIRST_TO_LIMIT_NAMES = 16;

  private JsonDialect() {}

  static JsonFactory factory(int maxRecordBytes) {
    return new JsonFactoryBuilder()
        .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
        .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
        // UTF-8 alone; and names out of stored bytes do not belong into the JVM's string table
        .disable(JsonFactory.Feature.CHARSET_DETECTION)
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        // Jackson's table of names would refuse maps that happen to fill it unevenly
        .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
        .streamReadConstraints(constraints(maxRecordBytes))
        .build();
  }

  private static StreamReadConstraints constraints(int maxRecordBytes) {
    StreamReadConstraints.Builder constraints =
        StreamReadConstraints.builder()
            .maxNestingDepth(NESTING)
            .maxNumberLength(Limits.DIGITS)
            .maxStringLength(maxRecordBytes);
    return PackageVersion.VERSION.getMinorVersion() < FIRST_TO_LIMIT_NAMES
        ? constraints.build()
        : constraints.maxNameLength(maxRecordBytes).build();
  }
}
