package io.cloakroom.values;

import io.cloakroom.record.SessionCookie;
import io.cloakroom.record.SessionRecord;
import io.cloakroom.record.SessionSerializer;
import io.cloakroom.record.UnstorableAttributeException;
import io.cloakroom.serializer.json.JsonSessionSerializer;
import io.cloakroom.serializer.kryo.KryoSessionSerializer;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What a serializer makes of a value: "kept", or why not. */
final class Outcome {

  private static final String ATTRIBUTE = "Attribute \"a\" ";

  private static final Map<List<Class<?>>, SessionSerializer> JSON = new HashMap<>();
  private static final Map<List<Class<?>>, SessionSerializer> KRYO = new HashMap<>();

  private Outcome() {}

  static String json(Sample sample) {
    return of(
        sample,
        JSON,
        allowed -> JsonSessionSerializer.builder().allow(allowed.toArray(Class<?>[]::new)).build());
  }

  static String kryo(Sample sample) {
    return of(
        sample,
        KRYO,
        allowed -> {
          KryoSessionSerializer.Builder builder = KryoSessionSerializer.builder();
          allowed.forEach(builder::allow);
          return builder.build();
        });
  }

  private static String of(
      Sample sample,
      Map<List<Class<?>>, SessionSerializer> made,
      Function<List<Class<?>>, SessionSerializer> maker) {
    try {
      return of(sample, made.computeIfAbsent(sample.allowed(), maker));
    } catch (IllegalArgumentException e) {
      return "not allowed: " + e.getMessage();
    }
  }

  /** Fails if the value comes back as another one. */
  private static String of(Sample sample, SessionSerializer serializer) {
    boolean opaque = sample.value() instanceof Opaque;
    Object value = opaque ? ((Opaque) sample.value()).value() : sample.value();
    byte[] bytes;
    try {
      bytes = serializer.serialize(holding(value));
    } catch (UnstorableAttributeException e) {
      return "refused: " + e.getMessage().replace(ATTRIBUTE, "");
    }
    Object back = serializer.deserialize(bytes).attributes().get("a");
    if (opaque ? value.getClass() != back.getClass() : !SameValue.is(value, back)) {
      throw new AssertionError(
          "%s came back from %s as %s"
              .formatted(sample.text(), serializer.getClass().getSimpleName(), describe(back)));
    }
    if (!Arrays.equals(bytes, serializer.serialize(holding(back)))) {
      throw new AssertionError(sample.text() + " is stored otherwise after it was only read");
    }
    return "kept";
  }

  private static String describe(Object value) {
    return value == null ? "null" : value.getClass().getName() + " " + value;
  }

  private static SessionRecord holding(Object value) {
    return new SessionRecord(SessionCookie.PLAIN, Collections.singletonMap("a", value));
  }
}
