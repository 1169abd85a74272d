package io.cloakroom.serializer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.record.SessionCookie;
import io.cloakroom.record.SessionRecord;
import io.cloakroom.record.UnreadableRecordException;
import io.cloakroom.serializer.json.JsonSessionSerializer;
import io.cloakroom.serializer.kryo.KryoSessionSerializer;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A tag from which the platform makes a Locale that no tag brings back, in a stored record. */
class LanguageTagTest {

  private static final String TAG = "en-und";
  private static final SessionRecord RECORD =
      new SessionRecord(SessionCookie.PLAIN, Map.of("language", Locale.forLanguageTag("sr-419")));

  @Test
  void theTagIsSuchAOne() {
    assertThat(LanguageTag.of(Locale.forLanguageTag(TAG))).isEmpty();
  }

  @Test
  void S2_inJsonItStaysText() {
    JsonSessionSerializer json = JsonSessionSerializer.create();
    String stored = new String(json.serialize(RECORD), UTF_8);

    SessionRecord read = json.deserialize(stored.replace("sr-419", TAG).getBytes(UTF_8));

    assertThat(read.attributes()).containsEntry("language", TAG);
    assertThat(json.deserialize(json.serialize(read)).attributes()).isEqualTo(read.attributes());
  }

  @Test
  void S2_inKryoItIsUnreadable() {
    KryoSessionSerializer kryo = KryoSessionSerializer.builder().build();
    String stored = new String(kryo.serialize(RECORD), ISO_8859_1);
    String damaged = stored.replace(lastMarked("sr-419"), lastMarked(TAG));

    assertThat(damaged).isNotEqualTo(stored);
    assertThatThrownBy(() -> kryo.deserialize(damaged.getBytes(ISO_8859_1)))
        .isInstanceOf(UnreadableRecordException.class);
  }

  /** ASCII as Kryo writes it, which ends where the eighth bit is set. */
  private static String lastMarked(String text) {
    int last = text.length() - 1;
    return text.substring(0, last) + (char) (text.charAt(last) | 0x80);
  }
}
