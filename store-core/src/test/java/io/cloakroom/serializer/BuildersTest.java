package io.cloakroom.serializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.record.SessionCookie;
import io.cloakroom.record.SessionRecord;
import io.cloakroom.record.SessionSerializer;
import io.cloakroom.serializer.json.JsonSessionSerializer;
import io.cloakroom.serializer.kryo.KryoSessionSerializer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** S29: a builder that goes on allows nothing more to the serializers that it has built. */
class BuildersTest {

  record First(int number) {}

  record Second(int number) {}

  private static final SessionRecord SECOND =
      new SessionRecord(SessionCookie.PLAIN, Map.of("second", new Second(2)));

  @Test
  void S29_whatAJsonBuilderIsToldLaterHoldsForTheNextSerializerAlone() {
    JsonSessionSerializer.Builder builder = JsonSessionSerializer.builder().allow(First.class);
    SessionSerializer strict = builder.build();
    SessionSerializer wide = builder.allow(Second.class).build();

    assertOnlyTheLaterTakesIt(strict, wide);
  }

  @Test
  void S29_whatAKryoBuilderIsToldLaterHoldsForTheNextSerializerAlone() {
    KryoSessionSerializer.Builder builder = KryoSessionSerializer.builder().allow(First.class);
    SessionSerializer strict = builder.build();
    SessionSerializer wide = builder.allow(Second.class).build();

    assertOnlyTheLaterTakesIt(strict, wide);
  }

  private static void assertOnlyTheLaterTakesIt(SessionSerializer strict, SessionSerializer wide) {
    byte[] bytes = wide.serialize(SECOND);

    assertThat(wide.deserialize(bytes).attributes()).isEqualTo(SECOND.attributes());
    assertThatThrownBy(() -> strict.serialize(SECOND)).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> strict.deserialize(bytes)).isInstanceOf(RuntimeException.class);
  }
}
