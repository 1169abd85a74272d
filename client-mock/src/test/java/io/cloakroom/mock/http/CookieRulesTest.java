package io.cloakroom.mock.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cloakroom.http.CookieOptions;
import io.cloakroom.http.CookieOptions.SameSiteRule;
import io.cloakroom.http.SessionEngine;
import io.cloakroom.http.SessionEngineBuilder;
import io.cloakroom.http.SessionExchange;
import io.cloakroom.http.SessionRequest;
import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.session.RedisSessionStore;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rules of cookies that the kit's applications have no option for, or that TLS would be needed for.
 */
class CookieRulesTest {

  @Test
  void sameSiteAutoFollowsTheConnection() {
    SessionEngineBuilder auto = builder().cookie(CookieOptions.DEFAULT.sameSite(SameSiteRule.AUTO));

    assertThat(cookie(auto.build(), true)).contains("; SameSite=None").contains("; Secure");
    assertThat(cookie(auto.build(), false)).contains("; SameSite=Lax").doesNotContain("Secure");
  }

  @Test
  void aNameOfAllCharactersThatACookieMayHaveIsTaken() {
    String name = "azAZ09!#$%&'*+-.^_`|~";

    assertThat(cookie(builder().name(name).build(), true)).startsWith(name + "=");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a;b", "a=b", "a,b", "a\"b", "(a)", "é", "{", "\u007f"})
  void S8_aNameThatNoCookieMayHaveIsRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().name(name).build())
        .withMessageContaining("name");
  }

  private static SessionEngineBuilder builder() {
    return SessionEngine.builder(RedisSessionStore.builder(InMemoryRedisCommands.create()).build())
        .secret("a secret of at least thirty-two bytes");
  }

  private static String cookie(SessionEngine engine, boolean tls) {
    SessionExchange request = engine.begin(new SessionRequest("/", tls, List.of(), null));
    request.load().toCompletableFuture().join().set("color", "red");
    return request.commit().toCompletableFuture().join().orElseThrow();
  }
}
