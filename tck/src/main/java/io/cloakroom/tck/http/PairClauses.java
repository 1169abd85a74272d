package io.cloakroom.tck.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.tck.http.application.RouteScript;
import io.cloakroom.tck.http.application.RouteScript.Action;
import io.cloakroom.tck.http.application.RouteScript.End;
import io.cloakroom.tck.http.application.RouteScript.Verb;
import io.cloakroom.tck.http.model.PairExpectation;
import io.cloakroom.tck.http.site.CookieClient;
import io.cloakroom.tck.http.site.ReceivedResponse;
import io.cloakroom.tck.http.site.RunningSite;
import io.cloakroom.tck.http.site.SetCookie;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * H11 to H14, and H29: one request holds a session while another one, by another server, does
 * something to it from beginning to end. Whatever the two do, what is left is what a model says.
 */
interface PairClauses extends HttpClauses {

  @Test
  default void H14_whateverIsDoneWhileAnotherRequestHoldsTheSessionNeitherUndoesTheOther() {
    String prefix = HttpUnderTest.newPrefix();
    RunningSite site = http().with(options -> options, prefix);
    RunningSite other = http().with(options -> options, prefix);
    for (Action slow : PairExpectation.actions("slow")) {
      for (Action fast : PairExpectation.fastActions()) {
        site.redis().remove(prefix);
        new Pair(site, other, slow, fast).run();
      }
    }
  }

  /** Two requests of one visitor. */
  record Pair(RunningSite site, RunningSite other, Action slow, Action fast) {

    void run() {
      CookieClient guest = site.visitor();
      guest.send(target(PairExpectation.BEFORE));
      String id = guest.id();
      Map<String, String> cookie = Map.of("Cookie", guest.cookieHeader());
      Action read = new Action(Verb.GET, PairExpectation.COLOR, "");
      site.gate().shut();
      CompletableFuture<ReceivedResponse> held =
          site.sendLater(target(List.of(read, new Action(Verb.WAIT, "", ""), slow)), cookie);
      site.gate().awaitArrivalOr(held);

      Optional<ReceivedResponse> first = fast(id, List.of(read, fast), cookie);
      site.gate().open();
      ReceivedResponse second = RunningSite.await(held);

      PairExpectation expected = PairExpectation.of(slow, fast);
      first.ifPresent(
          response ->
              assertThat(response.status())
                  .as("status of the fast one of %s", this)
                  .isEqualTo(200));
      assertThat(expected.allows(second.status()))
          .as("whether %s is a status for the slow one of %s", second.status(), this)
          .isTrue();
      Optional<String> byFast = first.flatMap(response -> issued(response, id));
      Optional<String> bySlow = issued(second, id);
      holds(byFast, expected.byFast(), "the session that the fast one begins");
      holds(bySlow, expected.bySlow(), "the session that the slow one begins");
      holds(Optional.of(id), expected.before(), "the session from before");
      assertThat(sessions()).as("sessions after %s", this).hasSize(expected.sessions());
      if (byFast.isPresent() || bySlow.isPresent()) {
        ReceivedResponse late = other.send("/set?name=late&value=late", cookie);
        assertThat(late.status()).as("status of a third request after %s", this).isEqualTo(200);
        assertThat(late.cookies()).as("what a third request gets after %s", this).isEmpty();
        assertThat(sessions()).as("sessions after that").hasSize(expected.sessions());
      }
    }

    private Optional<ReceivedResponse> fast(
        String id, List<Action> actions, Map<String, String> cookie) {
      if (PairExpectation.isEviction(fast)) {
        site.redis().remove(site.prefix() + id);
        return Optional.empty();
      }
      return Optional.of(other.send(target(actions), cookie));
    }

    private static String target(List<Action> actions) {
      return RouteScript.target(actions, 200, End.ANSWER);
    }

    private Optional<String> issued(ReceivedResponse response, String before) {
      Optional<String> issued =
          response.cookies().stream()
              .filter(given -> given.name().equals(site.cookieName()))
              .filter(given -> !given.isExpired())
              .map(this::idIn)
              .findFirst();
      assertThat(issued).as("the id that comes with an answer of %s", this).isNotEqualTo(before);
      return issued;
    }

    private String idIn(SetCookie given) {
      return site.idIn(given);
    }

    private void holds(Optional<String> id, Optional<Map<String, String>> expected, String what) {
      Optional<Map<String, String>> found = id.flatMap(site::stored).map(PairExpectation::words);
      assertThat(found).as("%s, after %s", what, this).isEqualTo(expected);
    }

    private List<String> sessions() {
      return site.keys().stream()
          .map(key -> key.substring(site.prefix().length()))
          .filter(word -> word.indexOf(':') < 0) // others are the store's own
          .toList();
    }

    @Override
    public String toString() {
      return "%s while another one holds the session, which then does %s".formatted(fast, slow);
    }
  }
}
