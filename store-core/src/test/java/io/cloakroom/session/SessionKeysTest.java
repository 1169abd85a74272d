package io.cloakroom.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.adapter.HashSlot;
import io.cloakroom.session.keys.IdHash;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys of sessions and of the notes that an id was replaced, for ids of any characters. */
class SessionKeysTest {

  /** What makes a difference in keys. */
  private static final List<String> PARTS =
      List.of(
          "{",
          "}",
          "%",
          "%3A",
          ":",
          "id:",
          "users:",
          "replaced:",
          "ends:",
          "7",
          "a",
          "é",
          "*",
          "/");

  private final Random random = new Random(20_261_128);

  private List<SessionId> ids() {
    String hash = IdHash.of("ada");
    List<SessionId> ids = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      StringBuilder text = new StringBuilder();
      for (int part = random.nextInt(6); part >= 0; part--) {
        text.append(PARTS.get(random.nextInt(PARTS.size())));
      }
      ids.add(SessionId.of(random.nextBoolean() ? text.toString() : text + hash));
    }
    return ids.stream().distinct().toList();
  }

  @ParameterizedTest
  @CsvSource({"ENCODED,sess:", "VERBATIM,sess:", "ENCODED,{app}:", "VERBATIM,{app}:", "HASHED,s:"})
  void S54_keysOfSessionsAndOfTheStoreAreDifferentAndToldApart(IdForm form, String prefix) {
    SessionKeys keys = new SessionKeys(prefix, form);
    Set<String> used = new HashSet<>(keys.reserved().ofEnds(7));
    used.add(keys.reserved().ofUser("ada"));
    for (SessionId id : ids()) {
      String key = keys.keyOf(id);

      assertThat(used.add(key)).as("the key of %s is new", id.value()).isTrue();
      assertThat(used.add(keys.markerKeyOf(key))).as("and its note's").isTrue();
      if (form != IdForm.HASHED) {
        assertThat(keys.idIn(key)).isEqualTo(id);
        assertThat(keys.isWord(keys.wordIn(keys.markerKeyOf(key))))
            .as("the note of %s is a session", id.value())
            .isFalse();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"ENCODED,sess:", "VERBATIM,sess:", "ENCODED,{app}:", "VERBATIM,{app}:", "HASHED,s:"})
  void S54_theNoteIsInTheSlotOfItsSession(IdForm form, String prefix) {
    SessionKeys keys = new SessionKeys(prefix, form);
    for (SessionId id : ids()) {
      String key = keys.keyOf(id);

      assertThat(HashSlot.of(keys.markerKeyOf(key).getBytes(UTF_8)))
          .as(key)
          .isEqualTo(HashSlot.of(key.getBytes(UTF_8)));
    }
  }
}
