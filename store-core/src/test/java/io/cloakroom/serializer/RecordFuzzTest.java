package io.cloakroom.serializer;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Replays its seeds; with {@code JAZZER_FUZZ=1} in the environment it looks for more. */
class RecordFuzzTest {

  private static final JsonSessionSerializer SERIALIZER =
      JsonSessionSerializer.builder().allowPackage("io.cloakroom.serializer").build();

  @FuzzTest(maxDuration = "5m")
  void S29_anyBytesAreARecordThatCanBeSavedAgainOrUnreadable(byte[] bytes) {
    SessionRecord read;
    try {
      read = SERIALIZER.deserialize(bytes);
    } catch (UnreadableRecordException e) {
      return;
    }
    SERIALIZER.deserialize(SERIALIZER.serialize(read));
  }
}
