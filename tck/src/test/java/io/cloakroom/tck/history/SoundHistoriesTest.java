package io.cloakroom.tck.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The checker raises no false alarm: histories of a session that really does one thing after
 * another, seen by clients whose calls begin earlier, end later, or fail, are found to be right.
 */
class SoundHistoriesTest {

  private static final int CLIENTS = 5;

  @Test
  void whatReallyHappenedIsExplained() {
    long first = new Random().nextLong();
    for (long seed = first; seed < first + 500; seed++) {
      List<Operation> history = new Reality(new Random(seed)).history(40);

      assertThat(HistoryChecker.check(history, List.of())).as("seed %d", seed).isEmpty();
    }
  }

  @Test
  void whatFailoversHaveUndoneIsExplained() {
    long first = new Random().nextLong();
    for (long seed = first; seed < first + 100; seed++) {
      Reality reality = new Reality(new Random(seed)).withFailovers();
      List<Operation> history = reality.history(40);

      assertThat(HistoryChecker.check(history, reality.losses)).as("seed %d", seed).isEmpty();
    }
  }

  @Test
  void withoutAFailoverALossIsMostlyNotExplained() {
    Random random = new Random(1);
    int failovers = 0;
    int noticed = 0;
    while (failovers < 200) {
      Reality reality = new Reality(random).withFailovers();
      List<Operation> history = reality.history(40);
      if (!reality.losses.isEmpty()) {
        failovers++;
        noticed += HistoryChecker.check(history, List.of()).isPresent() ? 1 : 0;
      }
    }
    assertThat(noticed).isGreaterThan(40);
  }

  @Test
  void oneAnswerThatIsWrongIsMostlyNoticed() {
    Random random = new Random(1);
    int noticed = 0;
    for (int i = 0; i < 200; i++) {
      List<Operation> history = new Reality(random).history(40);
      noticed += HistoryChecker.check(spoil(history, random), List.of()).isPresent() ? 1 : 0;
    }
    assertThat(noticed).isGreaterThan(150);
  }

  /** Makes an operation that found the session forget what the last change before it was. */
  private static List<Operation> spoil(List<Operation> history, Random random) {
    List<Operation> found =
        history.stream().filter(each -> each.answer() instanceof Outcome.Found).toList();
    Operation spoilt = found.get(random.nextInt(found.size()));
    Outcome wrong =
        random.nextBoolean() ? new Outcome.Gone() : new Outcome.Found(Map.of("a", "s1v0"));
    List<Operation> changed = new ArrayList<>(history);
    changed.set(
        history.indexOf(spoilt),
        new Operation(
            spoilt.client(),
            spoilt.verb(),
            spoilt.id(),
            spoilt.changes(),
            spoilt.newId(),
            wrong,
            spoilt.start(),
            spoilt.end()));
    return changed;
  }

  /** One session, in the order in which things happened to it. */
  private static final class Reality {

    private final Random random;
    private final List<Operation> history = new ArrayList<>();
    private final long[] freeFrom = new long[CLIENTS];
    private final Set<Long> taken = new TreeSet<>();
    private final List<String> ids = new ArrayList<>(List.of("id0"));
    private final Set<String> removed = new TreeSet<>();
    private final TreeMap<Long, SessionCopies> past = new TreeMap<>();
    private final TreeMap<Long, Operation> renamings = new TreeMap<>();
    private final List<AllowedLoss> losses = new ArrayList<>();
    private SessionCopies content = SessionCopies.NONE;
    private int values;
    private boolean dying;

    Reality(Random random) {
      this.random = random;
    }

    Reality withFailovers() {
      dying = true;
      return this;
    }

    List<Operation> history(int length) {
      happen(0, Verb.CREATE, "id0", all(), "", 1_000);
      past.put(1_000L, content);
      for (int i = 1; i < length; i++) {
        Verb verb = verb();
        String id = ids.get(random.nextInt(4) == 0 ? random.nextInt(ids.size()) : ids.size() - 1);
        String newId = verb == Verb.REGENERATE ? "id" + ids.size() : "";
        boolean changes = verb == Verb.UPDATE || verb == Verb.REGENERATE;
        happen(random.nextInt(CLIENTS), verb, id, changes ? change() : Map.of(), newId, i * 1_000L);
        past.put(i * 1_000L, content);
        if (dying && random.nextInt(20) == 0) {
          dies(i * 1_000L + 500);
        }
      }
      return history;
    }

    /** Takes the replica's word for it, which stands at some moment of the last few. */
    private void dies(long moment) {
      long since =
          free(
              Math.max(
                  losses.isEmpty() ? 1_001 : losses.get(losses.size() - 1).until(),
                  moment - random.nextInt(6_000)));
      long cut = since + (long) (random.nextDouble() * (moment - since));
      SessionCopies reached = at(cut);
      for (Map.Entry<Long, Operation> each : renamings.subMap(cut, moment).entrySet()) {
        Operation renaming = each.getValue();
        if (renaming.start() < cut && random.nextBoolean()) {
          SessionCopies copied = at(Math.max(renaming.start(), cut - random.nextInt(1_000)));
          reached = reached.halfway(renaming, copied).orElse(reached);
        }
      }
      content = content.undoneTo(reached, id -> true);
      losses.add(new AllowedLoss(since, free(moment), id -> true));
      past.put(moment, content);
    }

    private SessionCopies at(long moment) {
      Map.Entry<Long, SessionCopies> latest = past.floorEntry(moment);
      return latest == null ? SessionCopies.NONE : latest.getValue();
    }

    private Verb verb() {
      int choice = random.nextInt(100);
      return choice < 35
          ? Verb.LOAD
          : choice < 80
              ? Verb.UPDATE
              : choice < 88 ? Verb.REGENERATE : choice < 97 ? Verb.TOUCH : Verb.DESTROY;
    }

    private void happen(
        int client,
        Verb verb,
        String id,
        Map<String, Optional<String>> changes,
        String newId,
        long moment) {
      if (freeFrom[client] >= moment) {
        return;
      }
      boolean created = verb == Verb.CREATE;
      long start = created ? moment : free(between(freeFrom[client], moment));
      boolean fails = !created && random.nextInt(5) == 0;
      boolean happens = !fails || random.nextBoolean();
      Outcome answer = happens ? carryOut(verb, id, changes, newId) : new Outcome.Unknown();
      long end = free(moment + (created ? 1 : 1 + random.nextInt(5_000)));
      freeFrom[client] = end;
      Operation operation =
          new Operation(
              client,
              verb,
              id,
              changes,
              newId,
              fails ? new Outcome.Unknown() : answer,
              start,
              fails ? Operation.NEVER : end);
      history.add(operation);
      if (verb == Verb.REGENERATE && operation.sawItAlive()) {
        renamings.put(moment, operation);
      }
    }

    private Outcome carryOut(
        Verb verb, String id, Map<String, Optional<String>> changes, String newId) {
      if (verb != Verb.CREATE && !content.copies().containsKey(id)) {
        return new Outcome.Gone();
      }
      Operation trial =
          new Operation(0, verb, id, changes, newId, new Outcome.Done(), 0, Operation.NEVER);
      content = content.after(trial).orElseThrow();
      if (verb == Verb.REGENERATE) {
        ids.add(newId);
      }
      return verb == Verb.TOUCH || verb == Verb.DESTROY
          ? new Outcome.Done()
          : new Outcome.Found(content.copies().get(newId.isEmpty() ? id : newId));
    }

    private Map<String, Optional<String>> all() {
      return Map.of("a", value(), "b", value(), "c", value());
    }

    private Map<String, Optional<String>> change() {
      String name = List.of("a", "b", "c").get(random.nextInt(3));
      return random.nextInt(10) == 0 && removed.add(name)
          ? Map.of(name, Optional.empty())
          : Map.of(name, value());
    }

    private Optional<String> value() {
      return Optional.of("s1v" + values++);
    }

    private long between(long from, long to) {
      return Math.max(from + 1, to - random.nextInt(4_000));
    }

    /** A moment that no other has. */
    private long free(long moment) {
      long free = moment;
      while (!taken.add(free)) {
        free++;
      }
      return free;
    }
  }
}
