package io.cloakroom.tests.saboteurs.store;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.session.OnConflict;
import io.cloakroom.session.OnUnreadable;
import io.cloakroom.session.OnUnreadableAttribute;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.cloakroom.session.SessionStore;
import io.cloakroom.session.StoreObserver;
import io.cloakroom.tests.reference.RespClient;
import io.cloakroom.tests.saboteurs.port.PortSaboteur;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * The table of clauses and broken stores: each is sound but for one thing, and has the clause that
 * must catch it.
 */
enum StoreSaboteur implements StoreSabotage {
  THROWS_ON_MISSING("S1", Opening.store(BrokenLookups::throwsOnMissing)),
  CREATES_WHAT_IT_DOES_NOT_KNOW("S1", Opening.store(BrokenLookups::createsWhatItDoesNotKnow)),
  SPOILS_WHAT_IT_IS_GIVEN("S2", Opening.store(BrokenSaves::spoilsWhatItIsGiven)),
  LOSES_NULLS("S2", Opening.records(BrokenRecords::losesNulls)),
  MAKES_INTEGERS_OF_LONGS("S2", Opening.records(BrokenRecords::makesIntegersOfLongs)),
  STORES_WHAT_IT_DOES_NOT_KNOW_AS_TEXT(
      "S2", Opening.records(BrokenRecords::storesWhatItDoesNotKnowAsText)),
  TAKES_NULL_FOR_UNKNOWN("S3", Opening.store(BrokenLookups::takesNullForUnknown)),
  USES_ANOTHER_KEY("S4", Opening.port(BrokenPorts::usesAnotherKey)),
  HAS_ANOTHER_USUAL_PREFIX("S4", Opening.before(options -> options.prefix("session:"))),
  WALKS_WITHOUT_A_PREFIX("S4", Opening.store(BrokenWalks::walksWithoutAPrefix)),
  IGNORES_THE_COOKIES_EXPIRY("S5", Opening.store(BrokenSaves::ignoresTheCookiesExpiry)),
  LIVES_FOR_A_DAY_WHATEVER_IS_SAID("S5", Opening.after(options -> options.ttl(Duration.ofDays(1)))),
  LIVES_FOR_AN_HOUR_UNLESS_SAID("S5", Opening.before(options -> options.ttl(Duration.ofHours(1)))),
  NEVER_CORRECTS_A_TTL("S5", Opening.port(BrokenPorts::neverMovesATtl)),
  LEAVES_WHAT_HAS_ENDED("S7", Opening.store(BrokenSaves::leavesWhatHasEnded)),
  CREATES_WHAT_HAS_ENDED("S7", Opening.store(BrokenSaves::createsWhatHasEnded)),
  REMOVES_WHAT_IS_THERE_WHEN_IT_CREATES(
      "S7", Opening.store(BrokenSaves::removesWhatIsThereWhenItCreates)),
  REMOVES_WHAT_ANOTHER_PROLONGED("S7", Opening.port(BrokenPorts::removesWithoutComparing)),
  ACCEPTS_BAD_OPTIONS("S8", StoreSaboteur::acceptingBadOptions),
  NAMES_NO_OPTION("S8", StoreSaboteur::namingNoOption),
  CUTS_PART_OF_A_SECOND("S9", Opening.port(BrokenPorts::cutsPartOfASecond)),
  TAKES_ONES_OWN_END_FOR_AN_EXPIRY("S7", Opening.store(BrokenSaves::takesOnesOwnEndForAnExpiry)),
  DOES_NOT_KNOW_WHEN_A_SESSION_ENDS("S10", Opening.port(BrokenPorts::tellsNoEnd)),
  UPDATES_BY_OVERWRITING("S10", Opening.store(BrokenSaves::updatesByOverwriting)),
  CREATES_BY_OVERWRITING("S10", Opening.store(BrokenSaves::createsByOverwriting)),
  TELLS_NOBODY_THAT_A_SESSION_IS_GONE(
      "S10", Opening.store(BrokenSaves::tellsNobodyThatASessionIsGone)),
  REGENERATES_WHAT_IS_GONE("S10", Opening.store(BrokenMoves::regeneratesWhatIsGone)),
  LETS_THE_LAST_WRITE_WIN("S11", Opening.store(BrokenSaves::letsTheLastWriteWin)),
  GIVES_UP_ON_A_CONFLICT("S11", Opening.port(BrokenPorts::givesUpOnAConflict)),
  OVERWRITES_IN_THE_END("S11", Opening.store(BrokenSaves::overwritesInTheEnd)),
  FORGETS_WHAT_IT_DID_NOT_SAVE("S11", Opening.store(BrokenSaves::forgetsWhatItDidNotSave)),
  LETS_GO_OF_WHAT_WAS_HANDED_OUT("S11", Opening.store(BrokenSaves::letsGoOfWhatWasHandedOut)),
  TAKES_WHAT_IT_READ_FOR_ITS_OWN("S11", Opening.store(BrokenSaves::takesWhatItReadForItsOwn)),
  COUNTS_NO_CONFLICT("S11", Opening.after(options -> options.observer(new StoreObserver() {}))),
  ALWAYS_MERGES("S11", Opening.after(options -> options.onConflict(OnConflict.MERGE))),
  ALWAYS_OVERWRITES("S11", Opening.after(options -> options.onConflict(OnConflict.OVERWRITE))),
  EXPLAINS_NO_REFUSAL("S11", Opening.store(BrokenSaves::explainsNoRefusal)),
  READS_BEFORE_IT_UPDATES("S11", Opening.port(BrokenPorts::readsBeforeItUpdates)),
  TAKES_QUESTION_MARKS_FOR_WILDCARDS(
      "S12", Opening.port(BrokenPorts::takesQuestionMarksForWildcards)),
  TAKES_WHAT_LIES_BEHIND_A_COLON_FOR_A_SESSION(
      "S12", Opening.port(BrokenPorts::takesWhatLiesBehindAColonForASession)),
  LISTS_WHAT_A_SCAN_REPEATS("S13", Opening.store(BrokenWalks::listsWhatAScanRepeats)),
  COUNTS_WHAT_A_SCAN_REPEATS("S13", Opening.store(BrokenWalks::countsWhatAScanRepeats)),
  CANNOT_CLEAR_NOTHING("S14", Opening.store(BrokenWalks::cannotClearNothing)),
  CLEARS_ALL_AT_ONCE("S14", Opening.port(BrokenWalks::clearsAllAtOnce)),
  GATHERS_ALL_IDS_FIRST("S15", Opening.store(BrokenWalks::gathersAllIdsFirst)),
  FAILS_OVER_A_CORRUPT_ENTRY("S16", Opening.port(BrokenPorts::failsOverACorruptEntry)),
  TOUCH_CREATES("S17", Opening.store(BrokenTouches::touchCreates)),
  TOUCH_DELETES("S17", Opening.store(BrokenTouches::touchDeletes)),
  TOUCH_IS_ALWAYS_TRUE("S17", Opening.store(BrokenTouches::touchIsAlwaysTrue)),
  TOUCH_APPLIES_WHAT_WAS_NOT_SAVED(
      "S17", Opening.store(BrokenTouches::touchAppliesWhatWasNotSaved)),
  TOUCH_HEALS_WHAT_IS_UNREADABLE("S17", Opening.store(BrokenModels::healsWhatItTouches)),
  TOUCH_DOES_NOTHING("S17", Opening.store(BrokenTouches::touchDoesNothing)),
  FORGETS_THE_TTL("S18", Opening.port(BrokenPorts::forgetsTheTtl)),
  FORGETS_THE_TTL_OF_AN_UPDATE("S18", Opening.port(BrokenPorts::forgetsTheTtlOfAnUpdate)),
  GIVES_A_TTL_TO_WHAT_NEVER_EXPIRES("S18", Opening.port(BrokenPorts::givesATtlToWhatNeverExpires)),
  GIVES_AN_UPDATE_A_TTL_OF_ITS_OWN("S18", Opening.port(BrokenTouches::givesAnUpdateATtlOfItsOwn)),
  FORGETS_THE_WINDOW("S19", Opening.after(options -> options.touchAfter(Duration.ZERO))),
  TOUCHES_INSIDE_THE_WINDOW("S19", Opening.port(BrokenPorts::touchesInsideTheWindow)),
  LETS_THE_TTL_RUN_DOWN("S19", Opening.port(BrokenPorts::letsTheTtlRunDown)),
  LETS_SHORT_TTLS_LIVE_ON("S19", Opening.port(BrokenPorts::addsTheWindowToShorterTtls)),
  DESTROYS_BEFORE_IT_CREATES("S24", Opening.store(BrokenMoves::destroysBeforeItCreates)),
  LOSES_WHAT_OTHERS_SAVED("S24", Opening.store(BrokenMoves::losesWhatOthersSaved)),
  TAKES_AN_ID_THAT_IS_IN_USE("S24", Opening.store(BrokenMoves::takesAnIdThatIsInUse)),
  MOVES_WHAT_IS_BEING_CREATED("S24", Opening.store(BrokenMoves::movesWhatIsBeingCreated)),
  KEEPS_THE_OLD_ID("S24", Opening.store(BrokenMoves::keepsTheOldId)),
  REVIVES_THE_OLD_ID("S24", Opening.store(BrokenSaves::revivesTheOldId)),
  FORGETS_THE_TTL_OF_A_NEW_ID("S24", Opening.port(BrokenPorts::forgetsTheTtl)),
  GIVES_WHAT_IS_GONE_A_NEW_ID("S24", Opening.store(BrokenMoves::regeneratesWhatIsGone)),
  MOVES_WHAT_HAS_ENDED("S24", Opening.store(BrokenMoves::movesWhatHasEnded)),
  READS_BEFORE_IT_MOVES("S24", Opening.store(BrokenMoves::readsBeforeItMoves)),
  LEAVES_THE_NEW_RECORD_BEHIND("S24", Opening.store(BrokenMoves::leavesTheNewRecordBehind)),
  FORGETS_WHAT_WAS_REPLACED("S24", Opening.store(BrokenMoves::forgetsWhatWasReplaced)),
  FORGETS_WHAT_WAS_RETIRED("S24", Opening.store(BrokenMoves::forgetsWhatWasRetired)),
  TAKES_DESTROYED_FOR_REPLACED("S24", Opening.store(BrokenMoves::takesDestroyedForReplaced)),
  REMOVES_THE_LAST_COPY("S24", Opening.store(BrokenMoves::removesTheLastCopy)),
  DESTROYS_TWICE("S25", Opening.store(BrokenMoves::destroysTwice)),
  THROWS_WHEN_NOTHING_IS_DESTROYED("S25", Opening.store(BrokenMoves::throwsWhenNothingIsDestroyed)),
  HAS_NO_MAXIMUM("S26", Opening.after(options -> options.maxLifetime(Duration.ofDays(999)))),
  BEGINS_ANEW_UNDER_A_NEW_ID("S26", Opening.store(BrokenMoves::beginsAnewUnderANewId)),
  LOSES_THE_TIME_OF_CREATION("S26", Opening.records(BrokenRecords::losesTheTimeOfCreation)),
  LETS_A_READ_PROLONG("S26", Opening.port(BrokenPorts::neverMovesATtl)),
  KEEPS_NO_INDEX("S27", Opening.port(BrokenIndexes::keepsNoIndex)),
  KEEPS_AN_INDEX_FOR_EVER("S27", Opening.port(BrokenIndexes::keepsAnIndexForEver)),
  LEAVES_WHAT_HAS_ENDED_IN_THE_INDEX("S27", Opening.port(BrokenIndexes::leavesWhatHasEnded)),
  FORGETS_WHO_BEGINS_AGAIN("S27", Opening.port(BrokenIndexes::forgetsWhoBeginsAgain)),
  READS_THE_INDEX_ONCE("S27", Opening.port(BrokenIndexes::readsTheIndexOnce)),
  TAKES_EVERYBODY_FOR_ONE("S27", Opening.after(options -> options.userIndex(any -> "ada"))),
  ENDS_THE_SESSION_THAT_STAYS("S27", Opening.store(BrokenIndexes::endsTheSessionThatStays)),
  WAITS_FOR_THE_LAST_LOG_IN("S27", Opening.store(BrokenIndexes::waitsForTheLastLogIn)),
  SPARES_WHAT_IT_CANNOT_READ("S27", Opening.store(BrokenIndexes::sparesWhatItCannotRead)),
  TAKES_ANY_TEXT_FOR_A_USER(
      "S27", Opening.after(options -> options.userIndex(BrokenIndexes::anyText))),
  ENDS_ONE_OF_ALL("S27", Opening.store(BrokenIndexes::endsOneOfAll)),
  ASKS_WHETHER_A_KEY_IS_THERE("S30", Opening.port(BrokenPorts::asksWhetherAKeyIsThere)),
  READS_THEN_TOUCHES("S30", Opening.port(BrokenPorts::readsThenTouches)),
  ASKS_THE_SERVER_TWICE("S30", BrokenPorts::asksTheServerTwice),
  ASKS_FOR_THE_SIZE_OF_THE_DATABASE("S31", BrokenPorts::asksForTheSizeOfTheDatabase),
  ASKS_FOR_ALL_KEYS("S31", BrokenPorts::asksForAllKeys),
  READS_THE_CONFIGURATION("S31", BrokenPorts::readsTheConfiguration),
  WRITES_THE_PATH_FIRST("S32", Opening.records(BrokenRecords::writesThePathFirst)),
  LEAVES_NULLS_OUT("S32", Opening.records(BrokenRecords::leavesNullsOut)),
  ESCAPES_WHAT_IS_NOT_ASCII("S32", Opening.records(BrokenRecords::escapesWhatIsNotAscii)),
  TRUSTS_EXPIRES("S32", Opening.records(BrokenRecords::trustsExpires)),
  ALWAYS_FAILS_ON_THE_UNREADABLE(
      "S33", Opening.after(options -> options.onUnreadable(OnUnreadable.FAIL))),
  ALWAYS_DISCARDS_THE_UNREADABLE(
      "S33", Opening.after(options -> options.onUnreadable(OnUnreadable.DISCARD))),
  REMOVES_WHAT_IT_CANNOT_READ("S33", Opening.store(BrokenLookups::removesWhatItCannotRead)),
  OVERWRITES_A_SPOILT_RECORD("S33", Opening.store(BrokenSaves::overwritesASpoiltRecord)),
  NAMES_THE_SESSION_IN_FAILURES("S34", Opening.store(BrokenLookups::namesTheSessionInFailures)),
  QUOTES_WHAT_IT_CANNOT_READ("S34", Opening.records(BrokenRecords::quotesWhatItCannotRead)),
  COMPARES_AGAIN_WHEN_IT_SAVES("S35", Opening.store(BrokenSaves::comparesAgainWhenItSaves)),
  COMPARES_WHEN_IT_LOADS("S35", Opening.store(BrokenLookups::comparesWhenItLoads)),
  WRITES_WHAT_WAS_ONLY_READ("S36", Opening.store(BrokenChanges::writesWhatWasOnlyRead)),
  TAKES_EQUAL_VALUES_FOR_CHANGES("S36", Opening.store(BrokenChanges::takesEqualValuesForChanges)),
  ALWAYS_HIDES_WHAT_IT_CANNOT_RESTORE(
      "S37", Opening.after(options -> options.onUnreadableAttribute(OnUnreadableAttribute.HIDE))),
  NEVER_HIDES_WHAT_IT_CANNOT_RESTORE(
      "S37", Opening.after(options -> options.onUnreadableAttribute(OnUnreadableAttribute.FAIL))),
  STRIPS_WHAT_IT_CANNOT_RESTORE("S37", Opening.store(BrokenChanges::stripsWhatItCannotRestore)),
  FORGETS_WHAT_IS_SET_MEANWHILE("S38", Opening.store(BrokenChanges::forgetsWhatIsSetMeanwhile)),
  FORGETS_THE_CHANGES_OF_A_FAILED_SAVE("S39", Opening.store(BrokenSaves::forgetsWhatItDidNotSave)),
  LETS_AN_OBSERVER_FAIL_A_SAVE("S39", BrokenChanges::letsAnObserverFailASave),
  NAMES_NO_FUNCTION("S39", Opening.store(BrokenChanges::namesNoFunction)),
  THROWS_AT_ONCE("S39", Opening.store(BrokenChanges::throwsAtOnce)),
  LETS_GO_OF_WHAT_WAS_SET("S40", Opening.store(BrokenSaves::letsGoOfWhatWasHandedOut)),
  APPLIES_FUNCTIONS_ONCE("S41", Opening.store(BrokenChanges::appliesFunctionsOnce)),
  REFUSES_MANY_WRITERS("S42", Opening.store(BrokenChanges::refusesManyWriters)),
  FAILS_A_WALK_OVER_ONE_ENTRY("S43", Opening.store(BrokenChanges::failsAWalkOverOneEntry)),
  TAKES_ANY_PREFIX("S44", StoreSaboteur::acceptingBadOptions),
  TAKES_THIS_USE_FOR_THE_LAST("S45", Opening.port(BrokenPorts::takesThisUseForTheLast)),
  IGNORES_THE_IDLE_INTERVAL("S45", Opening.store(BrokenChanges::ignoresTheIdleInterval)),
  QUOTES_THE_COMMAND_IN_A_CAUSE(
      "S47", (RedisCommands sound, RespClient none) -> BrokenPorts.quotesTheCommandInACause(sound)),
  COMPARES_BY_SCRIPT_ONLY("S48", Opening.port(BrokenComparedMoves::comparesByScript)),
  REMOVES_AN_OLD_RECORD_UNSEEN("S48", Opening.port(BrokenComparedMoves::removesUnseen)),
  LEAVES_THE_NOTE_OF_A_DESTROYED_SESSION("S48", Opening.port(BrokenComparedMoves::leavesTheNote)),
  BINDS_NO_PREFIX_OF_THE_CLIENT("S46", Opening.port(BrokenPorts::hidesTheClientsPrefix)),
  PUTS_OFF_RENEWALS("S55", Opening.store(BrokenChanges::putsOffRenewals)),
  WAITS_ANYWHERE("S49", Opening.port(BrokenPorts::mayWaitAnywhere)),
  ENTERS_NO_SESSION("S51", Opening.port(BrokenExpiry::entersNoSession)),
  FORGETS_WHOSE_IT_IS("S51", Opening.port(BrokenExpiry::forgetsWhoseItIs)),
  TAKES_FOR_NO_TIME("S51", Opening.port(BrokenExpiry::takesForNoTime)),
  FORGETS_WHAT_IT_TAKES("S51", Opening.port(BrokenExpiry::forgetsWhatItTakes)),
  FORGETS_WHO_LIVES("S51", Opening.port(BrokenExpiry::forgetsWhoLives)),
  ASKS_FOR_NO_TTL("S51", Opening.port(BrokenExpiry::asksForNoTtl)),
  STOPS_AT_A_PART_THAT_FAILS("S51", Opening.port(BrokenExpiry::stopsAtAPartThatFails)),
  GOES_ON_INTERRUPTED("S51", Opening.port(BrokenExpiry::goesOnInterrupted)),
  ANNOUNCES_NO_END("S52", Opening.port(BrokenExpiry::announcesNothing)),
  ONLY_SAYS_THAT_IT_RETIRES("S52", Opening.store(BrokenMoves::onlySaysThatItRetires)),
  WITHDRAWS_NO_END("S52", Opening.port(BrokenExpiry::withdrawsNothing)),
  REPORTS_WHAT_IS_ENDED_MEANWHILE("S52", Opening.port(BrokenExpiry::reportsWhatIsEndedMeanwhile)),
  LOOKS_AGAIN_WHEN_IT_READS("S53", Opening.port(BrokenExpiry::looksAgainWhenItReads)),
  KEEPS_THE_ENDS_FOR_EVER("S53", Opening.port(BrokenExpiry::keepsTheIndexForEver)),
  FINDS_ONLY_PLAIN_IDS("S54", Opening.store(BrokenLookups::findsOnlyPlainIds)),
  TAKES_TWO_IDS_FOR_ONE(
      "S54", Opening.port(port -> BrokenPorts.changesKeys(port, key -> key.replace("%25", "%")))),
  KEEPS_SESSIONS_UNDER_ITS_OWN_KEYS(
      "S54", Opening.port(port -> BrokenPorts.changesKeys(port, key -> key.replace(":id:", ":"))));

  private final String clause;
  private final PortSaboteur.Ground ground;

  @SuppressWarnings("ImmutableEnumChecker") // a method reference, which holds no state
  private final Opening opening;

  @SuppressWarnings("ImmutableEnumChecker") // a method reference, which holds no state
  private final BiFunction<RedisCommands, RespClient, RedisCommands> portSabotage;

  StoreSaboteur(String clause, Opening opening) {
    this.clause = clause;
    this.ground = PortSaboteur.Ground.MEMORY;
    this.opening = opening;
    this.portSabotage = (sound, none) -> sound;
  }

  StoreSaboteur(String clause, BiFunction<RedisCommands, RespClient, RedisCommands> portSabotage) {
    this.clause = clause;
    this.ground = PortSaboteur.Ground.SERVER;
    this.opening = Opening::sound;
    this.portSabotage = portSabotage;
  }

  @Override
  public String clause() {
    return clause;
  }

  @Override
  public Class<?> kit() {
    return switch (ground) {
      case MEMORY -> SabotagedStoreInMemory.class;
      case SERVER -> SabotagedStoreOnServer.class;
    };
  }

  /** Breaks the port that a store is over; only where there is a server. */
  RedisCommands over(RedisCommands sound, RespClient client) {
    return portSabotage.apply(sound, client);
  }

  @Override
  public Opening opening() {
    return opening;
  }

  private static SessionStore acceptingBadOptions(
      RedisCommands commands, Consumer<RedisSessionStoreBuilder> options) {
    try {
      return Opening.sound(commands, options);
    } catch (IllegalArgumentException e) {
      return Opening.sound(commands, none -> {});
    }
  }

  private static SessionStore namingNoOption(
      RedisCommands commands, Consumer<RedisSessionStoreBuilder> options) {
    try {
      return Opening.sound(commands, options);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("An option is wrong", e);
    }
  }
}
