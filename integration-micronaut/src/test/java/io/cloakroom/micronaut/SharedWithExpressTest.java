package io.cloakroom.micronaut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.http.SessionEngine;
import io.cloakroom.http.SessionExchange;
import io.cloakroom.http.SessionRequest;
import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.record.UnstorableAttributeException;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.session.SessionStore;
import io.micronaut.context.ApplicationContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The property that shares sessions with Express. */
class SharedWithExpressTest {

  @Test
  void H3_aSharedCookieHasExpresssName() {
    try (ApplicationContext context = context(Map.of())) {
      assertThat(cookieOf(context, "user")).startsWith("connect.sid=s%3A");
    }
  }

  @Test
  void H3_aSharedCookieCanHaveAnotherName() {
    try (ApplicationContext context = context(Map.of("cloakroom.name", "shop.sid"))) {
      assertThat(cookieOf(context, "user")).startsWith("shop.sid=s%3A");
    }
  }

  @Test
  void S32_whatExpressWouldLoseIsRefused() {
    try (ApplicationContext context = context(Map.of())) {
      assertThatThrownBy(() -> cookieOf(context, "toString"))
          .hasRootCauseInstanceOf(UnstorableAttributeException.class);
    }
  }

  @Test
  void S8_whatExpressCouldNotReadIsRefusedByName() {
    assertThatThrownBy(
            () -> {
              try (ApplicationContext context =
                  context(Map.of("cloakroom.store.id-hashing", true))) {
                context.getBean(SessionStore.class);
              }
            })
        .hasStackTraceContaining("Option idHashing");
  }

  private static ApplicationContext context(Map<String, Object> properties) {
    Map<String, Object> all = new HashMap<>(properties);
    all.put("cloakroom.shared-with-express", true);
    all.put("cloakroom.secret", "a secret of at least thirty-two bytes");
    ApplicationContext context = ApplicationContext.builder(all).build();
    context.registerSingleton(RedisCommands.class, InMemoryRedisCommands.create());
    return context.start();
  }

  private static String cookieOf(ApplicationContext context, String attribute) {
    SessionExchange exchange =
        context
            .getBean(SessionEngine.class)
            .begin(SessionRequest.of("/", false, header -> List.of()));
    exchange.load().toCompletableFuture().join().set(attribute, "ada");
    return exchange.commit().toCompletableFuture().join().setCookie().get(0);
  }
}
