package io.cloakroom.tests.saboteurs.store;

import io.cloakroom.record.SessionSerializer;
import io.cloakroom.serializer.json.JsonSessionSerializer;
import io.cloakroom.tck.serializer.SessionSerializerTck;
import io.cloakroom.tests.saboteurs.Sabotage;
import java.util.function.UnaryOperator;

/** The table of serializers that are sound but for one thing. */
enum SerializerSaboteur implements Sabotage {
  TAKES_LONGS_FOR_INTEGERS("S2", BrokenSerializers.TakesLongsForIntegers::new),
  FORGETS_THE_COOKIE("S2", BrokenSerializers.ForgetsTheCookie::new),
  SORTS_THE_ATTRIBUTES("S2", BrokenSerializers.SortsTheAttributes::new),
  WRITES_WHAT_IT_CANNOT_READ("S2", BrokenSerializers.WritesWhatItCannotRead::new),
  FORGETS_THE_ORDER_OF_A_MAP("S2", BrokenSerializers.ForgetsTheOrderOfAMap::new),
  TAKES_SETS_FOR_LISTS("S2", BrokenSerializers.TakesSetsForLists::new),
  FORGETS_WHAT_ARRAYS_ARE_OF("S2", BrokenSerializers.ForgetsWhatArraysAreOf::new),
  SORTS_NATURALLY("S2", BrokenSerializers.SortsNaturally::new),
  FORGETS_TRANSIENT_FIELDS("S2", BrokenSerializers.ForgetsTransientFields::new),
  NORMALIZES_TEXT(
      "S2", sound -> UnexpectedSerializers.text(sound, UnexpectedSerializers::composed)),
  TRIMS_TEXT("S2", sound -> UnexpectedSerializers.text(sound, String::trim)),
  TAKES_EMPTY_TEXT_FOR_NONE(
      "S2", sound -> UnexpectedSerializers.text(sound, text -> text.isEmpty() ? null : text)),
  CUTS_LONG_TEXT(
      "S2",
      sound ->
          UnexpectedSerializers.text(
              sound, text -> text.substring(0, Math.min(65_535, text.length())))),
  READS_INSTANTS_AS_SECONDS_BEFORE_1970("S2", UnexpectedSerializers::cutsEarlyInstants),
  CUTS_INSTANTS_TO_MICROSECONDS("S2", UnexpectedSerializers::cutsInstantsToMicroseconds),
  TAKES_TIMES_FOR_THOSE_OF_ITS_ZONE("S2", UnexpectedSerializers::takesTimesForThoseOfItsZone),
  WRITES_LINES_AS_ITS_SYSTEM_DOES(
      "S2", sound -> UnexpectedSerializers.text(sound, text -> text.replace("\r\n", "\n"))),
  ROUNDS_LONGS_IN_LISTS("S2", UnexpectedSerializers::roundsLongsInLists),
  ROUNDS_NUMBERS_BETWEEN_POWERS("S2", UnexpectedSerializers::roundsNumbersBetweenPowers),
  KNOWS_255_ATTRIBUTES("S2", UnexpectedSerializers::knowsFewAttributes),
  SHARES_WHAT_IT_READ("S2", UnexpectedSerializers::sharesWhatItRead),
  REUSES_ITS_BUFFER("S2", UnexpectedSerializers::reusesItsBuffer),
  KEEPS_WHAT_A_REFUSAL_LEFT("S2", ReusedSerializers.KeepsWhatRefusalLeft::new),
  KEEPS_WHAT_DAMAGE_LEFT("S2", ReusedSerializers.KeepsWhatDamageLeft::new),
  DRAINS_QUEUES("S2", ReusedSerializers::drainsQueues),
  SORTS_IN_PLACE("S2", ReusedSerializers::sortsInPlace),
  DECODES_IN_PLACE("S2", ReusedSerializers.DecodesInPlace::new),
  SHARES_A_BUFFER("S2", ReusedSerializers.SharesABuffer::new),
  REMEMBERS_FORMS_BY_HASH_CODE("S2", ReusedSerializers.FormsByHashCode::new),
  REMEMBERS_RECORDS_BY_HASH_CODE("S2", ReusedSerializers.RecordsByHashCode::new),
  WRITES_SAME_SITE_IN_ITS_LANGUAGE("S2", ReusedSerializers.SameSiteInItsLanguage::new),
  WRITES_CONSTANTS_IN_ITS_LANGUAGE("S2", ReusedSerializers::constantsInItsLanguage),
  TAKES_THE_EARLIER_OF_TWO_HOURS("S2", ReusedSerializers::takesTheEarlierHour),
  CUTS_OFFSETS_TO_MINUTES("S2", ReusedSerializers::cutsOffsets),
  FORGETS_SCRIPTS_OF_LANGUAGES("S2", ReusedSerializers::forgetsScripts),
  LOSES_THE_PRIORITY("S2", UnexpectedSerializers::losesThePriority),
  FOLDS_NAMES("S2", UnexpectedSerializers::foldsNames),
  REVIVES_TIMES_FROM_TEXT("S2", UnexpectedSerializers::revivesTimes),
  TAKES_DIGITS_FOR_NUMBERS("S2", UnexpectedSerializers::takesDigitsForNumbers),
  TAKES_NULL_FOR_MISSING("S2", UnexpectedSerializers::takesNullForMissing),
  RESOLVES_BY_ITS_THREAD("S2", UnexpectedSerializers::resolvesByItsThread),
  READS_ANY_JAVA_OBJECT("S29", BrokenSerializers.ReadsAnyJavaObject::new),
  LETS_OTHER_EXCEPTIONS_THROUGH("S33", BrokenSerializers.LetsOtherExceptionsThrough::new),
  FILLS_UP_WHAT_IS_CUT_OFF("S33", BrokenSerializers.FillsUpWhatIsCutOff::new),
  IGNORES_WHAT_FOLLOWS("S33", UnexpectedSerializers::ignoresWhatFollows),
  QUOTES_THE_BYTES("S34", BrokenSerializers.QuotesTheBytes::new),
  WRITES_IN_WHATEVER_ORDER("S36", BrokenSerializers.WritesInWhateverOrder::new),
  READS_AGAIN_AND_AGAIN("S43", BrokenSerializers.ReadsAgainAndAgain::new);

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
    return sabotage.apply(
        JsonSessionSerializer.builder()
            .allowPackage(SessionSerializerTck.class.getPackageName())
            .build());
  }
}
