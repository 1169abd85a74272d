package io.cloakroom.jedis;

import io.cloakroom.redis.RedisCommands;
import java.net.URI;
import java.util.Locale;

/**
 * What is broken on purpose of a port that is sound in a cluster, behind Sentinels and over other
 * ways in, with the kit's test that must catch it.
 */
enum JedisSaboteur {
  SENDS_ONE_DELETE_FOR_ALL_SLOTS(
      "P12_deleteReachesEveryMaster", Sabotage.onCluster(BrokenTopologies::sendsOneDelete)),
  GATHERS_VALUES_BY_SLOT(
      "P13_multiGetReachesEveryMasterAndKeepsTheOrder",
      Sabotage.onCluster(BrokenTopologies::gathersValuesBySlot)),
  SCANS_ONE_MASTER(
      "P14_aScanCoversEveryMaster", Sabotage.onCluster(BrokenTopologies::scansOneMaster)),
  ENDS_A_SCAN_WHEN_A_SLOT_MOVES(
      "P14_aScanFindsWhatStaysWhileASlotMoves",
      Sabotage.onCluster(BrokenTopologies::endsAScanWhenASlotMoves)),
  TAKES_MOVED_FOR_MISSING(
      "P22_aSlotThatHasMovedIsFoundWhereItIs",
      Sabotage.onCluster(BrokenTopologies::readsWhereAKeyWas)),
  TAKES_ASK_FOR_MISSING(
      "P22_aSlotInTheMiddleOfItsMoveAnswersRightOrNotAtAll",
      Sabotage.followingNobody(BrokenAnswers::takesUnreachableForMissing)),
  TAKES_TRY_AGAIN_FOR_MISSING(
      "P22_aSlotInTheMiddleOfItsMoveAnswersRightOrNotAtAll",
      Sabotage.onCluster(BrokenAnswers::takesUnreachableForMissing)),
  LEAVES_REPLIES_BEHIND_TRY_AGAIN(
      "P22_whatIsAskedTogetherWithASlotThatMovesIsNotMixedUp",
      Sabotage.onCluster(BrokenTopologies::leavesRepliesBehind)),
  TAKES_AN_ABSENT_MASTER_FOR_THE_END(
      "P14_aScanDoesNotEndWhileAMasterIsAway",
      Sabotage.onCluster(BrokenAnswers::takesUnreachableForTheEnd)),
  TAKES_A_NEW_MASTER_FOR_MISSING(
      "P22_aMasterThatIsAddedIsFoundOnceItHasASlot",
      Sabotage.followingNobody(BrokenAnswers::takesUnreachableForMissing)),
  TAKES_A_DEAD_MASTER_FOR_MISSING(
      "P22_aMasterThatDiesIsReplacedAndNothingThatItsReplicaHadIsLost",
      Sabotage.onCluster(BrokenAnswers::takesUnreachableForMissing)),
  TAKES_A_DEAD_MASTER_FOR_THE_END(
      "P22_aMasterThatDiesIsReplacedAndNothingThatItsReplicaHadIsLost",
      Sabotage.onSentinels(BrokenAnswers::takesUnreachableForTheEnd)),
  STAYS_WITH_THE_OLD_MASTER(
      "P22_aMasterThatBecomesAReplicaTakesNoMoreWrites", Sabotage.onOneMaster(sound -> sound)),
  TAKES_READ_ONLY_FOR_WRITTEN(
      "P22_aMasterThatBecomesAReplicaTakesNoMoreWrites",
      Sabotage.onOneMaster(BrokenAnswers::takesUnreachableForWritten)),
  TAKES_AWAY_FOR_WRITTEN(
      "P19_aServerThatIsKilledIsFoundAgainByTheSameWay",
      Sabotage.asUser(BrokenAnswers::takesUnreachableForWritten)),
  NEVER_COMES_BACK(
      "P19_aServerThatIsKilledIsFoundAgainByTheSameWay",
      Sabotage.asUser(BrokenAnswers::neverComesBack)),
  TAKES_SILENCE_FOR_UNREACHABLE(
      "P18_aServerThatHangsOverThisWayIsATimeout",
      Sabotage.asUser(BrokenAnswers::takesATimeoutForUnreachable)),
  REPEATS_A_WRITE_THAT_WAS_CUT(
      "P21_aWriteWhoseEncryptedReplyIsCutIsNeverReportedAsSecond",
      Sabotage.overTls(BrokenAnswers::repeatsUnreachableWrites)),
  TRUSTS_EVERYBODY(
      "P18_aServerWhoseCertificateIsNotTrustedIsUnreachable", Sabotage.trustingEverybody()),
  HIDES_WHOM_IT_DOES_NOT_TRUST(
      "P18_aServerWhoseCertificateIsNotTrustedIsUnreachable",
      Sabotage.overTls(BrokenAnswers::hidesTheCertificate)),
  FALLS_BACK_TO_PLAIN_TEXT(
      "P18_aServerWhoseCertificateIsNotTrustedIsUnreachable", Sabotage.fallingBackToPlainText()),
  LOGS_IN_AS_ANYBODY("P18_theRefusalOfAUserNamesTheMissingRight", Sabotage.asAnybody()),
  TAKES_FORBIDDEN_FOR_MISSING(
      "P18_theRefusalOfAUserNamesTheMissingRight",
      Sabotage.asUser(BrokenAnswers::takesRefusedForMissing)),
  HIDES_WHICH_RIGHT_IT_LACKS(
      "P18_theRefusalOfAUserNamesTheMissingRight", Sabotage.asUser(BrokenAnswers::hidesTheRight));

  private final String test;

  @SuppressWarnings("ImmutableEnumChecker") // method references, which hold no state
  private final Sabotage sabotage;

  JedisSaboteur(String test, Sabotage sabotage) {
    this.test = test;
    this.sabotage = sabotage;
  }

  /** The kit's test that catches it. */
  String test() {
    return test;
  }

  /** The kit's class, which runs on the servers that it takes. */
  Class<?> kit() {
    return sabotage.kit();
  }

  RedisCommands open(KitClients clients, URI redis) {
    return sabotage.opening().apply(clients, redis);
  }

  String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
