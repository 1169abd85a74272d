package io.cloakroom.mock;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.serializer.JsonSessionSerializer;
import io.cloakroom.serializer.SessionSerializer;
import io.cloakroom.session.OnUnreadable;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.cloakroom.session.SessionStore;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The table of clauses and broken stores: each is sound but for one thing, and has the clause that
 * must catch it.
 */
enum StoreSaboteur {
  THROWS_ON_MISSING("S1", store(BrokenStores::throwsOnMissing)),
  CREATES_WHAT_IT_DOES_NOT_KNOW("S1", store(BrokenStores::createsWhatItDoesNotKnow)),
  LOSES_NULLS("S2", records(BrokenRecords::losesNulls)),
  MAKES_INTEGERS_OF_LONGS("S2", records(BrokenRecords::makesIntegersOfLongs)),
  STORES_WHAT_IT_DOES_NOT_KNOW_AS_TEXT("S2", records(BrokenRecords::storesWhatItDoesNotKnowAsText)),
  TAKES_NULL_FOR_UNKNOWN("S3", store(BrokenStores::takesNullForUnknown)),
  USES_ANOTHER_KEY("S4", port(BrokenPorts::usesAnotherKey)),
  HAS_ANOTHER_USUAL_PREFIX("S4", before(options -> options.prefix("session:"))),
  WALKS_WITHOUT_A_PREFIX("S4", store(BrokenWalks::walksWithoutAPrefix)),
  IGNORES_THE_COOKIES_EXPIRY("S5", store(BrokenStores::ignoresTheCookiesExpiry)),
  LIVES_FOR_A_DAY_WHATEVER_IS_SAID("S5", after(options -> options.ttl(Duration.ofDays(1)))),
  LIVES_FOR_AN_HOUR_UNLESS_SAID("S5", before(options -> options.ttl(Duration.ofHours(1)))),
  NEVER_CORRECTS_A_TTL("S5", port(BrokenPorts::neverMovesATtl)),
  LEAVES_WHAT_HAS_ENDED("S7", store(BrokenStores::leavesWhatHasEnded)),
  CREATES_WHAT_HAS_ENDED("S7", store(BrokenStores::createsWhatHasEnded)),
  ACCEPTS_BAD_OPTIONS("S8", StoreSaboteur::acceptingBadOptions),
  NAMES_NO_OPTION("S8", StoreSaboteur::namingNoOption),
  CUTS_PART_OF_A_SECOND("S9", port(BrokenPorts::cutsPartOfASecond)),
  UPDATES_BY_OVERWRITING("S10", store(BrokenStores::updatesByOverwriting)),
  CREATES_BY_OVERWRITING("S10", store(BrokenStores::createsByOverwriting)),
  TELLS_NOBODY_THAT_A_SESSION_IS_GONE("S10", store(BrokenStores::tellsNobodyThatASessionIsGone)),
  REGENERATES_WHAT_IS_GONE("S10", store(BrokenStores::regeneratesWhatIsGone)),
  LETS_THE_LAST_WRITE_WIN("S11", store(BrokenStores::letsTheLastWriteWin)),
  GIVES_UP_ON_A_CONFLICT("S11", port(BrokenPorts::givesUpOnAConflict)),
  READS_BEFORE_IT_UPDATES("S11", port(BrokenPorts::readsBeforeItUpdates)),
  TAKES_QUESTION_MARKS_FOR_WILDCARDS("S12", port(BrokenPorts::takesQuestionMarksForWildcards)),
  TAKES_WHAT_LIES_BEHIND_A_COLON_FOR_A_SESSION(
      "S12", port(BrokenPorts::takesWhatLiesBehindAColonForASession)),
  LISTS_WHAT_A_SCAN_REPEATS("S13", store(BrokenWalks::listsWhatAScanRepeats)),
  COUNTS_WHAT_A_SCAN_REPEATS("S13", store(BrokenWalks::countsWhatAScanRepeats)),
  CANNOT_CLEAR_NOTHING("S14", store(BrokenWalks::cannotClearNothing)),
  CLEARS_ALL_AT_ONCE("S14", after(options -> options.scanCount(1_000_000))),
  GATHERS_ALL_IDS_FIRST("S15", store(BrokenWalks::gathersAllIdsFirst)),
  FAILS_OVER_A_CORRUPT_ENTRY("S16", port(BrokenPorts::failsOverACorruptEntry)),
  TOUCH_CREATES("S17", store(BrokenStores::touchCreates)),
  TOUCH_DELETES("S17", store(BrokenStores::touchDeletes)),
  TOUCH_IS_ALWAYS_TRUE("S17", store(BrokenStores::touchIsAlwaysTrue)),
  TOUCH_DOES_NOTHING("S17", store(BrokenStores::touchDoesNothing)),
  FORGETS_THE_TTL("S18", port(BrokenPorts::forgetsTheTtl)),
  FORGETS_THE_TTL_OF_AN_UPDATE("S18", port(BrokenPorts::forgetsTheTtlOfAnUpdate)),
  GIVES_A_TTL_TO_WHAT_NEVER_EXPIRES("S18", port(BrokenPorts::givesATtlToWhatNeverExpires)),
  DESTROYS_BEFORE_IT_CREATES("S24", store(BrokenStores::destroysBeforeItCreates)),
  LOSES_WHAT_OTHERS_SAVED("S24", store(BrokenStores::losesWhatOthersSaved)),
  TAKES_AN_ID_THAT_IS_IN_USE("S24", store(BrokenStores::takesAnIdThatIsInUse)),
  KEEPS_THE_OLD_ID("S24", store(BrokenStores::keepsTheOldId)),
  DESTROYS_TWICE("S25", store(BrokenStores::destroysTwice)),
  THROWS_WHEN_NOTHING_IS_DESTROYED("S25", store(BrokenStores::throwsWhenNothingIsDestroyed)),
  ASKS_WHETHER_A_KEY_IS_THERE("S30", port(BrokenPorts::asksWhetherAKeyIsThere)),
  READS_THEN_TOUCHES("S30", port(BrokenPorts::readsThenTouches)),
  ASKS_THE_SERVER_TWICE("S30", BrokenPorts::asksTheServerTwice),
  ASKS_FOR_THE_SIZE_OF_THE_DATABASE("S31", BrokenPorts::asksForTheSizeOfTheDatabase),
  ASKS_FOR_ALL_KEYS("S31", BrokenPorts::asksForAllKeys),
  READS_THE_CONFIGURATION("S31", BrokenPorts::readsTheConfiguration),
  WRITES_THE_PATH_FIRST("S32", records(BrokenRecords::writesThePathFirst)),
  LEAVES_NULLS_OUT("S32", records(BrokenRecords::leavesNullsOut)),
  ESCAPES_WHAT_IS_NOT_ASCII("S32", records(BrokenRecords::escapesWhatIsNotAscii)),
  TRUSTS_EXPIRES("S32", records(BrokenRecords::trustsExpires)),
  ALWAYS_FAILS_ON_THE_UNREADABLE("S33", after(options -> options.onUnreadable(OnUnreadable.FAIL))),
  ALWAYS_DISCARDS_THE_UNREADABLE(
      "S33", after(options -> options.onUnreadable(OnUnreadable.DISCARD))),
  REMOVES_WHAT_IT_CANNOT_READ("S33", store(BrokenStores::removesWhatItCannotRead)),
  OVERWRITES_A_SPOILT_RECORD("S33", store(BrokenStores::overwritesASpoiltRecord)),
  NAMES_THE_SESSION_IN_FAILURES("S34", store(BrokenStores::namesTheSessionInFailures)),
  QUOTES_WHAT_IT_CANNOT_READ("S34", records(BrokenRecords::quotesWhatItCannotRead));

  private final String clause;
  private final Saboteur.Ground ground;

  @SuppressWarnings("ImmutableEnumChecker") // a method reference, which holds no state
  private final Opening opening;

  @SuppressWarnings("ImmutableEnumChecker") // a method reference, which holds no state
  private final BiFunction<RedisCommands, RespClient, RedisCommands> portSabotage;

  /** One way to open a store that is broken. */
  private interface Opening {
    SessionStore open(RedisCommands commands, Consumer<RedisSessionStoreBuilder> options);
  }

  StoreSaboteur(String clause, Opening opening) {
    this.clause = clause;
    this.ground = Saboteur.Ground.MEMORY;
    this.opening = opening;
    this.portSabotage = (sound, none) -> sound;
  }

  StoreSaboteur(String clause, BiFunction<RedisCommands, RespClient, RedisCommands> portSabotage) {
    this.clause = clause;
    this.ground = Saboteur.Ground.SERVER;
    this.opening = StoreSaboteur::sound;
    this.portSabotage = portSabotage;
  }

  /** The clause that catches it. */
  String clause() {
    return clause;
  }

  Saboteur.Ground ground() {
    return ground;
  }

  /** Breaks the port that a store is over; only where there is a server. */
  RedisCommands over(RedisCommands sound, RespClient client) {
    return portSabotage.apply(sound, client);
  }

  /** Opens a broken store. */
  SessionStore open(RedisCommands commands, Consumer<RedisSessionStoreBuilder> options) {
    return opening.open(commands, options);
  }

  private static SessionStore sound(
      RedisCommands commands, Consumer<RedisSessionStoreBuilder> options) {
    RedisSessionStoreBuilder builder = RedisSessionStore.builder(commands);
    options.accept(builder);
    return builder.build();
  }

  private static Opening store(UnaryOperator<SessionStore> sabotage) {
    return (commands, options) -> sabotage.apply(sound(commands, options));
  }

  private static Opening port(UnaryOperator<RedisCommands> sabotage) {
    return (commands, options) -> sound(sabotage.apply(commands), options);
  }

  private static Opening records(UnaryOperator<SessionSerializer> sabotage) {
    SessionSerializer spoilt = sabotage.apply(JsonSessionSerializer.create());
    return before(options -> options.serializer(spoilt));
  }

  private static Opening before(Consumer<RedisSessionStoreBuilder> first) {
    return (commands, options) -> sound(commands, first.andThen(options));
  }

  private static Opening after(Consumer<RedisSessionStoreBuilder> last) {
    return (commands, options) -> sound(commands, options.andThen(last));
  }

  private static SessionStore acceptingBadOptions(
      RedisCommands commands, Consumer<RedisSessionStoreBuilder> options) {
    try {
      return sound(commands, options);
    } catch (IllegalArgumentException e) {
      return sound(commands, none -> {});
    }
  }

  private static SessionStore namingNoOption(
      RedisCommands commands, Consumer<RedisSessionStoreBuilder> options) {
    try {
      return sound(commands, options);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("An option is wrong", e);
    }
  }
}
