package io.cloakroom.admin;

import io.cloakroom.admin.Seals.Purpose;
import io.cloakroom.http.SessionEngine;
import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.StageFailure;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.SessionInventory;
import io.cloakroom.session.StoredSession;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A page of all sessions, for those who run an application: how many there are, whose, since when
 * and how large; sessions can be searched for and ended. It works without JavaScript, loads
 * nothing, and shows no full id: links and forms refer to sessions by encrypted names.
 *
 * <p>An integration mounts it at a path that the application chooses, and asks the application's
 * guard before each request. Looking at sessions changes nothing, and resets no TTL.
 */
public final class SessionsPage {

  private static final Logger LOG = LoggerFactory.getLogger(SessionsPage.class);
  private static final String SEE_LOG = "The application's log says why.";

  private final RedisSessionStore store;
  private final SessionInventory inventory;
  private final Set<String> shownAttributes;
  private final InstantSource clock;
  private final Seals seals;
  private final Census census;
  private final Listings listings;
  private final Endings endings;

  /**
   * Makes the page. No command is sent.
   *
   * @param shownAttributes the names of the attributes whose values are shown; of others only the
   *     names are
   * @throws IllegalArgumentException if the engine's store is not a {@link RedisSessionStore}
   */
  public SessionsPage(SessionEngine engine, Set<String> shownAttributes, InstantSource clock) {
    if (!(engine.store() instanceof RedisSessionStore redis)) {
      throw new IllegalArgumentException(
          "The sessions page needs an engine whose store is a RedisSessionStore, but it is a "
              + engine.store().getClass().getName());
    }
    this.store = redis;
    this.inventory = redis.inventory();
    this.shownAttributes = Set.copyOf(shownAttributes);
    this.clock = clock;
    this.seals = new Seals(engine);
    this.census = new Census(inventory);
    this.listings = new Listings(inventory, seals);
    this.endings = new Endings(engine, redis, census);
  }

  /** Answers a request that the application's guard has allowed. The stage does not fail. */
  public CompletionStage<PageResponse> handle(PageRequest request) {
    CompletionStage<PageResponse> answer;
    try {
      answer = route(request);
    } catch (Throwable e) { // the stage has to end
      answer = CompletableFuture.failedStage(e);
    }
    return answer.exceptionally(failure -> failed(request, StageFailure.cause(failure)));
  }

  private CompletionStage<PageResponse> route(PageRequest request) {
    boolean get = request.method().equals("GET") || request.method().equals("HEAD");
    if (get) {
      return switch (request.part()) {
        case "" -> list(request);
        case "/json" ->
            overview(listings.of(request)).thenApply(all -> json(request).overview(all));
        case "/session" -> session(request);
        default -> completed(view(request).notFound());
      };
    }
    boolean post = request.method().equals("POST");
    if (request.part().equals("/json") && (post || request.method().equals("DELETE"))) {
      if (isFromAnotherSite(request)) {
        return completed(json(request).failed(403, "A browser sent this from another site"));
      }
      return post ? searchForScript(request) : endSealed(request);
    }
    if (!post) {
      return completed(view(request).problem(405, "Not allowed", "Only GET and POST are."));
    }
    if (isFromElsewhere(request)) {
      return completed(
          view(request)
              .problem(
                  403,
                  "This form is out of date",
                  "It is older than two hours, or comes from another site or operator. Nothing was"
                      + " changed. Go back to the list and try again."));
    }
    return switch (request.part()) {
      case "/search" -> search(request);
      case "/session" -> session(request);
      case "/user" -> list(request);
      case "/end" -> end(request);
      case "/end-user" -> endUser(request);
      default -> completed(view(request).notFound());
    };
  }

  private static boolean isFromAnotherSite(PageRequest request) {
    String site = request.fetchSite();
    return site != null && !site.equals("same-origin") && !site.equals("none");
  }

  private boolean isFromElsewhere(PageRequest request) {
    return isFromAnotherSite(request)
        || !seals.isToken(request.parameter("token"), request.operator(), clock.instant());
  }

  private CompletionStage<PageResponse> list(PageRequest request) {
    return overview(listings.of(request)).thenApply(all -> view(request).overview(all));
  }

  private CompletionStage<Overview> overview(CompletionStage<Listing> list) {
    CompletionStage<Optional<Census.Result>> count = census.take().thenApply(Optional::of);
    return store
        .ping()
        .thenCompose(
            latency ->
                count.thenCombine(
                    list,
                    (counted, listed) ->
                        new Overview(
                            counted, latency, store.circuit(), store.unreadableRecords(), listed)));
  }

  private CompletionStage<PageResponse> session(PageRequest request) {
    return listings
        .named(request)
        .thenApply(
            session ->
                session
                    .map(there -> view(request).session(there, false))
                    .orElseGet(() -> view(request).gone()));
  }

  private CompletionStage<PageResponse> search(PageRequest request) {
    String wanted = request.parameter("for");
    if (request.parameter("by").equals("user")) {
      return !inventory.findsUsers() || wanted.isBlank()
          ? completed(PageResponse.seeOther(request.link("")))
          : showUser(request, seals.seal(Purpose.USER, wanted));
    }
    return listings
        .byId(wanted)
        .thenApply(
            session ->
                session.map(there -> show(request, there)).orElseGet(() -> view(request).gone()));
  }

  private PageResponse show(PageRequest request, StoredSession session) {
    String sealed = seals.seal(Purpose.SESSION, session.word());
    return PageFrame.fitsAddress(sealed)
        ? PageResponse.seeOther(request.link("session?s=" + sealed))
        : view(request).session(session, false);
  }

  private CompletionStage<PageResponse> showUser(PageRequest request, String sealed) {
    return PageFrame.fitsAddress(sealed)
        ? completed(PageResponse.seeOther(request.link("?user=" + sealed)))
        : list(request.with("user", sealed));
  }

  /** Answers a script's search at once, where the page would redirect the browser. */
  private CompletionStage<PageResponse> searchForScript(PageRequest request) {
    String wanted = request.parameter("for");
    boolean byUser = request.parameter("by").equals("user");
    if (wanted.isBlank() || !(byUser || request.parameter("by").equals("id"))) {
      return completed(
          json(request).failed(400, "by must be user or id, and for what is searched for"));
    }
    if (byUser && !inventory.findsUsers()) {
      return completed(
          json(request).failed(400, "A search by user needs the store's option userIndex"));
    }
    CompletionStage<Listing> found =
        byUser
            ? listings.ofUser(wanted)
            : listings
                .byId(wanted)
                .thenApply(session -> Listing.whole("Found", session.stream().toList()));
    return overview(found).thenApply(json(request)::overview);
  }

  private CompletionStage<PageResponse> end(PageRequest request) {
    return listings
        .named(request)
        .thenCompose(
            session -> {
              if (session.isEmpty()) {
                return completed(view(request).gone());
              }
              if (!isConfirmed(request)) {
                return completed(view(request).session(session.get(), true));
              }
              return endings
                  .end(session.get().word())
                  .thenApply(ended -> PageResponse.seeOther(request.link("?ended=" + ended)));
            });
  }

  /** Ends what a script names: a session, or all of a user's. */
  private CompletionStage<PageResponse> endSealed(PageRequest request) {
    String sealed = request.parameter("s");
    Optional<String> word = seals.open(Purpose.SESSION, sealed);
    Optional<String> user = seals.open(Purpose.USER, sealed).filter(any -> inventory.findsUsers());
    CompletionStage<Long> ended =
        word.map(endings::end).or(() -> user.map(endings::endAll)).orElseGet(() -> completed(0L));
    return ended.thenApply(json(request)::ended);
  }

  private CompletionStage<PageResponse> endUser(PageRequest request) {
    Optional<String> user = seals.open(Purpose.USER, request.parameter("user"));
    if (user.isEmpty() || !inventory.findsUsers()) {
      return completed(view(request).gone());
    }
    if (!isConfirmed(request)) {
      return showUser(request, request.parameter("user"));
    }
    return endings
        .endAll(user.get())
        .thenApply(ended -> PageResponse.seeOther(request.link("?ended=" + ended)));
  }

  private static boolean isConfirmed(PageRequest request) {
    return request.parameter("confirm").equals("yes");
  }

  private PageView view(PageRequest request) {
    return new PageView(request, seals, shownAttributes, inventory.findsUsers(), clock.instant());
  }

  private JsonView json(PageRequest request) {
    return new JsonView(request, seals, shownAttributes, inventory.findsUsers(), clock.instant());
  }

  private PageResponse failed(PageRequest request, Throwable failure) {
    boolean inJson = request.part().equals("/json");
    if (failure instanceof RedisCommandException) {
      return inJson
          ? json(request).failed(503, failure.getMessage())
          : view(request)
              .problem(
                  503,
                  "Redis does not answer",
                  failure.getMessage()
                      + ". The circuit breaker is "
                      + PageView.word(store.circuit().state())
                      + ".");
    }
    if (failure instanceof UnsupportedOperationException) {
      return inJson
          ? json(request).failed(501, failure.getMessage())
          : view(request).problem(501, "No list", String.valueOf(failure.getMessage()));
    }
    LOG.error("The sessions page failed", failure);
    return inJson
        ? json(request).failed(500, SEE_LOG)
        : view(request).problem(500, "The page failed", SEE_LOG);
  }

  private static <T> CompletionStage<T> completed(T value) {
    return CompletableFuture.completedStage(value);
  }
}
