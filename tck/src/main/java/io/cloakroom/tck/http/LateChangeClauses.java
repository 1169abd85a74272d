package io.cloakroom.tck.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.tck.http.application.EngineOptions;
import io.cloakroom.tck.http.application.HandlerBarrier.Refusal;
import io.cloakroom.tck.http.application.HttpCapability;
import io.cloakroom.tck.http.application.Route;
import io.cloakroom.tck.http.application.RouteFailure;
import io.cloakroom.tck.http.application.RouteScript;
import io.cloakroom.tck.http.site.CookieClient;
import io.cloakroom.tck.http.site.RawExchange;
import io.cloakroom.tck.http.site.ReceivedResponse;
import io.cloakroom.tck.http.site.RunningSite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** H36: a change that comes too late to be saved is an error. */
interface LateChangeClauses extends HttpClauses {

  /** Streams, and grows a list of its session once the gate is open. */
  String STREAM = "/stream-after-set?name=color&value=blue&append=list";

  String CHUNKED = "transfer-encoding";

  List<RouteScript.Action> READ =
      List.of(new RouteScript.Action(RouteScript.Verb.GET, "color", ""));

  /** Every way of answering: each kind of body, status and end of a handler. */
  List<String> ANSWERS =
      Stream.concat(
              ResponseClauses.RESPONSES.stream().map(ResponseClauses::changing),
              Stream.of(RouteScript.End.values())
                  .flatMap(
                      end ->
                          Stream.of(200, 204, 302, 304, 410, 500)
                              .filter(status -> end != RouteScript.End.ERROR_PAGE || status >= 400)
                              .map(status -> RouteScript.target(READ, status, end))))
          .toList();

  @Test
  default void H36_afterTheResponseAChangeIsRefused() {
    RunningSite site = site();
    CookieClient guest = guestOf(site, "color", "red");
    site.gate().shut();
    assertThat(guest.send("/set-afterwards?name=color&value=blue").status()).isEqualTo(200);

    site.gate().open();
    Refusal refusal = site.gate().awaitRefusal();

    assertThat(refusal.reason()).isInstanceOf(IllegalStateException.class);
    String expected = refusal.accepted() > 0 ? "blue" : "red";
    Eventually.is("what was accepted is saved", () -> guest.read("color").equals(expected));
  }

  @Test
  default void H36_aSessionIsRefusedToBeginAfterTheResponse() {
    RunningSite site = site();
    site.gate().shut();
    ReceivedResponse reply = site.visitor().send("/set-afterwards?name=color&value=blue");

    site.gate().open();

    assertThat(reply.cookies()).isEmpty();
    assertThat(site.gate().awaitRefusal().reason()).isInstanceOf(IllegalStateException.class);
    assertThat(site.keys()).isEmpty();
  }

  /** A session that holds nothing is not kept, and its client has no cookie. */
  @Test
  default void H36_aSessionThatWasEmptyBeforeTheFirstByteIsRefusedToBeginAfterIt()
      throws Exception {
    RunningSite site = site();
    site.gate().shut();
    try (RawExchange exchange =
        site.raw("/stream-afterwards?name=color&value=blue&emptied=true", "theme=dark")) {
      exchange.firstByte(exchange.head());

      site.gate().open();
      Refusal refusal = site.gate().awaitRefusal();

      assertThat(refusal.reason()).isInstanceOf(IllegalStateException.class);
      assertThat(refusal.accepted()).as("how often a change was accepted").isZero();
    }
    assertThat(site.keys()).isEmpty();
  }

  @Test
  default void H36_aChangeOfASessionThatExpiredMeanwhileIsNotAnsweredAsDone() {
    Duration life = Duration.ofSeconds(1);
    List<SlowChange> changes =
        Stream.<UnaryOperator<EngineOptions>>of(
                options -> options,
                options -> options.cookie(cookie -> cookie.maxAge(life).renewAfter(0)))
            .map(
                options ->
                    SlowChange.of(
                        http().with(options, HttpUnderTest.newPrefix(), store -> store.ttl(life))))
            .toList();
    for (SlowChange change : changes) {
      Eventually.is("the session has expired", () -> change.site.record(change.id).isEmpty());

      change.site.gate().open();

      ReceivedResponse reply = RunningSite.await(change.reply);
      if (reply.status() < 400) {
        // Where the session had expired before it was looked up, the change began another one.
        assertThat(change.site.stored(change.site.idIn(reply.onlyCookie())))
            .as("the session of what was answered as done")
            .hasValueSatisfying(begun -> assertThat(begun.get("color")).isEqualTo("blue"));
      }
    }
  }

  /** A request that changes its session once the gate lets it. */
  record SlowChange(RunningSite site, String id, CompletableFuture<ReceivedResponse> reply) {

    static SlowChange of(RunningSite site) {
      CookieClient guest = site.visitor();
      guest.set("color", "red");
      String id = guest.id();
      site.gate().shut();
      SlowChange change =
          new SlowChange(
              site,
              id,
              CompletableFuture.supplyAsync(() -> guest.send("/set-slowly?name=color&value=blue")));
      site.gate().awaitArrival();
      return change;
    }
  }

  /** By whichever means a request is answered, its session ends with it. */
  @ParameterizedTest
  @FieldSource("io.cloakroom.tck.http.LateChangeClauses#ANSWERS")
  default void H36_whateverIsAnsweredALateChangeIsSavedOrRefused(String target) {
    if (target.startsWith(Route.ASYNC_SET.path())) {
      http().needs(HttpCapability.ASYNC);
    }
    if (target.startsWith(Route.EVENTS_AFTER_SET.path())) {
      http().needs(HttpCapability.SERVER_SENT_EVENTS);
    }
    RunningSite site = site();
    CookieClient guest = guestOf(site, "color", "red");
    site.gate().shut();
    CompletableFuture<ReceivedResponse> reply =
        site.sendLater(target + "&late=count", Map.of("Cookie", guest.cookieHeader()));
    if (target.startsWith(Route.STREAM_AFTER_SET.path())) {
      site.gate().awaitArrival(); // within its body
    } else {
      RunningSite.await(reply);
    }

    site.gate().open();
    Refusal refusal = site.gate().awaitRefusal();

    RunningSite.await(reply);
    String counted = refusal.accepted() > 0 ? "" + refusal.accepted() : Route.NONE;
    Eventually.is("what was accepted is saved", () -> guest.read("late").equals(counted));
  }

  private static String rest(RawExchange exchange) {
    try {
      return exchange.rest();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Nothing can refuse such a change, because nobody is told of it when it is made. */
  @Test
  default void H36_whatIsChangedInPlaceWhileTheResponseStreamsIsSaved() {
    RunningSite site = site();
    CookieClient guest = site.visitor();
    guest.send("/append?name=list&value=first");

    guest.send(STREAM);

    Eventually.is("both are saved", () -> guest.read("list").equals("[first, while it streams]"));
    assertThat(guest.read("color")).isEqualTo("blue");
  }

  /** The end of a response is a byte as well, or the close of the connection. */
  @Test
  default void H36_whoHasTheWholeStreamSeesWhatWasChangedDuringIt() throws Exception {
    RunningSite site = site();
    CookieClient guest = site.visitor();
    guest.send("/append?name=list&value=first");
    site.gate().shut();
    try (RawExchange exchange = site.raw(STREAM, guest.cookieHeader())) {
      exchange.firstByte(exchange.head());
      site.redis().watched().holdWrites();
      site.gate().open();
      CompletableFuture<String> whole = CompletableFuture.supplyAsync(() -> rest(exchange));
      site.redis().watched().writeArrived().get(15, TimeUnit.SECONDS);

      assertThat(whole)
          .as("the rest of the response, before what was changed is saved")
          .failsWithin(ResponseClauses.WATCHED);

      site.redis().watched().release();
      assertThat(whole).succeedsWithin(Duration.ofSeconds(15));
      assertThat(guest.read("list")).isEqualTo("[first, while it streams]");
    } finally {
      site.redis().watched().release();
    }
  }

  /** The status has been sent: to break off is all that is left to say so. */
  @Test
  default void H36_aStreamWhoseChangesCannotBeSavedIsBrokenOff() throws Exception {
    RunningSite site = site();
    CookieClient guest = site.visitor();
    guest.send("/append?name=list&value=first");
    site.gate().shut();
    String request =
        "GET %s HTTP/1.1|Host: %s|Accept: %s|Cookie: %s||"
            .formatted(STREAM, site.uri().getAuthority(), RunningSite.ACCEPT, guest.cookieHeader());
    try (RawExchange exchange = RawExchange.sendLines(site.uri(), request)) {
      ReceivedResponse head = exchange.head();
      assertThat(head.headers()).as("where the connection can stay").containsKey(CHUNKED);
      exchange.firstByte(head);
      site.redis().watched().goAwayAfterWrites(0, OutageSteps.OUTAGES.get(0));

      site.gate().open();

      assertThat(exchange.endsWithItsLastChunk())
          .as("the response ends as one does whose changes are saved")
          .isFalse();
    } finally {
      site.redis().watched().comeBack();
    }
    // an integration may try again when it learns that the connection has ended
    assertThat(guest.read("list")).isIn("[first]", "[first, while it streams]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"set", "count", "remove", "regenerate", "drop", "destroy", "others"})
  default void H36_afterTheResponseNothingElseIsDoneEither(String late) {
    RunningSite site =
        http()
            .with(options -> options, HttpUnderTest.newPrefix(), store -> store.userIndex("user"));
    CookieClient other = site.visitor();
    other.send("/log-in?user=ada");
    CookieClient guest = site.visitor();
    guest.send("/log-in?user=ada");
    site.gate().shut();
    guest.set("color", "red&late=" + late);

    site.gate().open();
    Refusal refusal = site.gate().awaitRefusal();

    Map<String, String> expected = new HashMap<>(Map.of("user", "ada", "color", "red"));
    int accepted = refusal.accepted();
    switch (late) {
      case "set" -> expected.put("late", accepted > 0 ? "set" : Route.NONE);
      case "count" -> expected.put("late", accepted > 0 ? "" + accepted : Route.NONE);
      case "remove" -> expected.put("color", accepted > 0 ? Route.NONE : "red");
      default -> assertThat(accepted).as("how often a late %s was accepted", late).isZero();
    }
    if (refusal.reason() instanceof RouteFailure) {
      expected.clear(); // it was done, outside of the request
    }
    Eventually.is(
        "what was accepted is saved, and nothing else",
        () ->
            List.of("user", "color", "late").stream()
                .allMatch(
                    name -> guest.read(name).equals(expected.getOrDefault(name, Route.NONE))));
    assertThat(other.read("user")).as("the user's other session").isEqualTo("ada");
  }
}
