package io.cloakroom.admin;

import io.cloakroom.admin.Seals.Purpose;
import io.cloakroom.session.SessionInventory;
import io.cloakroom.session.StoredSession;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Finds the sessions that requests ask to see. */
final class Listings {

  private static final int MOST_OF_A_USER = 200;

  private final SessionInventory inventory;
  private final Seals seals;
  private final Walks walks;

  Listings(SessionInventory inventory, Seals seals) {
    this.inventory = inventory;
    this.seals = seals;
    this.walks = new Walks(inventory);
  }

  /** Returns the sessions of a user whose name the request has encrypted, or else a page of all. */
  CompletionStage<Listing> of(PageRequest request) {
    String sealed = request.parameter("user");
    if (sealed.isEmpty()) {
      return page(request);
    }
    return seals
        .open(Purpose.USER, sealed)
        .map(this::ofUser)
        .orElseGet(
            () -> CompletableFuture.completedStage(Listing.none("This search is out of date")));
  }

  CompletionStage<Listing> ofUser(String user) {
    return inventory
        .ofUser(user, MOST_OF_A_USER)
        .thenApply(found -> Listing.whole("Sessions of " + user, found));
  }

  /** Returns the session that an operator searches for by its id, or by the value of its cookie. */
  CompletionStage<Optional<StoredSession>> byId(String text) {
    return inventory.find(SearchedId.in(text));
  }

  /** Returns the session whose encrypted name is in the request, if it is there. */
  CompletionStage<Optional<StoredSession>> named(PageRequest request) {
    return seals
        .open(Purpose.SESSION, request.parameter("s"))
        .map(word -> inventory.read(List.of(word)).thenApply(all -> all.stream().findFirst()))
        .orElseGet(() -> CompletableFuture.completedStage(Optional.empty()));
  }

  private CompletionStage<Listing> page(PageRequest request) {
    boolean begins = request.parameter("walk").isEmpty();
    String walk = begins ? walks.begin() : request.parameter("walk");
    int number = begins ? 0 : number(request, "page");
    return walks
        .page(walk, number, begins ? 0 : number(request, "shown"))
        .map(page -> page.thenCompose(found -> read(found, walk, number)))
        .orElseGet(
            () -> CompletableFuture.completedStage(Listing.none("This list is out of date")));
  }

  private CompletionStage<Listing> read(Walk.Page page, String walk, int number) {
    String heading = number == 0 ? "All sessions" : "Page " + (number + 1);
    Optional<String> next =
        page.last()
            ? Optional.empty()
            : Optional.of("?walk=" + walk + "&page=" + (number + 1) + "&shown=" + page.shown());
    return inventory.read(page.words()).thenApply(found -> new Listing(found, heading, next));
  }

  /** Returns the number that is a parameter; -1 where it is none, or less than 0. */
  private static int number(PageRequest request, String parameter) {
    try {
      return Math.max(-1, Integer.parseInt(request.parameter(parameter)));
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
