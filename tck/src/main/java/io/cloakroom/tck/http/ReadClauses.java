package io.cloakroom.tck.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.tck.http.application.Route;
import io.cloakroom.tck.http.site.CookieClient;
import io.cloakroom.tck.http.site.ReceivedResponse;
import io.cloakroom.tck.http.site.RedisSide.Cost;
import java.net.URLEncoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** H1, H2 and H4: what a handler reads, and what reading leaves alone. */
interface ReadClauses extends HttpClauses {

  @Test
  default void H1_aHandlerThatNeverAsksCostsNothing() {
    CookieClient guest = guestOf(site(), "color", "red");

    for (String method : METHODS) {
      Cost cost =
          http()
              .redis()
              .costOf(() -> isUntouched(method, guest.send(method, Route.UNTOUCHED.path())));

      assertThat(cost.names()).as("commands of %s", method).isEmpty();
    }
  }

  @Test
  default void H1_aHandlerThatNeverAsksCostsNothingWithoutACookieEither() {
    CookieClient stranger = site().visitor();
    for (String method : METHODS) {
      Cost cost =
          http()
              .redis()
              .costOf(() -> isUntouched(method, stranger.send(method, Route.UNTOUCHED.path())));

      assertThat(cost.names()).as("commands of %s", method).isEmpty();
    }
  }

  private static void isUntouched(String method, ReceivedResponse reply) {
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).isEqualTo(method.equals("HEAD") ? "" : "untouched");
    assertThat(reply.cookies()).as("cookies").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/get?name=color", "/remove?name=color", "/destroy"})
  default void H2_askingForAnAbsentSessionLeavesNothingBehind(String target) {
    CookieClient stranger = site().visitor();
    for (String method : METHODS) {
      Cost cost =
          http()
              .redis()
              .costOf(
                  () -> {
                    ReceivedResponse reply = stranger.send(method, target);
                    assertThat(reply.status()).isEqualTo(200);
                    assertThat(reply.cookies()).isEmpty();
                  });

      assertThat(cost.names()).as("commands of %s", method).isEmpty();
    }
    assertThat(site().keys()).isEmpty();
  }

  @Test
  default void H2_anAbsentAttributeIsAbsent() {
    assertThat(site().send("/get?name=color").body()).isEqualTo(Route.NONE);
  }

  @Test
  default void H4_whatWasWrittenIsSeenByTheNextRequest() {
    CookieClient guest = guestOf(site(), "color", "red");
    guest.set("size", "large");

    assertThat(guest.read("color")).isEqualTo("red");
    assertThat(guest.read("size")).isEqualTo("large");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "null", "0", "false", "undefined", "\u00e9\u6f22", "a+b%", "\"q\""})
  default void H4_anyTextIsAValue(String text) {
    CookieClient guest = guestOf(site(), "color", "red");

    guest.set("color", URLEncoder.encode(text, UTF_8));

    assertThat(site().stored(guest.id()).orElseThrow().get("color")).isEqualTo(text);
    assertThat(guest.read("color")).isEqualTo(text);
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
    guest.send("/remove?name=color");

    assertThat(guest.read("color")).isEqualTo(Route.NONE);
    assertThat(guest.read("size")).isEqualTo("large");
  }

  @Test
  default void H4_whatWasChangedInPlaceIsSeenByTheNextRequest() {
    CookieClient guest = site().visitor();
    guest.send("/append?name=list&value=a");
    guest.send("/append?name=list&value=b");

    assertThat(guest.read("list")).isEqualTo("[a, b]");
  }

  /** Texts of which somebody may think that two are the same name. */
  List<String> NAMES =
      List.of(
          "color",
          "Color",
          "COLOR",
          "color ",
          " color",
          "colo",
          "color.a",
          "color/a",
          "color-a",
          "color_a",
          "color[a]",
          "color:a",
          "\u00e9",
          "e\u0301",
          "stra\u00dfe",
          "strasse",
          "\u0131",
          "i",
          "\u6f22",
          "\ud83d\ude00",
          "0",
          "00",
          "null",
          "__proto__",
          "constructor",
          "a,b",
          "a;b",
          "a=b",
          "a%20b",
          "a b",
          "a+b",
          "$a",
          "\"a\"",
          "x".repeat(300),
          "x".repeat(301));

  @Test
  default void H4_anyTextIsANameAndNoTwoAreOne() {
    CookieClient guest = guestOf(site(), "size", "large");
    Map<String, Object> expected = new HashMap<>(Map.of("size", "large"));
    for (String name : NAMES) {
      expected.put(name, "value " + expected.size());
      guest.set(
          URLEncoder.encode(name, UTF_8), URLEncoder.encode(expected.get(name).toString(), UTF_8));
    }
    assertThat(site().stored(guest.id()).orElseThrow().attributes()).isEqualTo(expected);

    for (String name : NAMES) {
      String encoded = URLEncoder.encode(name, UTF_8);
      assertThat(guest.read(encoded)).as("of \"%s\"", name).isEqualTo(expected.get(name));
      guest.send("/remove?name=" + encoded);
      expected.remove(name);
      assertThat(site().stored(guest.id()).orElseThrow().attributes())
          .as("after \"%s\" was removed", name)
          .isEqualTo(expected);
    }
  }
}
