package io.cloakroom.tck.store.model;

import io.cloakroom.record.UnreadableRecordException;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.tck.model.SequenceRun;
import io.cloakroom.tck.store.fixture.StoreForm;
import io.cloakroom.tck.store.fixture.StoreForm.Option;
import io.cloakroom.tck.store.fixture.StoreUnderTest;
import io.cloakroom.tck.store.fixture.TouchingRead;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Carries out a sequence of steps over stores, and compares each with the model. */
public final class StoreModelRun implements SequenceRun<StoreStep> {

  private static final Duration SHORT = Duration.ofSeconds(777);

  private final StoreModelWorld world;
  private final StoreVerbs verbs;
  private final StoreWalks walks;
  private final StoreInspection inspection;
  private final StoreDamage damage;
  private final Map<Integer, ModelHolder> holders = new HashMap<>();

  public StoreModelRun(StoreUnderTest kit, StoreForm form) {
    this.world = new StoreModelWorld(kit, form);
    this.verbs = new StoreVerbs(world, holders::remove);
    this.inspection = new StoreInspection(world);
    this.damage = new StoreDamage(world);
    this.walks = new StoreWalks(world, inspection);
  }

  @Override
  public void step(StoreStep step) {
    world.beginStep();
    try {
      carryOut(step);
    } catch (UnreadableRecordException e) {
      throw Violations.of("S33", "a sound record was called unreadable: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      throw Violations.of("S50", step + " failed: " + e, e);
    }
    for (ModelHolder holder : holders.values()) {
      inspection.compareHeld(holder);
    }
    if (!step.isInMemory()) {
      inspection.compare();
    }
  }

  private void carryOut(StoreStep step) {
    if (step instanceof StoreStep.Begin begin) {
      Session session = Session.create(world.id(begin.session()), StoreModelWorld.COOKIE);
      holders.put(begin.holder(), ModelHolder.begun(session, begin.session()));
    } else if (step instanceof StoreStep.Ensure ensure) {
      ensure(ensure.session(), ensure.user());
    } else if (step instanceof StoreStep.Load load) {
      load(load);
    } else if (step instanceof StoreStep.Destroy destroy) {
      walks.destroy(destroy.session());
    } else if (step instanceof StoreStep.Retire retire) {
      walks.retire(retire.session());
    } else if (step instanceof StoreStep.DestroyAll all) {
      walks.destroyAll(all);
    } else if (step instanceof StoreStep.ClearAll) {
      walks.clear();
    } else if (step instanceof StoreStep.Walk) {
      walks.walk();
    } else if (step instanceof StoreStep.Shorten shorten) {
      world.model.computeIfPresent(
          shorten.session(),
          (number, there) -> {
            Duration own = there.facts().ttl(); // more would say that it was used long ago
            Duration left = own.compareTo(SHORT) < 0 ? own : SHORT;
            world.expire(number, left);
            return there.expiringAfter(left, world.stepBegan());
          });
    } else if (step instanceof StoreStep.Expire expire) {
      if (world.model.remove(expire.session()) != null) {
        world.expire(expire.session(), Duration.ofMillis(1));
        world.pass(Duration.ofMillis(10));
      }
    } else if (step instanceof StoreStep.Spoil spoil) {
      damage.spoil(spoil);
    } else if (step instanceof StoreStep.Rotate) {
      world.rotate();
    } else {
      change(step);
    }
  }

  private void change(StoreStep step) {
    if (step instanceof StoreStep.Put put) {
      held(put.holder(), holder -> holder.put(put.name(), put.value()));
    } else if (step instanceof StoreStep.Remove remove) {
      held(remove.holder(), holder -> holder.remove(remove.name()));
    } else if (step instanceof StoreStep.Clear clear) {
      held(clear.holder(), ModelHolder::clear);
    } else if (step instanceof StoreStep.Revert revert) {
      held(revert.holder(), ModelHolder::revert);
    } else if (step instanceof StoreStep.Append append) {
      held(append.holder(), holder -> holder.append(append.name(), append.element()));
    } else if (step instanceof StoreStep.Count count) {
      held(count.holder(), holder -> holder.count(count.name(), count.by()));
    } else if (step instanceof StoreStep.MaxAge maxAge) {
      held(maxAge.holder(), holder -> holder.maxAge(maxAge.maxAge()));
    } else if (step instanceof StoreStep.Idle idle) {
      held(idle.holder(), holder -> holder.idle(idle.interval()));
    } else if (step instanceof StoreStep.Create create) {
      held(create.holder(), holder -> verbs.create(create.holder(), holder));
    } else if (step instanceof StoreStep.Save save) {
      held(save.holder(), holder -> verbs.save(save, holder));
    } else if (step instanceof StoreStep.Rename rename) {
      held(rename.holder(), holder -> verbs.rename(rename, holder));
    } else if (step instanceof StoreStep.Again again) {
      held(again.holder(), holder -> verbs.again(again, holder));
    } else if (step instanceof StoreStep.Touch touch) {
      held(touch.holder(), holder -> verbs.touch(touch.holder(), holder));
    }
  }

  private void held(int number, Consumer<ModelHolder> action) {
    ModelHolder holder = holders.get(number);
    if (holder != null) {
      action.accept(holder);
    }
  }

  private void ensure(int number, String user) {
    ModelSession there = world.model.get(number);
    if (there == null || !there.isReadable()) {
      Session session = Session.create(world.id(number), StoreModelWorld.COOKIE);
      ModelHolder holder = ModelHolder.begun(session, number);
      holder.put("user", user);
      world.require("S3", SaveOutcome.SAVED, world.store(1).set(session));
      world.write(holder, number);
    }
  }

  private void load(StoreStep.Load load) {
    int number = load.session();
    holders.remove(load.holder());
    ModelSession there = world.model.get(number);
    BlockingSessionStore store = world.store(load.holder());
    Optional<Session> found =
        load.touching()
            ? TouchingRead.of(number + load.holder() * 2)
                .of(store, world.id(number), assumed(load, there))
            : untouched(load, store, there);
    if (there == null || !there.isReadable()) {
      if (found.isPresent()) {
        throw Violations.of(
            there == null ? "S3" : "S33", "session " + number + " was found, and is not there");
      }
      if (there != null && load.touching()) {
        world.forgetTtl(number);
      }
      return;
    }
    Session session =
        found.orElseThrow(() -> Violations.of("S50", "session " + number + " was not found"));
    ModelSession begun = world.learnCreation(number, session);
    if (load.touching()) {
      world.model.put(number, begun.expiringAfter(begun.facts().ttl(), world.stepBegan()));
    }
    holders.put(load.holder(), ModelHolder.loaded(session, number, begun));
  }

  /** A session is the same whether it comes by its id, by a walk or by its user. */
  private Optional<Session> untouched(
      StoreStep.Load load, BlockingSessionStore store, @Nullable ModelSession there) {
    SessionId id = world.id(load.session());
    int way = (load.session() + load.holder()) % 3;
    if (there == null || !there.isReadable() || world.form().has(Option.HASHED) || way == 0) {
      return store.get(id);
    }
    String user = there.user();
    Stream<Session> listed =
        way == 1 && world.form().has(Option.INDEXED) && user != null && !user.isBlank()
            ? store.findByUser(user).stream()
            : store.all();
    return listed.filter(session -> session.id().equals(id)).findFirst();
  }

  /** What the application takes for the maxAge of its sessions, rightly or not. */
  private static @Nullable Duration assumed(StoreStep.Load load, @Nullable ModelSession there) {
    return switch ((load.session() + load.holder()) % 4) {
      case 0 -> null;
      case 1 -> Duration.ofSeconds(100 + load.session());
      case 2 -> Duration.ofDays(400);
      default -> there == null ? null : there.facts().maxAge().orElse(null);
    };
  }

  @Override
  public void end() {
    walks.walk();
  }

  @Override
  public void close() {
    world.close();
  }
}
