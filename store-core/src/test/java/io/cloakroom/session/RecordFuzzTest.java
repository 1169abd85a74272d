package io.cloakroom.session;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.cloakroom.serializer.HostileBytes;
import io.cloakroom.serializer.SessionRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
            SessionRecord read = format.read(KEY, hostile).content();
            byte[] again =
                format.write(KEY, new Session.Draft(read, new Changes(), Optional.empty())).bytes();
            return format.read(KEY, again).content();
          });
    }
  }
}
