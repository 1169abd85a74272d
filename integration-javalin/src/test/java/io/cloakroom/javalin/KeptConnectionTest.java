package io.cloakroom.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A connection that a client, or a proxy for all of its clients, keeps open. */
class KeptConnectionTest {

  @Test
  void H3_oneConnectionCarriesAnyNumberOfCookies() throws Exception {
    try (Site site =
        Site.of(config -> config.routes.get("/begin", ctx -> ctx.sessionAttribute("a", "1")))) {
      for (int i = 0; i < 200; i++) {
        assertThat(Site.cookies(site.get("/begin"))).hasSize(1);
      }
    }
  }
}
