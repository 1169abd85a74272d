package io.cloakroom.serializer;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.session.SessionCookie;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** {@code -Dcloakroom.arbitrary.values=100000} tries more; {@code .seed} repeats a failure. */
class ArbitraryValuesTest {

  private static final int VALUES = Integer.getInteger("cloakroom.arbitrary.values", 5_000);
  private static final long SEED =
      Long.getLong("cloakroom.arbitrary.seed", new Random().nextLong());

  private final JsonSessionSerializer serializer =
      JsonSessionSerializer.builder().allowPackage("io.cloakroom.serializer").build();

  @Test
  void S2_whateverIsSavedComesBackEqualAndOfTheSameClasses() {
    for (long seed = SEED; seed < SEED + VALUES; seed++) {
      Object value = new ArbitraryValues(seed).value(4);
      byte[] json = serializer.serialize(holding(value));
      Object back = serializer.deserialize(json).attributes().get("a");
      assertThat(SameValue.same(value, back))
          .as(
              "seed %d\n%s\n%s\n%s",
              seed,
              SameValue.describe(value),
              SameValue.describe(back),
              new String(json, StandardCharsets.UTF_8))
          .isTrue();
    }
  }

  private static SessionRecord holding(Object value) {
    Map<String, Object> attributes = Collections.singletonMap("a", value);
    return new SessionRecord(SessionCookie.DEFAULT, attributes);
  }
}
