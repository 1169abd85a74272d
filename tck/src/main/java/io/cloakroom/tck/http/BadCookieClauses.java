package io.cloakroom.tck.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.tck.client.LikeIds;
import io.cloakroom.tck.http.application.Route;
import io.cloakroom.tck.http.site.CookieClient;
import io.cloakroom.tck.http.site.RawExchange;
import io.cloakroom.tck.http.site.ReceivedResponse;
import io.cloakroom.tck.http.site.RedisSide.Cost;
import io.cloakroom.tck.http.site.RunningSite;
import io.cloakroom.tck.http.site.SignedId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** H8, H9, H28 and H33: cookies without a signed id, and signed ids that are no cookies. */
interface BadCookieClauses extends HttpClauses {

  /** So that a failure comes again. */
  long SEED = 20_260_101;

  /** Enough to meet every branch of a parser, few enough for every build. */
  int FUZZED = 300;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NAME=",
        "NAME",
        "NAME=\"",
        "NAME=\"\"",
        "=",
        ";;;=;NAME;",
        "NAME=s",
        "NAME=s%3A",
        "NAME=s%3A.",
        "NAME=s:.",
        "NAME=s%3AID",
        "NAME=s%3AID.",
        "NAME=ID",
        "NAME=s%3AID.SHORT",
        "NAME=s%3AID.FORGED",
        "NAME=s%3AID.OTHERS",
        "NAME=j%3AID.SIGNATURE",
        "NAME=ID.SIGNATURE",
        "NAME=s%3AIDx.SIGNATURE",
        "NAME=s%3AID.SIGNATURE%",
        "NAME=s%3AID.SIGNATURE%4",
        "NAME=s%3AID.SIGNATURE%zz",
        "NAME=%ff%fe%fd",
        "NAME=%c3%28",
        "NAME=%00",
        "NAME=s%3A%00.SIGNATURE",
        "NAME=s%3A../../etc.SIGNATURE",
        "NAME=s%3A*.SIGNATURE",
        "NAME=\u00ff\u00fe\u0080\u00c3(",
        "NAME=LONG",
        "NAME=s%3ALONG.SIGNATURE",
        "LONG",
        "$Version=1; NAME=x; $Path=/",
      })
  default void H8_aCookieWithoutAValidSignedIdIsNoSession(String pattern) throws IOException {
    RunningSite site = site();
    String id = guestOf(site, "color", "red").id();
    String signed = SignedId.sign(id, site.secret());
    String signature = signed.substring(signed.lastIndexOf('.') + 1);
    String forged = SignedId.sign(id, "a secret that nobody has given to this application");
    String others = SignedId.sign(LikeIds.next().value(), site.secret());

    isNoSession(
        site,
        pattern
            .replace("NAME", site.cookieName())
            .replace("SIGNATURE", signature)
            .replace("SHORT", signature.substring(0, signature.length() - 1))
            .replace("FORGED", forged.substring(forged.lastIndexOf('.') + 1))
            .replace("OTHERS", others.substring(others.lastIndexOf('.') + 1))
            .replace("LONG", "A".repeat(6_000))
            .replace("ID", id));
  }

  @Test
  default void H8_anInvalidIdIsNoSessionThoughItsSignatureIsRight() throws IOException {
    RunningSite site = site();
    for (String id : List.of("", "x".repeat(4097))) {
      isNoSession(site, site.cookieFor(id));
    }
  }

  @Test
  default void H8_cookiesOfAnyBytesAreNoSession() throws IOException {
    RunningSite site = site();
    Random random = new Random(SEED);
    String sound = guestOf(site, "color", "red").cookieHeader();
    for (int i = 0; i < FUZZED; i++) {
      isNoSession(site, i % 2 == 0 ? noise(site, random) : damaged(sound, random));
    }
  }

  /** Any bytes that a header may hold: no control characters. */
  private static String noise(RunningSite site, Random random) {
    StringBuilder header = new StringBuilder(site.cookieName()).append('=');
    int length = random.nextInt(120);
    for (int i = 0; i < length; i++) {
      int c = 0x20 + random.nextInt(0xE0);
      header.append((char) (c == 0x7f ? '%' : c));
    }
    return header.append('.').toString();
  }

  /** A sound cookie with one character of its value changed for another that means another. */
  private static String damaged(String sound, Random random) {
    int start = sound.indexOf("%3A") + 3;
    int place = start + random.nextInt(sound.length() - start - 1);
    char before = sound.charAt(place);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ!_-*%";
    char after = alphabet.charAt(random.nextInt(alphabet.length()));
    if (Character.toLowerCase(after) == Character.toLowerCase(before)) {
      after = '~';
    }
    return sound.substring(0, place) + after + sound.substring(place + 1);
  }

  private void isNoSession(RunningSite site, String cookie) throws IOException {
    Cost cost =
        http()
            .redis()
            .costOf(
                () -> {
                  try (RawExchange exchange = site.raw("/get?name=color", cookie)) {
                    ReceivedResponse head = exchange.head();
                    assertThat(head.status()).as("status for %s", cookie).isEqualTo(200);
                    assertThat(head.cookies()).as("cookies for %s", cookie).isEmpty();
                    assertThat(exchange.rest()).as("body for %s", cookie).contains(Route.NONE);
                  } catch (IOException e) {
                    throw new UncheckedIOException("No response for " + cookie, e);
                  }
                });
    assertThat(cost.names()).as("commands for %s", cookie).isEmpty();
  }

  @Test
  default void H9_anUnknownIdIsNoSessionForOneCommand() {
    RunningSite site = site();
    String cookie = site.cookieFor(LikeIds.next().value());

    ReceivedResponse[] reply = new ReceivedResponse[1];
    Cost cost = http().redis().costOf(() -> reply[0] = site.sendWithCookie("/get?name=c", cookie));

    assertThat(reply[0].status()).isEqualTo(200);
    assertThat(reply[0].body()).isEqualTo(Route.NONE);
    assertThat(cost.names()).hasSize(1);
  }

  @Test
  default void H9_anUnknownIdIsNeverAdopted() {
    RunningSite site = site();
    String id = LikeIds.next().value();

    ReceivedResponse reply = site.sendWithCookie("/set?name=color&value=red", site.cookieFor(id));

    assertThat(site.idIn(reply.onlyCookie())).isNotEqualTo(id);
    assertThat(site.record(id)).isEmpty();
  }

  @Test
  default void H28_nothingButTheCookieCarriesAnId() {
    RunningSite site = site();
    CookieClient guest = guestOf(site, "color", "red");
    String id = guest.id();
    String signed = guest.cookieHeader().substring(site.cookieName().length() + 1);
    Cost cost =
        http()
            .redis()
            .costOf(
                () -> {
                  for (String value : List.of(id, "s:" + id, signed)) {
                    for (String header :
                        List.of("X-Auth-Token", "Authorization", "X-Session-Id", "Session-Id")) {
                      sees(site, "/get?name=color", Map.of(header, value));
                      sees(site, "/get?name=color", Map.of(header, "Bearer " + value));
                    }
                    sees(site, "/get?name=color&" + site.cookieName() + "=" + value, Map.of());
                    sees(site, "/get?name=color&jsessionid=" + value, Map.of());
                    sees(site, "/get;jsessionid=" + value + "?name=color", Map.of());
                    sees(site, "/get?name=color", Map.of("Cookie", "JSESSIONID=" + value));
                  }
                  for (String unsigned : List.of(id, "s:" + id, "s%3A" + id)) {
                    String cookie = site.cookieName() + "=" + unsigned;
                    sees(site, "/get?name=color", Map.of("Cookie", cookie));
                  }
                });

    assertThat(cost.names()).isEmpty();
  }

  private static void sees(RunningSite site, String target, Map<String, String> headers) {
    ReceivedResponse reply = site.send(target, headers);
    assertThat(reply.body()).as("%s with %s", target, headers).doesNotContain("red");
    assertThat(reply.status()).as("%s with %s", target, headers).isIn(200, 404);
  }

  @Test
  default void H33_whereThereIsNoSessionNoneIsShown() {
    RunningSite site = site();
    CookieClient guest = guestOf(site, "color", "red");
    CookieClient left = guestOf(site, "color", "red");
    String ended = left.cookieHeader();
    left.send("/destroy");
    String forged =
        site.cookieName()
            + "=s%3A"
            + SignedId.sign(guest.id(), "a secret that nobody has given to this application");

    for (String cookie :
        List.of(
            "theme=dark",
            site.cookieName() + "=",
            site.cookieName() + "=garbage",
            forged,
            site.cookieFor(LikeIds.next().value()),
            ended)) {
      assertThat(site.sendWithCookie("/exists", cookie).body()).as(cookie).isEqualTo("false");
    }
    ReceivedResponse found = site.sendWithCookie("/exists", guest.cookieHeader());
    assertThat(found.body()).isEqualTo("true");
  }
}
