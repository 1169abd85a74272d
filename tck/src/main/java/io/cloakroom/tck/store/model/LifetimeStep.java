package io.cloakroom.tck.store.model;

import io.cloakroom.tck.model.Sequence;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What is done to a session about whose life the options of its store decide. */
public enum LifetimeStep {
  BEGIN,
  LOAD,
  LOAD_TOUCHING,
  TOUCH,
  CHANGE,
  SAVE_UNCHANGED,
  RESAVE,
  SET,
  /** A session that is there is to begin. */
  CREATE_AGAIN,
  RENAME,
  LONG_AGE,
  SHORT_AGE,
  NO_AGE,
  /** The key has a minute left. */
  LEAVE_LITTLE,
  /** The key has had two minutes of its TTL. */
  LEAVE_MOST,
  /** The key has more left than any option here gives, as under other options before. */
  LEAVE_MORE,
  /** The key has no TTL, as {@code PERSIST} leaves it. */
  LEAVE_FOR_EVER,
  /** It is later, for the store. */
  TIME_PASSES,
  /** It is later by less than an entry in the index of users is left alone for. */
  MOMENTS_PASS,
  OTHER_CHANGES,
  OTHER_ENDS;

  /** How often time passes, and how often the session is used, for once of everything else. */
  private static final int OFTEN = 5;

  private static final Set<LifetimeStep> FREQUENT =
      EnumSet.of(TIME_PASSES, MOMENTS_PASS, LOAD_TOUCHING);

  private static final List<LifetimeStep> CHOICES =
      Stream.of(values())
          .flatMap(step -> Collections.nCopies(FREQUENT.contains(step) ? OFTEN : 1, step).stream())
          .toList();

  /** Makes a sequence. The same seed makes the same one. */
  public static Sequence<LifetimeStep> atRandom(LifetimeOptions options, long seed, int length) {
    Random random = new Random(seed);
    List<LifetimeStep> steps =
        IntStream.range(0, length)
            .mapToObj(i -> CHOICES.get(random.nextInt(CHOICES.size())))
            .toList();
    return Sequence.ofSeed("the life of a session, with " + options, seed, steps);
  }
}
