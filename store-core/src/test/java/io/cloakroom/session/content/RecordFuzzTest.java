package io.cloakroom.session.content;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.cloakroom.record.SessionRecord;
import io.cloakroom.serializer.HostileBytes;
import java.util.List;
import java.util.Map;

/**
 * Replays its seeds, known gadgets among them; with {@code JAZZER_FUZZ=1} in the environment it
 * looks for more.
 */
class RecordFuzzTest {

  private static final long MOST_MEMORY = 128 << 20;
  private static final String KEY = "sess:any";
  private static final Map<String, RecordFormat> FORMATS = SampleFormats.all();

  /** Both read compressed records, too. */
  private static final List<RecordFormat> READERS =
      List.of(FORMATS.get("JSON"), FORMATS.get("Kryo"), FORMATS.get("JSON, encrypted"));

  @FuzzTest(maxDuration = "5m")
  void S29_anyBytesAreARecordThatCanBeSavedAgainOrUnreadable(byte[] bytes) {
    for (RecordFormat format : READERS) {
      HostileBytes.areRecord(
          bytes,
          MOST_MEMORY,
          hostile -> {
            SessionRecord read = SampleFormats.read(format, KEY, hostile);
            byte[] again = SampleFormats.write(format, KEY, read);
            return SampleFormats.read(format, KEY, again);
          });
    }
  }
}
