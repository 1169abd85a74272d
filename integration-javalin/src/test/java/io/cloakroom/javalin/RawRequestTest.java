package io.cloakroom.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.http.CookieOptions;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no browser sends. */
class RawRequestTest {

  private static String answer(Site site, String target, String... headers) throws IOException {
    try (Socket socket = site.raw("GET " + target, headers)) {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ";",
        "=",
        "sid",
        "sid=",
        "sid=s:",
        "sid=s%3A.",
        "sid=\"",
        "sid=\"s:a.b",
        "sid=%",
        "sid=%zz",
        "sid=s%3Aa.b; sid=s%3Aa.b",
        "$Version=1; sid=x",
        "sid=\u00e9\u00ff",
        "sid=a b,c",
        "a=\"b\\\"; sid={}[]()<>@:\\/?",
        "\u0080\u00ff=\u00c3\u00a9",
        ",,,;;;===",
        "sid=\t;\t"
      })
  void H8_garbageInTheCookieIsNoSession(String cookie) throws Exception {
    try (Site site = Site.of(config -> {})) {
      assertThat(answer(site, "/read/a", "Cookie: " + cookie)).startsWith("HTTP/1.1 200");
      assertThat(site.redis.reads).hasValue(0);
    }
  }

  @Test
  void H8_anOversizedCookieIsNoSession() throws Exception {
    try (Site site = Site.of(config -> {})) {
      assertThat(answer(site, "/read/a", "Cookie: sid=" + "x".repeat(7_000)))
          .startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void H17_anHttpsUriInTheRequestLineMakesNoSecureConnection() throws Exception {
    try (Site site =
        Site.of(
            options -> options.cookie(cookie -> cookie.secure(CookieOptions.Secure.ALWAYS)),
            config -> config.routes.get("/begin", ctx -> ctx.sessionAttribute("a", "1")))) {
      String answer =
          answer(
              site,
              "https://localhost/begin",
              "X-Forwarded-Proto: https",
              "Forwarded: proto=https");

      assertThat(answer).startsWith("HTTP/1.1 200").doesNotContain("Set-Cookie");
      assertThat(site.ids()).isEmpty();
    }
  }
}
