package io.cloakroom.mock;

import io.cloakroom.serializer.JsonSessionSerializer;
import io.cloakroom.serializer.SessionSerializer;
import java.util.function.UnaryOperator;

/** The table of serializers that are sound but for one thing. */
enum SerializerSaboteur implements Sabotage {
  TAKES_LONGS_FOR_INTEGERS("S2", BrokenSerializers.TakesLongsForIntegers::new),
  FORGETS_THE_COOKIE("S2", BrokenSerializers.ForgetsTheCookie::new),
  SORTS_THE_ATTRIBUTES("S2", BrokenSerializers.SortsTheAttributes::new),
  WRITES_WHAT_IT_CANNOT_READ("S2", BrokenSerializers.WritesWhatItCannotRead::new),
  READS_ANY_JAVA_OBJECT("S29", BrokenSerializers.ReadsAnyJavaObject::new),
  LETS_OTHER_EXCEPTIONS_THROUGH("S33", BrokenSerializers.LetsOtherExceptionsThrough::new),
  FILLS_UP_WHAT_IS_CUT_OFF("S33", BrokenSerializers.FillsUpWhatIsCutOff::new),
  QUOTES_THE_BYTES("S34", BrokenSerializers.QuotesTheBytes::new);

  private final String clause;

  @SuppressWarnings("ImmutableEnumChecker") // a constructor, which holds no state
  private final UnaryOperator<SessionSerializer> sabotage;

  SerializerSaboteur(String clause, UnaryOperator<SessionSerializer> sabotage) {
    this.clause = clause;
    this.sabotage = sabotage;
  }

  @Override
  public String clause() {
    return clause;
  }

  @Override
  public Class<?> kit() {
    return SabotagedSerializer.class;
  }

  SessionSerializer serializer() {
    return sabotage.apply(JsonSessionSerializer.create());
  }
}
