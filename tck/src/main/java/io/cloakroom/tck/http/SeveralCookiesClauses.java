package io.cloakroom.tck.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.tck.client.LikeIds;
import io.cloakroom.tck.http.application.Route;
import io.cloakroom.tck.http.site.CookieClient;
import io.cloakroom.tck.http.site.ReceivedResponse;
import io.cloakroom.tck.http.site.RedisSide.Cost;
import io.cloakroom.tck.http.site.RunningSite;
import io.cloakroom.tck.http.site.WebConnection;
import io.cloakroom.tck.http.site.WebRequest;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** H10 and H39: a request with several cookies, of the name and of others. */
interface SeveralCookiesClauses extends HttpClauses {

  @Test
  default void H10_theValidCookieIsFoundInWhateverOrder() {
    RunningSite site = site();
    String valid = guestOf(site, "color", "red").cookieHeader();
    String garbage = site.cookieName() + "=garbage";
    String unknown = site.cookieFor(LikeIds.next().value());
    String forged = valid.substring(0, valid.length() - 12) + "A".repeat(12); // the same id

    for (String header :
        List.of(
            forged + "; " + valid,
            valid + "; " + forged,
            garbage + "; " + valid,
            valid + "; " + garbage,
            unknown + "; " + valid,
            valid + "; " + unknown,
            "theme=dark; " + garbage + ";" + unknown + ";" + valid + "; x=y")) {
      assertThat(site.sendWithCookie("/get?name=color", header).body()).as(header).isEqualTo("red");
    }
  }

  @Test
  default void H10_aCookieWhoseRecordCantBeReadDoesNotHideTheValidOne() {
    RunningSite site = site();
    String valid = guestOf(site, "color", "red").cookieHeader();
    CookieClient other = guestOf(site, "color", "blue");
    site.overwriteRecord(other.id(), new byte[] {1, 2, 3});

    for (String header :
        List.of(other.cookieHeader() + "; " + valid, valid + "; " + other.cookieHeader())) {
      assertThat(site.sendWithCookie("/get?name=color", header).body()).as(header).isEqualTo("red");
    }
  }

  /** Its user would be logged out on a server that can read it. */
  @Test
  default void H20_noSessionBeginsInPlaceOfOneThatCannotBeReadWhateverElseIsSent() {
    RunningSite site = site();
    CookieClient guest = guestOf(site, "color", "red");
    String unreadable = guest.cookieHeader();
    site.overwriteRecord(guest.id(), new byte[] {1, 2, 3});
    CookieClient leaving = guestOf(site, "color", "blue");
    String ended = leaving.cookieHeader();
    leaving.send("/destroy");
    String unknown = site.cookieFor(LikeIds.next().value());
    String forged = unknown.substring(0, unknown.length() - 12) + "A".repeat(12);

    for (String other : List.of(ended, unknown, forged, site.cookieName() + "=garbage")) {
      for (List<String> cookies :
          List.of(
              List.of(unreadable, other),
              List.of(other, unreadable),
              List.of(other, unreadable, other))) {
        String header = String.join("; ", cookies);
        ReceivedResponse reply = site.sendWithCookie("/set?name=color&value=green", header);

        assertThat(reply.status()).as(header).isEqualTo(200);
        assertThat(reply.cookies()).as(header).isEmpty();
        assertThat(site.sendWithCookie("/get?name=color", header).body()).isEqualTo(Route.NONE);
      }
    }
    assertThat(site.record(guest.id())).as("what another server may read").isPresent();
  }

  /** Browsers send first what was set for the longer path. */
  @Test
  default void H10_ofSeveralCookiesWithASessionTheFirstCounts() {
    RunningSite site = site();
    CookieClient red = guestOf(site, "color", "red");
    CookieClient blue = guestOf(site, "color", "blue");
    for (List<CookieClient> order : List.of(List.of(red, blue), List.of(blue, red))) {
      CookieClient first = order.get(0);
      String before = first.read("color");
      String header = first.cookieHeader() + "; " + order.get(1).cookieHeader();

      assertThat(site.sendWithCookie("/get?name=color", header).body()).isEqualTo(before);
      site.sendWithCookie("/set?name=shape&value=of+" + before, header);

      assertThat(first.read("shape")).as("what is set with %s first", before).endsWith(before);
    }
    assertThat(List.of(red.read("shape"), blue.read("shape"))).doesNotHaveDuplicates();
  }

  @Test
  default void H10_theValidCookieIsFoundBehindManyForgedOnes() {
    RunningSite site = site();
    String valid = guestOf(site, "color", "red").cookieHeader();
    String forged = site.cookieName() + "=s%3A" + LikeIds.next().value() + "." + "A".repeat(43);
    String many = (forged + "; ").repeat(40);

    ReceivedResponse[] reply = new ReceivedResponse[1];
    Cost cost =
        http()
            .redis()
            .costOf(() -> reply[0] = site.sendWithCookie("/get?name=color", many + valid));

    assertThat(reply[0].body()).isEqualTo("red");
    assertThat(cost.names()).hasSize(1);
  }

  /** As many and as long as servers let through, by the header or by the pair, before or behind. */
  @ParameterizedTest
  @MethodSource("others")
  default void H39_theSessionIsFoundAmongOtherCookiesHoweverLongAndMany(String others) {
    RunningSite site = site();
    CookieClient guest = guestOf(site, "color", "red");
    String valid = guest.cookieHeader();
    try (WebConnection connection = new WebConnection(site.uri())) {
      for (List<String> lines :
          List.of(
              List.of(others + "; " + valid),
              List.of(valid + "; " + others),
              List.of(others, valid),
              List.of(valid, others))) {
        assertThat(ask(connection, "/get?name=color", lines).body()).isEqualTo("red");
        assertThat(ask(connection, "/set?name=shape&value=round", lines).cookies()).isEmpty();
        assertThat(guest.read("shape")).isEqualTo("round");
        guest.send("/remove?name=shape");
      }
    }
  }

  /** Most servers take 8 KB of headers in all. */
  static Stream<String> others() {
    return Stream.of(
        "junk=" + "x".repeat(1_100),
        "junk=" + "x".repeat(2_100),
        "junk=" + "x".repeat(4_100),
        "junk=" + "x".repeat(6_000),
        "junk=\"" + "x; ".repeat(2_000) + "\"",
        numbered(600, i -> "c" + i + "=" + i % 10),
        numbered(150, i -> "_ga_" + i + "=" + "x".repeat(30)));
  }

  private static String numbered(int count, IntFunction<String> pair) {
    return IntStream.range(0, count).mapToObj(pair).collect(Collectors.joining("; "));
  }

  private static ReceivedResponse ask(
      WebConnection connection, String target, List<String> cookies) {
    ReceivedResponse reply =
        connection.send(List.of(new WebRequest("GET", target, Map.of("Cookie", cookies)))).get(0);
    assertThat(reply.status()).as("status of %s", target).isEqualTo(200);
    return reply;
  }

  @Test
  default void H10_manySignedCookiesOfEndedSessionsCostFewCommands() {
    RunningSite site = site();
    String ended =
        Stream.generate(() -> site.cookieFor(LikeIds.next().value()))
            .limit(30)
            .collect(Collectors.joining("; "));

    ReceivedResponse[] reply = new ReceivedResponse[1];
    Cost cost =
        http().redis().costOf(() -> reply[0] = site.sendWithCookie("/get?name=color", ended));

    assertThat(reply[0].status()).isEqualTo(200);
    assertThat(reply[0].body()).isEqualTo(Route.NONE);
    assertThat(cost.names()).hasSizeLessThanOrEqualTo(4);
  }
}
