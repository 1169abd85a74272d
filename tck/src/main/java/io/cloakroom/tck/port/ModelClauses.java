package io.cloakroom.tck.port;

import io.cloakroom.tck.client.Capability;
import io.cloakroom.tck.client.ConcurrentTasks;
import io.cloakroom.tck.model.KeyRace;
import io.cloakroom.tck.model.OtherDefaults;
import io.cloakroom.tck.model.Seed;
import io.cloakroom.tck.model.Sequences;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * P25 and P27: through two ports on one server, sequences of calls answer as a model of Redis does,
 * whatever their arguments. A failure names the clause that it breaks, and the few calls that show
 * it.
 *
 * <p>{@link Seed} says how to run the calls of an earlier run again, and for longer.
 */
interface ModelClauses extends PortClauses {

  int THREADS = 16;
  int LENGTH = 60;
  int RACES = 150;

  @Test
  default void P27_valuesOfAnySizeAndKindComeBackByEveryMethod() {
    port().ports().run(Sequences.ofValues(Seed.next()));
  }

  @Test
  default void P27_valuesThatFillABufferComeBack() {
    port().ports().run(Sequences.ofFullBuffers(Seed.next()));
  }

  @Test
  default void P27_ttlsOfAnyLengthAreKeptByEveryMethod() {
    port().ports().run(Sequences.ofTtls(Seed.next()));
  }

  @Test
  default void P27_keysOfAnyTextAreToldApartByEveryMethod() {
    port().ports().run(Sequences.ofNames(Seed.next()));
  }

  @Test
  default void P27_anyNumberOfKeysIsReadScannedAndDeleted() {
    port().ports().run(Sequences.ofCounts(Seed.next()));
  }

  /** Which digits numbers are written with, and what becomes of an {@code I}. */
  @Test
  default void P27_noLocaleMakesADifference() {
    OtherDefaults.each(place -> port().ports().run(Sequences.atRandom(Seed.next(), LENGTH)));
  }

  @Test
  default void P25_whatOneServerHasReadAnotherOneChanges() {
    port().ports().run(Sequences.ofTwoPorts(Seed.next()));
  }

  @Test
  default void P25_anySequenceOverTwoPortsAnswersAsRedisDoes() {
    long first = Seed.next();
    int runs = Seed.times(20);
    for (int run = 0; run < runs; run++) {
      port().ports().run(Sequences.atRandom(first + run, LENGTH));
    }
  }

  @Test
  default void P21_callsOnOneKeyAreCarriedOutOneAtATime() throws Exception {
    KeyRace.run(port().ports(), Seed.next(), Seed.times(RACES));
  }

  @Test
  default void P21_sequencesOfManyThreadsAnswerAsIfEachRanAlone() throws Exception {
    port().needs(Capability.SERVER);
    long first = Seed.next();
    ConcurrentTasks.run(
        IntStream.range(0, THREADS)
            .<Callable<Void>>mapToObj(
                thread ->
                    () -> {
                      port().ports().run(Sequences.atRandom(first + thread, LENGTH));
                      return null;
                    })
            .toList());
  }
}
