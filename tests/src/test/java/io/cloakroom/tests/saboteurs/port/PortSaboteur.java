package io.cloakroom.tests.saboteurs.port;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tests.reference.RespClient;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The table of clauses and saboteurs: ports that are sound but for one thing, each with the clause
 * that must catch it. {@link FaultSaboteur} has those that break when their server does.
 */
public enum PortSaboteur implements PortSabotage {
  THROWS_ON_MISSING("P1", BrokenReads::throwsOnMissing),
  ANSWERS_FROM_A_CACHE("P1", BrokenReads::answersFromACache),
  READS_VALUES_AS_TEXT("P2", BrokenReads::readsValuesAsText),
  CUTS_LARGE_VALUES("P2", BrokenReads::cutsLargeValues),
  TAKES_EMPTY_FOR_MISSING("P2", BrokenReads::takesEmptyForMissing),
  SHARES_ITS_ARRAYS("P2", BrokenReads::sharesItsArrays),
  SENDS_QUESTION_MARKS_FOR_HALF_PAIRS("P2", BrokenWrites::sendsQuestionMarksForHalfPairs),
  WRITES_KEYS_IN_LATIN_1("P2", BrokenWrites::writesKeysInLatin1),
  DROPS_THE_TTL("P3", BrokenTtls::dropsTheTtl),
  EXPIRES_BY_A_SECOND_COMMAND("P3", BrokenClients::expiresByASecondCommand),
  KEEPS_THE_TTL_OF_WHAT_IS_PRESENT("P3", BrokenTtls::keepsTheTtlOfWhatIsPresent),
  KEEPS_AN_OLD_TTL("P4", BrokenTtls::keepsAnOldTtl),
  OVERWRITES_IF_ABSENT("P5", BrokenWrites::overwritesIfAbsent),
  LOOKS_BEFORE_IT_SETS_IF_ABSENT("P5", BrokenWrites::looksBeforeItSetsIfAbsent),
  MOVES_THE_TTL_OF_A_REFUSED_WRITE("P5", BrokenWrites::movesTheTtlOfARefusedWrite),
  TAKES_ANOTHER_TYPES_PLACE_IF_ABSENT("P5", BrokenWrites::takesAnotherTypesPlaceIfAbsent),
  CREATES_IF_PRESENT("P6", BrokenWrites::createsIfPresent),
  SAYS_IT_WROTE_IF_PRESENT("P6", BrokenWrites::saysItWroteIfPresent),
  COMPARES_LENGTHS("P7", BrokenWrites::comparesLengths),
  CREATES_BY_COMPARE_AND_SET("P7", BrokenWrites::createsByCompareAndSet),
  HIDES_THE_VALUE_OF_A_CONFLICT("P7", BrokenWrites::hidesTheValueOfAConflict),
  LETS_TWO_WRITERS_WIN("P7", BrokenWrites::letsTwoWritersWin),
  CUTS_THE_TTL_OF_A_WRITE_TO_SECONDS("P8", BrokenTtls::cutsTheTtlOfAWriteToSeconds),
  ROUNDS_THE_TTL_OF_A_WRITE_UP_TO_SECONDS("P8", BrokenTtls::roundsTheTtlOfAWriteUpToSeconds),
  EXPIRES_IN_SECONDS("P8", BrokenTtls::expiresInSeconds),
  GETS_AND_EXPIRES_IN_SECONDS("P8", BrokenTtls::getsAndExpiresInSeconds),
  DELETES_AT_A_TTL_OF_ZERO("P8", BrokenTtls::deletesAtATtlOfZero),
  REFUSES_A_TTL_OF_ZERO_TOO_LATE("P8", BrokenTtls::refusesATtlOfZeroTooLate),
  ASKS_BEFORE_IT_CHECKS_A_TTL("P8", BrokenClients::asksBeforeItChecksATtl),
  CREATES_BY_EXPIRE("P9", BrokenTtls::createsByExpire),
  SAYS_IT_EXPIRED_WHAT_IS_MISSING("P9", BrokenTtls::saysItExpiredWhatIsMissing),
  ONLY_SAYS_IT_EXPIRES("P9", BrokenTtls::onlySaysItExpires),
  GETS_WITHOUT_EXPIRING("P10", BrokenTtls::getsWithoutExpiring),
  CREATES_BY_GET_AND_EXPIRE("P10", BrokenTtls::createsByGetAndExpire),
  GETS_AND_EXPIRES_IN_TWO_COMMANDS("P10", BrokenClients::getsAndExpiresInTwoCommands),
  HAS_NO_WAY_BUT_GETEX("P10", BrokenClients::hasNoWayButGetex),
  TAKES_UNLIMITED_FOR_MISSING("P11", BrokenTtls::takesUnlimitedForMissing),
  TAKES_MISSING_FOR_UNLIMITED("P11", BrokenTtls::takesMissingForUnlimited),
  LOOKS_AT_SECONDS_ONLY("P11", BrokenTtls::looksAtSecondsOnly),
  COUNTS_MISSING_AS_DELETED("P12", BrokenWrites::countsMissingAsDeleted),
  DELETES_THE_FIRST_ONLY("P12", BrokenWrites::deletesTheFirstOnly),
  DELETES_A_HUNDRED_AT_MOST("P12", BrokenWrites::deletesAHundredAtMost),
  SENDS_A_DELETE_OF_NOTHING("P12", BrokenClients::sendsADeleteOfNothing),
  LEAVES_MISSING_OUT("P13", BrokenReads::leavesMissingOut),
  FOLDS_REPEATED_KEYS("P13", BrokenReads::foldsRepeatedKeys),
  SORTS_THE_KEYS_OF_A_MULTI_GET("P13", BrokenReads::sortsTheKeysOfAMultiGet),
  FAILS_A_MULTI_GET_OVER_FOREIGN_KEYS("P13", BrokenReads::failsAMultiGetOverForeignKeys),
  SENDS_A_MULTI_GET_OF_NOTHING("P13", BrokenClients::sendsAMultiGetOfNothing),
  ENDS_AT_AN_EMPTY_PAGE("P14", BrokenScans::endsAtAnEmptyPage),
  LOSES_THE_LAST_KEY_OF_A_PAGE("P14", BrokenScans::losesTheLastKeyOfAPage),
  PAGES_BY_OFFSET("P14", BrokenScans::pagesByOffset),
  FINDS_NOTHING_FOR_THE_EMPTY_PREFIX("P14", BrokenScans::findsNothingForTheEmptyPrefix),
  SCANS_ALL_TYPES("P14", BrokenClients::scansAllTypes),
  GIVES_ALL_AT_ONCE("P15", BrokenScans::givesAllAtOnce),
  ACCEPTS_PAGES_OF_NOTHING("P15", BrokenScans::acceptsPagesOfNothing),
  TAKES_A_PAGE_OF_ONE_FOR_THE_LAST("P15", BrokenScans::takesAPageOfOneForTheLast),
  SCANS_AHEAD("P15", BrokenClients::scansAhead),
  TAKES_A_STAR_FOR_A_WILDCARD("P16", BrokenScans::takesAStarForAWildcard),
  TAKES_A_PREFIX_FOR_A_GLOB("P16", BrokenClients::takesAPrefixForAGlob),
  SENDS_DIGESTS_ONLY("P17", BrokenClients::sendsDigestsOnly),
  SENDS_THE_SOURCE_EACH_TIME("P17", BrokenClients::sendsTheSourceEachTime),
  KEEPS_THE_CONNECTION_OF_AN_UNKNOWN_SCRIPT(
      "P17", BrokenClients::keepsTheConnectionOfAnUnknownScript),
  CREATES_WHAT_IT_COMPARES("P29", BrokenComparisons::createsWhatItCompares),
  COMPARES_AS_TEXT("P29", BrokenComparisons::comparesAsText),
  TAKES_A_CONFLICT_FOR_MISSING("P29", BrokenComparisons::takesAConflictForMissing),
  COMPARES_WITHOUT_A_TTL("P29", BrokenComparisons::comparesWithoutATtl),
  MOVES_THE_TTL_AT_A_CONFLICT("P29", BrokenComparisons::movesTheTtlAtAConflict),
  TAKES_ANOTHER_TYPE_FOR_MISSING("P29", BrokenComparisons::takesAnotherTypeForMissing),
  REMOVES_WHATEVER_IS_THERE("P29", BrokenComparisons::removesWhateverIsThere),
  ASKS_EACH_TIME_WHETHER_THE_SERVER_COMPARES(
      "P29", BrokenComparisons::asksEachTimeWhetherTheServerCompares),
  SHOWS_THE_CLIENTS_PREFIX("P23", BrokenClients::showsTheClientsPrefix),
  FORGETS_THE_PREFIX_IN_SCRIPTS("P23", BrokenClients::forgetsThePrefixInScripts),
  KEEPS_THE_CLIENTS_PREFIX_TO_ITSELF("P23", BrokenClients::keepsTheClientsPrefixToItself),
  ANSWERS_BY_ONE_THREAD("P30", BrokenReads::answersByOneThread);

  private final String clause;
  private final Ground ground;

  @SuppressWarnings("ImmutableEnumChecker") // a method reference, which holds no state
  private final BiFunction<RedisCommands, RespClient, RedisCommands> sabotage;

  /** What the saboteur is a wrapper of. */
  public enum Ground {
    MEMORY,
    SERVER
  }

  PortSaboteur(String clause, UnaryOperator<RedisCommands> sabotage) {
    this.clause = clause;
    this.ground = Ground.MEMORY;
    this.sabotage = (sound, none) -> sabotage.apply(sound);
  }

  PortSaboteur(String clause, BiFunction<RedisCommands, RespClient, RedisCommands> sabotage) {
    this.clause = clause;
    this.ground = Ground.SERVER;
    this.sabotage = sabotage;
  }

  @Override
  public String clause() {
    return clause;
  }

  @Override
  public Class<?> kit() {
    return switch (ground) {
      case MEMORY -> SabotagedPortInMemory.class;
      case SERVER -> SabotagedPortOnServer.class;
    };
  }

  @Override
  public RedisCommands over(RedisCommands sound, @Nullable RespClient client) {
    return sabotage.apply(sound, client);
  }
}
