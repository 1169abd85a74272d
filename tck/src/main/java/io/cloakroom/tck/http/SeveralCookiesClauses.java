package io.cloakroom.tck.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.tck.client.LikeIds;
import io.cloakroom.tck.http.application.Route;
import io.cloakroom.tck.http.site.CookieClient;
import io.cloakroom.tck.http.site.ReceivedResponse;
import io.cloakroom.tck.http.site.RedisSide.Cost;
import io.cloakroom.tck.http.site.RunningSite;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** H10: a request with several cookies of the name. */
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
