package io.cloakroom.tck.store.model;

import io.cloakroom.tck.model.Sequence;
import io.cloakroom.tck.store.model.StoreStep.Deed;
import io.cloakroom.tck.store.model.StoreStep.Meanwhile;
import io.cloakroom.tck.store.model.StoreStep.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Every verb over a session whose record is large, which some part may treat otherwise. */
public final class LargeRecordSteps {

  private final List<StoreStep> steps = new ArrayList<>();

  private LargeRecordSteps() {}

  /**
   * Makes a sequence.
   *
   * @param size how many bytes a record has at least
   */
  public static Sequence<StoreStep> of(String form, long seed, int size) {
    LargeRecordSteps made = new LargeRecordSteps();
    made.everyVerb(text(new Random(seed), size));
    return Sequence.ofSeed("steps over large records, " + form, seed, made.steps);
  }

  /** A text of so many bytes, which no compression makes much shorter. */
  private static String text(Random random, int bytes) {
    StringBuilder text = new StringBuilder();
    while (text.length() < bytes) {
      text.append((char) (' ' + random.nextInt(95)));
    }
    return text.toString();
  }

  private void everyVerb(String text) {
    add(
        new StoreStep.Begin(0, 0),
        new StoreStep.Put(0, "user", "ada"),
        new StoreStep.Put(0, "large", text),
        new StoreStep.Put(0, "list", new ArrayList<>(List.of("first"))),
        new StoreStep.Create(0));
    save(0, Verb.UPDATE);
    // holder 0 assumes the usual maxAge when it touches; nothing is corrected after that
    add(new StoreStep.Shorten(0), new StoreStep.Load(0, 0, true));
    add(new StoreStep.Shorten(0), new StoreStep.Load(1, 0, false));
    save(0, Verb.UPDATE);
    save(0, Verb.RESAVE);
    add(new StoreStep.Append(0, "list", "in place"), new StoreStep.Put(1, "b", "by another"));
    save(0, Verb.UPDATE);
    save(1, Verb.UPDATE);
    add(new StoreStep.Put(0, "a", "once more"));
    save(0, Verb.UPDATE, new Meanwhile(Deed.COUNT, "count", 7));
    add(new StoreStep.Shorten(0), new StoreStep.Touch(0), new StoreStep.Count(0, "count", 3));
    add(new StoreStep.Rename(0, 1, List.of(new Meanwhile(Deed.PUT, "b", 5))));
    add(new StoreStep.Put(0, "large", text + "!"));
    save(0, Verb.SET);
    add(new StoreStep.Remove(0, "large"));
    save(0, Verb.UPDATE);
    add(new StoreStep.Destroy(1));
  }

  private void save(int holder, Verb verb, Meanwhile... meanwhile) {
    add(new StoreStep.Save(holder, verb, List.of(meanwhile)));
  }

  private void add(StoreStep... more) {
    steps.addAll(List.of(more));
  }
}
