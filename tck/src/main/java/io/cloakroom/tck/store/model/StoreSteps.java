package io.cloakroom.tck.store.model;

import io.cloakroom.tck.model.Sequence;
import io.cloakroom.tck.model.ShuffledChoices;
import io.cloakroom.tck.store.model.StoreStep.Damage;
import io.cloakroom.tck.store.model.StoreStep.Meanwhile;
import io.cloakroom.tck.store.model.StoreStep.Verb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** Makes sequences of steps over a store. The same seed makes the same steps. */
public final class StoreSteps {

  /** In the order in which a step draws among the first of them. */
  private static final List<Verb> VERBS = List.of(Verb.UPDATE, Verb.RESAVE, Verb.SET);

  private static final int HOLDERS = 4;

  private final Random random;
  private final long seed;
  private final ShuffledChoices<Damage> damages;
  private final ShuffledChoices<Integer> endings;
  private final ShuffledChoices<Runnable> scenes;
  private final List<StoreStep> steps = new ArrayList<>();
  private final StoreChanges changes;

  private StoreSteps(long seed) {
    this.seed = seed;
    this.random = new Random(seed);
    this.changes = new StoreChanges(random, steps);
    this.damages = new ShuffledChoices<>(List.of(Damage.values()), random);
    this.endings = new ShuffledChoices<>(IntStream.range(0, 6).boxed().toList(), random);
    this.scenes = new ShuffledChoices<>(allScenes(), random);
  }

  /** Makes a sequence of so many scenes: what somebody does by one request, or by a few. */
  public static Sequence<StoreStep> atRandom(String form, long seed, int scenes) {
    StoreSteps made = new StoreSteps(seed);
    made.changes.sessionsOf("ada", "ada:bob");
    made.changes.sessionsOfLikeUsers(seed);
    made.changes.sessionsOf(StoreChanges.LONG + "u", StoreChanges.LONG + "v");
    for (int session = 0; session < StoreModelWorld.SESSIONS; session++) {
      made.begin(made.holder(), session);
    }
    made.steps.addAll(StoreStep.DestroyAll.ofSome("ada", 0)); // no id was replaced yet
    for (int scene = 0; scene < scenes; scene++) {
      made.scenes.draw().run();
      if (scene % 4 == 3) {
        made.steps.add(new StoreStep.Walk());
      }
    }
    return Sequence.ofSeed("steps over a store, " + form, made.seed, made.steps);
  }

  /** What requests consist of; each comes before any comes again. */
  private List<Runnable> allScenes() {
    return List.of(
        () -> begin(holder(), session()),
        () -> changed(holder(), session(), Verb.UPDATE),
        () -> changed(holder(), session(), Verb.RESAVE),
        () -> changed(holder(), session(), Verb.SET),
        () -> unchanged(holder(), session()),
        this::unchangedAndLate,
        this::twoAtATime,
        this::disturbed,
        this::moved,
        () -> movedAndDisturbed(session(), changes.meanwhile(9)),
        this::touched,
        this::taken,
        this::endedMeanwhile,
        this::damaged,
        this::shortened,
        this::aMaxAgeForAWhile,
        () -> changed(holder(), rotated(), VERBS.get(random.nextInt(3))),
        () -> movedAndDisturbed(rotated(), changes.meanwhile(9)),
        this::seldom);
  }

  private void begin(int holder, int session) {
    steps.add(new StoreStep.Destroy(session));
    steps.add(new StoreStep.Begin(holder, session));
    steps.add(new StoreStep.Put(holder, "user", changes.user()));
    steps.add(new StoreStep.Put(holder, "secret", StoreModelWorld.SECRET));
    if (random.nextInt(3) == 0) {
      changes.oneOf(holder);
    }
    steps.add(
        random.nextInt(4) == 0
            ? new StoreStep.Save(holder, VERBS.get(random.nextInt(3)), List.of())
            : new StoreStep.Create(holder));
    steps.add(new StoreStep.Create(holder));
  }

  private void load(int holder, int session) {
    steps.add(new StoreStep.Ensure(session, random.nextBoolean() ? "ada" : changes.user()));
    steps.add(new StoreStep.Load(holder, session, random.nextBoolean()));
  }

  private void changed(int holder, int session, Verb verb) {
    load(holder, session);
    changes.of(holder);
    steps.add(new StoreStep.Save(holder, verb, List.of()));
    if (random.nextBoolean()) {
      changes.of(holder);
      steps.add(new StoreStep.Save(holder, Verb.UPDATE, List.of()));
    }
  }

  private void unchanged(int holder, int session) {
    load(holder, session);
    steps.add(new StoreStep.Shorten(session));
    steps.add(new StoreStep.Save(holder, Verb.UPDATE, List.of()));
    steps.add(new StoreStep.Save(holder, Verb.RESAVE, List.of()));
  }

  /** Who has changed nothing saves after others did, or while they do. */
  private void unchangedAndLate() {
    int session = session();
    load(0, session);
    load(1, session);
    changes.of(1);
    steps.add(new StoreStep.Save(1, Verb.UPDATE, List.of()));
    steps.add(new StoreStep.Save(0, Verb.RESAVE, List.of()));
    load(2, session);
    steps.add(new StoreStep.Save(2, Verb.RESAVE, changes.meanwhile(3)));
    steps.add(new StoreStep.Create(2));
  }

  private void twoAtATime() {
    int session = session();
    load(0, session);
    load(1, session);
    changes.of(0);
    changes.of(1);
    steps.add(new StoreStep.Save(0, Verb.UPDATE, List.of()));
    steps.add(new StoreStep.Save(1, VERBS.get(random.nextInt(3)), List.of()));
    changes.of(0);
    steps.add(new StoreStep.Save(0, Verb.UPDATE, List.of()));
  }

  private void disturbed() {
    int holder = holder();
    load(holder, session());
    changes.of(holder);
    steps.add(new StoreStep.Save(holder, VERBS.get(random.nextInt(2)), changes.meanwhile(6)));
  }

  private void moved() {
    int holder = holder();
    int session = session();
    int newSession = session();
    begin(holder(), session);
    if (random.nextInt(4) > 0) {
      steps.add(new StoreStep.Destroy(newSession));
    }
    renamed(holder, session, newSession, List.of());
    changes.of(holder);
    steps.add(new StoreStep.Save(holder, Verb.UPDATE, List.of()));
  }

  private void movedAndDisturbed(int session, List<Meanwhile> meanwhile) {
    int newSession = (session + 1) % StoreModelWorld.SESSIONS;
    steps.add(new StoreStep.Destroy(newSession));
    renamed(holder(), session, newSession, meanwhile);
  }

  private void renamed(int holder, int session, int newSession, List<Meanwhile> meanwhile) {
    load(holder, session);
    changes.of(holder);
    steps.add(new StoreStep.Rename(holder, newSession, meanwhile));
    steps.add(new StoreStep.Walk());
  }

  private void touched() {
    int holder = holder();
    int session = session();
    load(holder, session);
    if (random.nextBoolean()) {
      changes.oneOf(holder);
    }
    steps.add(new StoreStep.Shorten(session));
    steps.add(new StoreStep.Touch(holder));
  }

  private void taken() {
    int session = session();
    load(0, session);
    steps.add(new StoreStep.Begin(1, session));
    steps.add(new StoreStep.Put(1, "a", "x".repeat(random.nextInt(3_000))));
    steps.add(new StoreStep.Create(1));
    load(2, (session + 1) % StoreModelWorld.SESSIONS);
    steps.add(new StoreStep.Put(2, "a", "x".repeat(random.nextInt(3_000))));
    steps.add(new StoreStep.Rename(2, session, List.of()));
  }

  private void endedMeanwhile() {
    int holder = holder();
    int session = session();
    load(holder, session);
    changes.of(holder);
    switch (random.nextInt(3)) {
      case 0 -> steps.add(new StoreStep.Expire(session));
      case 1 -> steps.add(new StoreStep.Rename((holder + 1) % HOLDERS, session(), List.of()));
      default -> steps.add(new StoreStep.Destroy(session));
    }
    switch (endings.draw() % 5) {
      case 0 -> steps.add(new StoreStep.Touch(holder));
      case 1 -> steps.add(new StoreStep.Save(holder, Verb.SET, List.of()));
      case 2 -> steps.add(new StoreStep.Rename(holder, session(), List.of()));
      default -> {
        steps.add(new StoreStep.Save(holder, Verb.UPDATE, List.of()));
        int free = session();
        steps.add(new StoreStep.Destroy(free));
        steps.add(new StoreStep.Again(holder, free));
      }
    }
  }

  private void damaged() {
    int holder = holder();
    int session = session();
    begin(holder, session);
    load(holder, session);
    steps.add(new StoreStep.Spoil(session, damages.draw(), steps.size()));
    changes.of(holder);
    switch (endings.draw()) {
      case 0 -> steps.add(new StoreStep.Touch(holder));
      case 1 -> steps.add(new StoreStep.Save(holder, Verb.SET, List.of()));
      case 2 -> steps.add(new StoreStep.Rename(holder, (session + 1) % 4, List.of()));
      case 3 -> steps.add(new StoreStep.Save(holder, Verb.UPDATE, List.of()));
      case 4 -> load((holder + 1) % HOLDERS, session);
      default -> steps.add(new StoreStep.Destroy(session));
    }
    steps.add(new StoreStep.Walk());
  }

  private void shortened() {
    int session = session();
    steps.add(new StoreStep.Shorten(session));
    steps.add(new StoreStep.Load(holder(), session, false));
    steps.add(new StoreStep.Load(holder(), session, true));
    steps.add(new StoreStep.Shorten(session));
    changed(holder(), session, VERBS.get(random.nextInt(3)));
  }

  /** A maxAge is set and taken away again; what begins again after that has none either. */
  private void aMaxAgeForAWhile() {
    int holder = holder();
    int session = session();
    int free = (session + 1) % StoreModelWorld.SESSIONS;
    load(holder, session);
    steps.add(new StoreStep.MaxAge(holder, Optional.of(Duration.ofMinutes(20))));
    steps.add(new StoreStep.Save(holder, Verb.UPDATE, List.of()));
    if (random.nextBoolean()) {
      steps.add(new StoreStep.MaxAge(holder, Optional.empty()));
      steps.add(new StoreStep.Save(holder, Verb.UPDATE, List.of()));
    } else {
      steps.add(new StoreStep.Destroy(session));
      steps.add(new StoreStep.Destroy(free));
      steps.add(new StoreStep.Put(holder, "a", "again" + steps.size()));
      steps.add(new StoreStep.Save(holder, Verb.UPDATE, List.of()));
      steps.add(new StoreStep.Again(holder, free));
    }
  }

  /** A session whose record was written under a key that is retired now. */
  private int rotated() {
    int session = session();
    steps.addAll(List.of(new StoreStep.Ensure(session, changes.user()), new StoreStep.Rotate()));
    return session;
  }

  private void seldom() {
    switch (random.nextInt(3)) {
      case 0 -> steps.add(new StoreStep.ClearAll());
      case 1 -> steps.addAll(StoreStep.DestroyAll.ofSome(changes.user(), session()));
      default ->
          steps.addAll(
              List.of(
                  new StoreStep.Ensure(0, changes.user()),
                  new StoreStep.Retire(0),
                  new StoreStep.Retire(1)));
    }
    steps.add(new StoreStep.Walk());
  }

  private int holder() {
    return random.nextInt(HOLDERS);
  }

  private int session() {
    return random.nextInt(StoreModelWorld.SESSIONS);
  }
}
