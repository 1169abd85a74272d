package io.cloakroom.tck.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.tck.http.site.CookieClient;
import io.cloakroom.tck.http.site.ReceivedResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** H32: what a shared cache may hand to others. */
interface CachingClauses extends HttpClauses {

  /**
   * Headers that single caches obey instead of {@code Cache-Control}. RFC 9213 allows any name that
   * ends in {@code -Cache-Control}.
   */
  List<String> SINGLE_CACHES =
      List.of(
          "cdn-cache-control",
          "cloudflare-cdn-cache-control",
          "netlify-cdn-cache-control",
          "vercel-cdn-cache-control",
          "kit-cache-control",
          "edge-control",
          "surrogate-control");

  @Test
  default void H32_aResponseThatSetsTheCookieIsPrivate() {
    for (String method : METHODS) {
      ReceivedResponse begun = site().visitor().send(method, "/set?name=color&value=red");
      assertThat(isPrivate(begun)).as(method).isTrue();
    }
  }

  @Test
  default void H32_aResponseThatWasMadeFromTheSessionIsPrivate() {
    CookieClient guest = guestOf(site(), "color", "red");

    for (String method : METHODS) {
      assertThat(isPrivate(guest.send(method, "/get?name=color"))).as(method).isTrue();
    }
    assertThat(isPrivate(site().visitor().send("/get?name=color")))
        .as("a page that is made for those who have no session")
        .isTrue();
  }

  @Test
  default void H32_aResponseThatNeverAskedForTheSessionStaysCacheable() {
    CookieClient guest = guestOf(site(), "color", "red");

    for (String method : METHODS) {
      ReceivedResponse untouched = guest.send(method, "/untouched");

      assertThat(untouched.status()).isEqualTo(200);
      assertThat(isPrivate(untouched)).as(method).isFalse();
      assertThat(untouched.headers()).as(method).doesNotContainKeys("expires", "vary", "pragma");
    }
  }

  @Test
  default void H32_aResponseThatSetsTheCookieIsPrivateWhateverItsHandlerSays() {
    ReceivedResponse begun = site().visitor().send("/set-for-all?name=color&value=red");

    isCalledPublic(begun);
    assertThat(isPrivate(begun)).isTrue();
    assertThat(SINGLE_CACHES)
        .as("headers that single caches obey")
        .allMatch(header -> isPrivate(begun, header));
    assertThat(String.join(",", begun.headers().get("surrogate-control")))
        .as("a target's own directives outrank the others")
        .contains("no-store;edge");
  }

  @Test
  default void H32_whatAHandlerCallsPublicStaysPublicWithoutACookie() {
    CookieClient guest = guestOf(site(), "color", "red");

    ReceivedResponse changed = guest.send("/set-for-all?name=color&value=blue");

    assertThat(changed.headers()).doesNotContainKey("set-cookie");
    isCalledPublic(changed);
    assertThat(isPrivate(changed)).isFalse();
    assertThat(SINGLE_CACHES).noneMatch(header -> isPrivate(changed, header));
  }

  private static void isCalledPublic(ReceivedResponse response) {
    assertThat(response.headers().getOrDefault("cache-control", List.of()))
        .as("what the handler says of caches")
        .anyMatch(value -> value.contains("public"));
  }

  /** Returns whether a response is kept from shared caches. */
  static boolean isPrivate(ReceivedResponse response) {
    return isPrivate(response, "cache-control");
  }

  private static boolean isPrivate(ReceivedResponse response, String header) {
    return response.headers().getOrDefault(header, List.of()).stream()
        .flatMap(value -> List.of(value.split(",", -1)).stream())
        .map(String::strip)
        .anyMatch(directive -> directive.equals("private") || directive.equals("no-store"));
  }
}
