package io.cloakroom.tests.saboteurs.store;

import io.cloakroom.record.SessionCookie;
import io.cloakroom.session.SaveOutcome;
import java.text.Normalizer;
import java.util.Locale;

/**
 * Stores that are sound but for one thing which no example of a clause need be about: the models of
 * the store must catch each.
 */
enum StoreModelSaboteur implements StoreSabotage {
  OVERWRITES_AT_THE_THIRD_CONFLICT("S50", Opening.port(BrokenModels::overwritesAtTheThirdTry)),
  FORGETS_THE_TTL_AFTER_A_CONFLICT("S50", Opening.port(BrokenModels::forgetsTheTtlAfterAConflict)),
  TAKES_A_CONFLICT_IN_A_MOVE_FOR_SUCCESS("S50", Opening.port(BrokenModels::retiresInAnyCase)),
  KEEPS_THE_TTL_OF_WHAT_IT_OVERWRITES("S50", Opening.port(BrokenModels::keepsTheOldTtl)),
  TOUCHES_WHAT_IT_ONLY_READS("S50", Opening.port(BrokenModels::touchesWhatItReads)),
  TOUCHES_FOR_AN_HOUR_AT_MOST("S50", Opening.port(BrokenModels::touchesForAnHourAtMost)),
  LEAVES_A_TOUCH_TO_THE_READ("S50", Opening.store(BrokenModels::touchesNothing)),
  LOSES_THE_COOKIE_IN_A_MOVE(
      "S50", Opening.store(BrokenModels.moving(s -> s.setCookie(SessionCookie.PLAIN)))),
  LOSES_THE_IDLE_INTERVAL_IN_A_MOVE(
      "S50", Opening.store(BrokenModels.moving(s -> s.setIdleInterval(null)))),
  LOSES_NULLS_IN_A_MOVE("S50", Opening.store(BrokenModels.moving(BrokenModels::removeNulls))),
  MOVES_OVER_ANOTHER_SESSION("S50", Opening.port(BrokenModels::createsOverAnother)),
  KEEPS_ALL_WHEN_IT_BEGINS_AGAIN("S50", Opening.store(BrokenModels::keepsAllWhenItBeginsAgain)),
  BEGINS_AGAIN_WITH_THE_OLD_ID("S50", Opening.store(BrokenModels::beginsAgainWithTheOldId)),
  SETS_WITH_A_NEW_BEGINNING("S50", Opening.store(BrokenModels::setsWithANewBeginning)),
  SETS_ONLY_WHAT_IS_THERE("S50", Opening.store(BrokenModels::setsOnlyWhatIsThere)),
  RESAVES_ONLY_CHANGES("S50", Opening.store(BrokenModels::resavesOnlyChanges)),
  CALLS_WHAT_IS_GONE_UNCHANGED(
      "S50",
      Opening.store(
          sound ->
              OverriddenStores.update(
                  sound,
                  session ->
                      sound
                          .update(session)
                          .thenApply(o -> o == SaveOutcome.GONE ? SaveOutcome.UNCHANGED : o)))),
  DESTROYS_ONLY_WHAT_IT_CAN_READ("S50", Opening.store(BrokenModels::destroysOnlyWhatItCanRead)),
  FORGETS_SECOND_REPLACEMENTS("S50", Opening.store(BrokenModels::forgetsSecondReplacements)),
  FOLDS_USERS("S50", BrokenModels.users(user -> user.toLowerCase(Locale.ROOT))),
  STRIPS_USERS("S50", BrokenModels.users(String::strip)),
  NORMALIZES_USERS("S50", BrokenModels.users(u -> Normalizer.normalize(u, Normalizer.Form.NFC))),
  CUTS_USERS("S50", BrokenModels.users(user -> user.substring(0, Math.min(100, user.length())))),
  FINDS_A_THOUSAND_AT_MOST("S27", Opening.port(BrokenModels::readsAThousandOfAnIndex)),
  ENDS_ONE_BATCH_OF_A_USER("S27", Opening.store(BrokenModels::endsOneBatchOfAUser)),
  SKIPS_A_LATE_PAGE("S43", Opening.port(BrokenModels::skipsALatePage)),
  STOPS_AT_DAMAGE("S43", Opening.store(BrokenModels::stopsAtDamage)),
  COUNTS_WHAT_IT_CAN_READ("S43", Opening.store(BrokenModels::countsWhatItCanRead)),
  CLEARS_WHAT_IT_CAN_READ("S43", Opening.port(BrokenModels::clearsThousands)),
  HAS_ONE_NONCE("S46", Opening.after(BrokenNonces::always)),
  BEGINS_NONCES_WITH_EACH_STORE("S46", Opening.after(BrokenNonces::countingFromZero)),
  HAS_FEW_NONCES("S46", Opening.after(BrokenNonces::few)),
  SETS_PLAIN_RECORDS("S46", BrokenNonces.plainFor(BrokenNonces.Verb.SET)),
  RESAVES_PLAIN_RECORDS("S46", BrokenNonces.plainFor(BrokenNonces.Verb.RESAVE)),
  MOVES_PLAIN_RECORDS("S46", BrokenNonces.plainFor(BrokenNonces.Verb.REGENERATE)),
  KEEPS_A_PLAIN_COPY("S46", BrokenNonces::keepsAPlainCopy),
  KEEPS_A_COPY_IN_BASE64("S46", BrokenNonces::keepsACopyInBase64);

  private final String clause;

  @SuppressWarnings("ImmutableEnumChecker") // a lambda, which holds no state
  private final Opening opening;

  StoreModelSaboteur(String clause, Opening opening) {
    this.clause = clause;
    this.opening = opening;
  }

  @Override
  public String clause() {
    return clause;
  }

  @Override
  public Class<?> kit() {
    return SabotagedStoreModel.class;
  }

  @Override
  public Opening opening() {
    return opening;
  }
}
