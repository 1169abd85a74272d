package io.cloakroom.tck.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.tck.http.application.Route;
import io.cloakroom.tck.http.site.CookieClient;
import io.cloakroom.tck.http.site.ReceivedResponse;
import io.cloakroom.tck.http.site.RedisSide.Cost;
import io.cloakroom.tck.http.site.RunningSite;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** H1, H2 and H4: what a handler reads, and what reading leaves alone. */
interface ReadClauses extends HttpClauses {

  @Test
  default void H1_aHandlerThatNeverAsksCostsNothing() {
    CookieClient guest = guestOf(site(), "color", "red");

    Cost cost = http().redis().costOf(() -> isUntouched(guest.get("/untouched")));

    assertThat(cost.names()).isEmpty();
  }

  @Test
  default void H1_aHandlerThatNeverAsksCostsNothingWithoutACookieEither() {
    Cost cost = http().redis().costOf(() -> isUntouched(site().get("/untouched")));

    assertThat(cost.names()).isEmpty();
  }

  private static void isUntouched(ReceivedResponse reply) {
    assertThat(reply.body()).isEqualTo("untouched");
    assertThat(reply.cookies()).as("cookies").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/get?name=color", "/remove?name=color", "/destroy"})
  default void H2_askingForAnAbsentSessionLeavesNothingBehind(String target) {
    RunningSite site = site();
    List<String> keys = site.keys();

    ReceivedResponse[] reply = new ReceivedResponse[1];
    Cost cost = http().redis().costOf(() -> reply[0] = site.get(target));

    assertThat(reply[0].status()).isEqualTo(200);
    assertThat(reply[0].cookies()).isEmpty();
    assertThat(cost.names()).isEmpty();
    assertThat(site.keys()).containsExactlyInAnyOrderElementsOf(keys);
  }

  @Test
  default void H2_anAbsentAttributeIsAbsent() {
    assertThat(site().get("/get?name=color").body()).isEqualTo(Route.NONE);
  }

  @Test
  default void H4_whatWasWrittenIsSeenByTheNextRequest() {
    CookieClient guest = guestOf(site(), "color", "red");
    guest.set("size", "large");

    assertThat(guest.read("color")).isEqualTo("red");
    assertThat(guest.read("size")).isEqualTo("large");
  }

  @Test
  default void H4_whatWasOverwrittenIsSeenByTheNextRequest() {
    CookieClient guest = guestOf(site(), "color", "red");
    guest.set("color", "blue");

    assertThat(guest.read("color")).isEqualTo("blue");
  }

  @Test
  default void H4_whatWasRemovedIsGoneForTheNextRequest() {
    CookieClient guest = guestOf(site(), "color", "red");
    guest.set("size", "large");
    guest.get("/remove?name=color");

    assertThat(guest.read("color")).isEqualTo(Route.NONE);
    assertThat(guest.read("size")).isEqualTo("large");
  }

  @Test
  default void H4_whatWasChangedInPlaceIsSeenByTheNextRequest() {
    CookieClient guest = site().visitor();
    guest.get("/append?name=list&value=a");
    guest.get("/append?name=list&value=b");

    assertThat(guest.read("list")).isEqualTo("[a, b]");
  }
}
