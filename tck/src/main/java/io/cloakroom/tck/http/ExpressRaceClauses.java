package io.cloakroom.tck.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.tck.express.Description;
import io.cloakroom.tck.express.ExpressStack;
import io.cloakroom.tck.http.SharedSite.Browser;
import io.cloakroom.tck.http.SharedSite.Half;
import io.cloakroom.tck.http.application.Route;
import io.cloakroom.tck.http.site.ReceivedResponse;
import io.cloakroom.tck.http.site.RunningSite;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** H27: what becomes of a session that Express and we use at the same time. */
interface ExpressRaceClauses extends SharedClauses {

  @OverEachStack
  default void H27_whatExpressSavedMeanwhileIsKept(ExpressStack stack) {
    SharedSite site = shared(stack, options -> options, Map.of());
    Browser browser = site.browser();
    browser.set(Half.EXPRESS, "color", "red");
    site.ours().gate().shut();
    CompletableFuture<ReceivedResponse> slow =
        browser.getLater(Half.OURS, "/set-slowly?name=slow&value=done");
    site.ours().gate().awaitArrival();

    browser.set(Half.EXPRESS, "fast", "done");
    site.ours().gate().open();
    assertThat(RunningSite.await(slow).status()).isEqualTo(200);

    Map<String, Object> expected = Map.of("color", "red", "fast", "done", "slow", "done");
    assertThat(browser.describe(Half.EXPRESS, expected.keySet()))
        .isEqualTo(Description.of(expected));
  }

  @OverEachStack
  default void H27_whatExpressEndedStaysEnded(ExpressStack stack) {
    SharedSite site = shared(stack, options -> options, Map.of());
    Browser browser = site.browser();
    browser.set(Half.EXPRESS, "color", "red");
    String id = browser.id();
    site.ours().gate().shut();
    CompletableFuture<ReceivedResponse> slow =
        browser.getLater(Half.OURS, "/set-slowly?name=slow&value=done");
    site.ours().gate().awaitArrival();

    browser.get(Half.EXPRESS, "/destroy");
    site.ours().gate().open();
    RunningSite.await(slow);

    assertThat(site.ours().record(id)).isEmpty();
  }

  /** What no store of ours can prevent, so that what the documentation says of it stays true. */
  @OverEachStack
  default void H27_expressOverwritesWhatItDidNotSee(ExpressStack stack) {
    SharedSite site = shared(stack, options -> options, Map.of());
    Browser browser = site.browser();
    browser.set(Half.OURS, "color", "red");
    CompletableFuture<ReceivedResponse> slow = slowlyInExpress(site, browser);
    browser.set(Half.OURS, "ours", "lost");
    site.get(Half.EXPRESS, "/open", Map.of());
    RunningSite.await(slow);
    assertThat(browser.read(Half.OURS, "ours")).isEqualTo(Route.NONE);

    String id = browser.id();
    slow = slowlyInExpress(site, browser);
    site.get(Half.OURS, "/destroy", Map.of("Cookie", browser.cookieHeader()));
    assertThat(site.ours().record(id)).isEmpty();
    site.get(Half.EXPRESS, "/open", Map.of());
    RunningSite.await(slow);
    assertThat(site.ours().record(id)).as("the session that Express brings back").isPresent();
  }

  private static CompletableFuture<ReceivedResponse> slowlyInExpress(
      SharedSite site, Browser browser) {
    CompletableFuture<ReceivedResponse> slow =
        browser.getLater(Half.EXPRESS, "/set-slowly?name=slow&value=" + System.nanoTime());
    site.get(Half.EXPRESS, "/arrived", Map.of());
    return slow;
  }
}
