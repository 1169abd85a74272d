package io.cloakroom.tck.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.Session;
import io.cloakroom.tck.client.ConcurrentTasks;
import io.cloakroom.tck.model.OtherDefaults;
import io.cloakroom.tck.model.Seed;
import io.cloakroom.tck.store.fixture.StoreClauses;
import io.cloakroom.tck.store.fixture.StoreForm;
import io.cloakroom.tck.store.fixture.StoreForm.Option;
import io.cloakroom.tck.store.model.LargeRecordSteps;
import io.cloakroom.tck.store.model.LifetimeOptions;
import io.cloakroom.tck.store.model.LifetimeRun;
import io.cloakroom.tck.store.model.LifetimeStep;
import io.cloakroom.tck.store.model.StoreModelRun;
import io.cloakroom.tck.store.model.StoreSteps;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/**
 * S46 and S50: sequences of every verb, by several holders on two servers and while others act,
 * leave in Redis what a model of the store says, in whatever form the records are. A failure names
 * the clause that it breaks, and the few steps that show it.
 */
interface StoreModelClauses extends StoreClauses {

  int SCENES = 48;

  int LIVES = 60;

  /** The records that are looked at by other locales: those of the first forms. */
  int FORMS = 2;

  /** Threads, and how many sessions each of them has. */
  int VISITORS = 8;

  int VISITS = 20;

  /** The size of a large record: beyond a MiB. */
  int LARGE = 1_050_000;

  @Test
  default void S50_anySequenceOfVerbsLeavesWhatTheModelSays() {
    run(StoreForm.all().stream().filter(form -> !form.has(Option.ENCRYPTED)).toList());
  }

  @Test
  default void S46_anySequenceOfVerbsShowsNothingThatIsToBeEncrypted() {
    run(StoreForm.all().stream().filter(form -> form.has(Option.ENCRYPTED)).toList());
  }

  /** Servers, clients and stores begin to treat a value otherwise at some size. */
  @Test
  default void S50_aLargeRecordIsTreatedAsASmallOneIs() {
    List<Set<Option>> options = List.of(Set.of(), Set.of(Option.ENCRYPTED));
    List<StoreForm> large =
        options.stream()
            .flatMap(
                all -> StoreForm.all().stream().filter(form -> form.options().equals(all)).limit(1))
            .toList();
    for (int i = 0; i < large.size(); i++) {
      StoreForm form = large.get(i);
      LargeRecordSteps.of(form.toString(), Seed.next() + i, LARGE)
          .run(() -> new StoreModelRun(kit(), form));
    }
  }

  /** Ciphers, compressors and serializers are not all made for several threads. */
  @Test
  default void S50_threadsOfOneStoreReadWhatTheyWroteInWhateverForm() throws Exception {
    for (StoreForm form : StoreForm.all()) {
      BlockingSessionStore store = kit().store(options -> form.applyTo(options, 0));
      Callable<Boolean> visitor =
          () -> {
            for (int visit = 0; visit < VISITS; visit++) {
              Session session = kit().session();
              session.set("own", session.id().value().repeat(20));
              store.create(session);
              session.set("visit", visit);
              store.update(session);
              assertThat(store.get(session.id()).orElseThrow().attributes())
                  .as("what a thread wrote to a store of the form %s", form)
                  .isEqualTo(session.attributes());
            }
            return true;
          };
      ConcurrentTasks.run(Collections.nCopies(VISITORS, visitor));
    }
  }

  @Test
  default void S50_noLocaleAndNoTimeZoneMakesADifference() {
    OtherDefaults.each(place -> run(StoreForm.all().subList(0, FORMS)));
  }

  /** The options that decide about a session's life, in every combination. */
  @Test
  default void S50_anySequenceUnderAnyOptionsLeavesTheTtlThatTheyPromise() {
    List<LifetimeOptions> all = LifetimeOptions.all();
    for (int i = 0; i < all.size(); i++) {
      LifetimeOptions options = all.get(i);
      LifetimeStep.atRandom(options, Seed.next() + i, Seed.times(LIVES))
          .run(() -> new LifetimeRun(kit(), options));
    }
  }

  private void run(List<StoreForm> forms) {
    long first = Seed.next();
    for (int run = 0; run < Seed.times(1); run++) {
      for (int i = 0; i < forms.size(); i++) {
        StoreForm form = forms.get(i);
        StoreSteps.atRandom(form.toString(), first + (long) run * forms.size() + i, SCENES)
            .run(() -> new StoreModelRun(kit(), form));
      }
    }
  }
}
