package io.cloakroom.tck.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tck.client.LikeIds;
import io.cloakroom.tck.store.fault.WriteInterceptor;
import io.cloakroom.tck.store.fixture.StoreClauses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** S11, S24 and S41: other requests are faster several times in a row, and then not any more. */
@SuppressWarnings("unchecked") // the kit puts only texts into its lists
interface StoreRepeatedConflictClauses extends StoreClauses {

  @Test
  default void S41_howeverOftenOthersAreFasterEverybodysChangesCount() {
    Map<String, BiFunction<BlockingSessionStore, Session, SaveOutcome>> verbs =
        Map.of(
            "update", BlockingSessionStore::update,
            "resave", BlockingSessionStore::resave,
            "regenerate", (store, session) -> store.regenerate(session, LikeIds.next()));
    verbs.forEach(
        (verb, save) -> {
          for (int times = 1; times <= 4; times++) {
            assertEverybodysCount("%s after %s conflicts".formatted(verb, times), times, save);
          }
        });
  }

  private void assertEverybodysCount(
      String what, int times, BiFunction<BlockingSessionStore, Session, SaveOutcome> save) {
    Session mine = kit().session();
    for (String list : List.of("cart", "places")) {
      mine.set(list, new ArrayList<>(List.of("first")));
    }
    mine.set("draft", "old");
    kit().store().create(mine);
    mine = kit().load(mine.id());
    mine.update("cart", List.class, cart -> with(cart, "mine"));
    mine.update("visits", Integer.class, StoreFunctionClauses.COUNT);
    mine.set("colour", "green");
    mine.remove("draft");
    with((List<String>) Objects.requireNonNull(mine.get("places")), "here");
    List<Object> cart = new ArrayList<>(List.of("first", "mine"));
    Supplier<CompletionStage<?>> others = others(times, mine.id(), cart);

    assertThat(save.apply(kit().store(new WriteInterceptor(kit().client(), others), o -> {}), mine))
        .as(what)
        .isEqualTo(SaveOutcome.SAVED);

    Session stored = kit().load(mine.id());
    assertThat((List<Object>) stored.get("cart"))
        .as(what)
        .containsExactlyInAnyOrderElementsOf(cart);
    assertThat(stored.get("visits")).as(what).isEqualTo(cart.size() - 1);
    assertThat(stored.get("places")).as(what).isEqualTo(List.of("first", "here"));
    assertThat(stored.get("colour")).as(what).isEqualTo("green");
    assertThat(stored.names()).as(what).doesNotContain("draft");
    assertThat(mine.attributes())
        .as("%s, as its holder sees it", what)
        .isEqualTo(stored.attributes());
  }

  private Supplier<CompletionStage<?>> others(int times, SessionId id, List<Object> cart) {
    SessionStore store = kit().asynchronous(kit().client(), options -> {});
    AtomicInteger number = new AtomicInteger();
    return () -> {
      int next = number.incrementAndGet();
      return next > times
          ? CompletableFuture.completedStage(null)
          : store
              .get(id)
              .thenCompose(
                  found -> {
                    Session theirs = found.orElseThrow();
                    theirs.update("cart", List.class, list -> with(list, "other " + next));
                    theirs.update("visits", Integer.class, StoreFunctionClauses.COUNT);
                    cart.add("other " + next);
                    return store.update(theirs);
                  });
    };
  }

  private static List<String> with(List<String> list, String element) {
    list.add(element);
    return list;
  }
}
