package io.cloakroom.tck.store.model;

import io.cloakroom.record.UnreadableRecordException;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.tck.store.model.ModelSession.Facts;
import io.cloakroom.tck.store.model.StoreStep.Meanwhile;
import io.cloakroom.tck.store.model.StoreStep.Verb;
import java.time.Duration;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Carries out the verbs that save, and compares what becomes of each with the model. */
final class StoreVerbs {

  private final StoreModelWorld world;
  private final StoreMeanwhile others;
  private final IntConsumer letGo;

  /**
   * @param letGo takes a holder out of the run of whom nobody can say any more what they see
   */
  StoreVerbs(StoreModelWorld world, IntConsumer letGo) {
    this.world = world;
    this.others = new StoreMeanwhile(world);
    this.letGo = letGo;
  }

  private void letGo(int holder) {
    letGo.accept(holder);
  }

  void create(int slot, ModelHolder holder) {
    boolean ended = holder.facts().haveEnded();
    boolean taken = world.model.containsKey(holder.number());
    SaveOutcome expected =
        ended ? SaveOutcome.ENDED : taken ? SaveOutcome.ID_IN_USE : SaveOutcome.SAVED;
    world.require("S3", expected, world.store(slot).create(holder.session()));
    if (expected == SaveOutcome.SAVED) {
      world.write(holder, holder.number());
    }
  }

  void save(StoreStep.Save save, ModelHolder holder) {
    BlockingSessionStore store = world.store(save.holder());
    if (save.verb() == Verb.SET) {
      set(store, holder);
      return;
    }
    if (holder.isNew()) {
      if (!refuses(() -> store.update(holder.session()))) {
        throw Violations.of("S8", "update of a new session was not refused");
      }
      return;
    }
    if (isAmbiguous(holder, save.meanwhile())) {
      return;
    }
    boolean always = save.verb() == Verb.RESAVE;
    if (holder.facts().haveEnded()) {
      if (isUnreadable(holder.number())) {
        requireUnreadable(save.holder(), () -> saved(store, holder, always));
        return;
      }
      boolean there = world.model.remove(holder.number()) != null;
      SaveOutcome expected = there ? SaveOutcome.ENDED : SaveOutcome.GONE;
      world.require("S7", expected, saved(store, holder, always));
      return;
    }
    if (!holder.isChanged() && !always) {
      boolean stale = world.isStale(holder);
      world.require("S36", SaveOutcome.UNCHANGED, saved(store, holder, false));
      if (stale) {
        letGo(save.holder());
      }
      return;
    }
    settle(
        save.holder(),
        holder,
        holder.number(),
        () ->
            others.during(
                save.holder(),
                holder.number(),
                save.meanwhile(),
                during -> saved(during, holder, always)));
  }

  private static SaveOutcome saved(BlockingSessionStore store, ModelHolder holder, boolean always) {
    return always ? store.resave(holder.session()) : store.update(holder.session());
  }

  private boolean isUnreadable(int number) {
    ModelSession there = world.model.get(number);
    return there != null && !there.isReadable();
  }

  /** What has ended is removed only if nothing has changed it, and this can't be told here. */
  private void requireUnreadable(int slot, Supplier<SaveOutcome> save) {
    SaveOutcome outcome;
    try {
      outcome = save.get();
    } catch (UnreadableRecordException e) {
      letGo(slot);
      return;
    }
    throw Violations.of("S33", "a record that can't be read was removed: " + outcome, null);
  }

  /** Compares what became of a save that others may have disturbed. */
  private void settle(int slot, ModelHolder holder, int newNumber, Supplier<SaveOutcome> save) {
    String clause = newNumber == holder.number() ? "S10" : "S24";
    SaveOutcome outcome;
    try {
      outcome = save.get();
    } catch (UnreadableRecordException e) {
      if (!isUnreadable(holder.number())) {
        throw Violations.of("S33", "a save called a sound record unreadable", e);
      }
      letGo(slot);
      return;
    }
    ModelSession there = world.model.get(holder.number());
    if (there == null) {
      world.require(clause, SaveOutcome.GONE, outcome);
      if (others.acted()) {
        letGo(slot);
      }
      return;
    }
    if (!there.isReadable()) {
      throw Violations.of("S33", "a record that can't be read was overwritten: " + outcome, null);
    }
    if (there.version() != holder.version()) {
      holder.rebase(there);
    }
    if (newNumber == holder.number() && holder.facts().haveEnded()) {
      world.model.remove(newNumber);
      world.require("S7", SaveOutcome.ENDED, outcome);
      return;
    }
    world.require(clause, SaveOutcome.SAVED, outcome);
    if (newNumber != holder.number()) {
      world.retire(holder.number());
    }
    world.write(holder, newNumber);
  }

  private void set(BlockingSessionStore store, ModelHolder holder) {
    if (holder.facts().haveEnded()) {
      boolean there = world.model.remove(holder.number()) != null;
      SaveOutcome expected = there ? SaveOutcome.ENDED : SaveOutcome.GONE;
      world.require("S7", expected, store.set(holder.session()));
      return;
    }
    world.require("S3", SaveOutcome.SAVED, store.set(holder.session()));
    world.write(holder, holder.number());
  }

  void rename(StoreStep.Rename rename, ModelHolder holder) {
    int newNumber = rename.newSession();
    if (isAmbiguous(holder, rename.meanwhile())
        || (holder.isNew() && holder.number() == newNumber)
        || rename.meanwhile().stream().anyMatch(deed -> deed.takes(newNumber))) {
      return;
    }
    BlockingSessionStore store = world.store(rename.holder());
    boolean taken = world.model.containsKey(newNumber) || newNumber == holder.number();
    if (newNumber != holder.number() && holder.facts().haveEnded()) {
      if (!holder.isNew() && isUnreadable(holder.number())) {
        requireUnreadable(
            rename.holder(), () -> store.regenerate(holder.session(), world.id(newNumber)));
        return;
      }
      if (!holder.isNew()) {
        world.model.remove(holder.number());
      }
      world.require(
          "S7", SaveOutcome.ENDED, store.regenerate(holder.session(), world.id(newNumber)));
      letGo(rename.holder());
      return;
    }
    if (taken) {
      world.require(
          "S24", SaveOutcome.ID_IN_USE, store.regenerate(holder.session(), world.id(newNumber)));
      letGo(rename.holder());
      return;
    }
    if (holder.isNew()) {
      world.require(
          "S24", SaveOutcome.SAVED, store.regenerate(holder.session(), world.id(newNumber)));
      world.write(holder, newNumber);
      return;
    }
    settle(
        rename.holder(),
        holder,
        newNumber,
        () ->
            others.during(
                rename.holder(),
                holder.number(),
                rename.meanwhile(),
                during -> during.regenerate(holder.session(), world.id(newNumber))));
  }

  /** Whether a session has ended may depend on the idle interval that others store meanwhile. */
  private boolean isAmbiguous(ModelHolder holder, List<Meanwhile> meanwhile) {
    return (world.isStale(holder) || !meanwhile.isEmpty())
        && holder.facts().maxAge().filter(Duration::isZero).isPresent();
  }

  void again(StoreStep.Again again, ModelHolder holder) {
    int newNumber = again.newSession();
    boolean gone = !world.model.containsKey(holder.number());
    if (holder.isNew() || !gone || holder.isUnsure() || world.model.containsKey(newNumber)) {
      return;
    }
    holder.beginAgain(newNumber);
    boolean ended = holder.facts().haveEnded();
    SaveOutcome expected =
        holder.hasNothingSet() ? SaveOutcome.GONE : ended ? SaveOutcome.ENDED : SaveOutcome.SAVED;
    world.require(
        "S10",
        expected,
        world
            .store(again.holder())
            .recreate(holder.session(), world.id(newNumber), StoreModelWorld.COOKIE));
    if (expected == SaveOutcome.SAVED) {
      world.requireThatItBeganNow(holder.session());
      world.write(holder, newNumber);
    } else {
      letGo(again.holder());
    }
  }

  void touch(int slot, ModelHolder holder) {
    Facts facts = holder.storedFacts();
    ModelSession there = world.model.get(holder.number());
    boolean expected = there != null && !facts.haveEnded();
    boolean touched = world.store(slot).touch(holder.session());
    if (touched != expected) {
      throw Violations.of(
          "S17", "touch of a session that %s there is %s".formatted(is(there), touched), null);
    }
    if (there != null && expected) {
      world.model.put(holder.number(), there.expiringAfter(facts.ttl(), world.stepBegan()));
    }
  }

  private static String is(@Nullable ModelSession there) {
    return there == null ? "is not" : "is";
  }

  private static boolean refuses(Runnable call) {
    try {
      call.run();
      return false;
    } catch (IllegalArgumentException e) {
      return true;
    }
  }
}
