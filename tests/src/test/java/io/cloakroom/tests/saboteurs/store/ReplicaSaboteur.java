package io.cloakroom.tests.saboteurs.store;

import static io.cloakroom.tests.saboteurs.ForwardingPort.done;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tck.client.ForwardingRedisCommands;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import io.cloakroom.tests.saboteurs.Sabotage;
import io.cloakroom.tests.saboteurs.port.BrokenConnections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Ports and stores that are sound but for one thing, to which a primary and its replica bring it
 * out, each with the test that must catch it.
 */
enum ReplicaSaboteur implements Sabotage {
  READS_FROM_THE_REPLICA("P22", "P22_aClientThatPrefersReplicasIsAnsweredByThePrimary"),
  TAKES_READ_ONLY_FOR_A_REFUSAL(
      "P22",
      "P22_aReplicaTakenForThePrimaryTakesNoWrites",
      port -> BrokenConnections.takesNotNowForNever(port, null)),
  TAKES_A_SAVE_THAT_WAS_CUT_FOR_DONE(
      "S11",
      "S10_S11_S24_aMasterThatDiesInTheMiddleOfSavesLosesNothingAndBringsNothingBack",
      Opening.port(ReplicaSaboteur::takingUnreachableForDone)),
  REVIVES_IN_A_FAILOVER(
      "S10",
      "S10_S11_S24_aMasterThatIsReplacedInTheMiddleOfSavesLosesNothingAndBringsNothingBack",
      Opening.store(BrokenSaves::updatesByOverwriting)),
  OVERWRITES_IN_A_FAILOVER(
      "S11",
      "S10_S11_S24_aMasterThatIsReplacedInTheMiddleOfSavesLosesNothingAndBringsNothingBack",
      Opening.store(BrokenSaves::letsTheLastWriteWin)),
  DESTROYS_BEFORE_IT_CREATES_IN_A_FAILOVER(
      "S24",
      "S10_S11_S24_aMasterThatDiesInTheMiddleOfSavesLosesNothingAndBringsNothingBack",
      Opening.store(BrokenMoves::destroysBeforeItCreates)),
  REVIVES_WHAT_A_REPLICA_SHOWED(
      "S10",
      "S10_aDestroyedSessionThatAReplicaStillShowsIsNotBroughtBack",
      Opening.store(BrokenSaves::updatesByOverwriting)),
  OVERWRITES_WHAT_A_REPLICA_DID_NOT_SHOW(
      "S11",
      "S11_aSaveFromARecordOfAReplicaThatIsBehindKeepsWhatOthersSaved",
      Opening.store(BrokenSaves::letsTheLastWriteWin));

  private final String clause;
  private final String test;
  private final Class<?> kit;

  @SuppressWarnings("ImmutableEnumChecker") // a method reference, which holds no state
  private final UnaryOperator<RedisCommands> portSabotage;

  @SuppressWarnings("ImmutableEnumChecker") // a method reference, which holds no state
  private final Opening opening;

  ReplicaSaboteur(String clause, String test) {
    this(clause, test, UnaryOperator.identity());
  }

  ReplicaSaboteur(String clause, String test, UnaryOperator<RedisCommands> portSabotage) {
    this.clause = clause;
    this.test = test;
    this.kit = SabotagedOnReplicas.class;
    this.portSabotage = portSabotage;
    this.opening = Opening::sound;
  }

  ReplicaSaboteur(String clause, String test, Opening opening) {
    this.clause = clause;
    this.test = test;
    this.kit = SabotagedStoreOnReplicas.class;
    this.portSabotage = UnaryOperator.identity();
    this.opening = opening;
  }

  /** The test that catches it. */
  String test() {
    return test;
  }

  @Override
  public String clause() {
    return clause;
  }

  @Override
  public Class<?> kit() {
    return kit;
  }

  /** Breaks a port. */
  RedisCommands over(RedisCommands sound) {
    return portSabotage.apply(sound);
  }

  /** A port that was told to read from the replica: what {@link #READS_FROM_THE_REPLICA} does. */
  RedisCommands preferring(RedisCommands primary, RedisCommands replica) {
    return this != READS_FROM_THE_REPLICA
        ? primary
        : new ForwardingRedisCommands(primary) {
          @Override
          public CompletionStage<Optional<byte[]>> get(String key) {
            return replica.get(key);
          }
        };
  }

  /** Opens a store, which may be a broken one. */
  SessionStore open(RedisCommands commands, Consumer<RedisSessionStoreBuilder> options) {
    return opening.open(commands, options);
  }

  private static RedisCommands takingUnreachableForDone(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        return sound
            .eval(script, keys, arguments)
            .exceptionallyCompose(
                failure ->
                    failure instanceof RedisUnreachableException
                            || failure instanceof CompletionException
                        ? done(List.of(new byte[] {'1'}))
                        : CompletableFuture.failedStage(failure));
      }
    };
  }
}
