package io.cloakroom.tests.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.http.RequestSession;
import io.cloakroom.http.SessionEngine;
import io.cloakroom.http.SessionExchange;
import io.cloakroom.http.SessionRequest;
import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.session.RedisSessionStore;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * How many bytes the engine may allocate for a request, whatever the framework allocates besides:
 * the cookie is read and checked, the session is loaded, used and saved, and the response is told
 * what it needs. The session is that of {@link StoreAllocationTest}, whose bars count here, too.
 *
 * <p>The bars are an eighth above what was measured on JDK 17, interpreted: 448, 9,176 and 17,240
 * bytes.
 */
class RequestAllocationTest {

  private static final long WITHOUT_SESSION = 500;
  private static final long READ = 10_300;
  private static final long UPDATE = 19_400;

  private final SessionEngine engine =
      SessionEngine.builder()
          .store(RedisSessionStore.builder(InMemoryRedisCommands.create()).build())
          .secrets(List.of("a secret of more than 32 bytes, for this test"))
          .build();
  private int uses;

  @Test
  void aRequestThatAsksForNoSessionAllocatesNoMoreThanItsBar() {
    List<String> cookie = begun();

    assertThat(Allocation.of(() -> finish(request(cookie)))).isLessThanOrEqualTo(WITHOUT_SESSION);
  }

  @Test
  void aRequestThatReadsAllocatesNoMoreThanItsBar() {
    List<String> cookie = begun();

    assertThat(Allocation.of(() -> serve(cookie, session -> session.get("user"))))
        .isLessThanOrEqualTo(READ);
  }

  @Test
  void aRequestThatChangesAllocatesNoMoreThanItsBar() {
    List<String> cookie = begun();

    assertThat(Allocation.of(() -> serve(cookie, session -> session.set("views", ++uses))))
        .isLessThanOrEqualTo(UPDATE);
  }

  /** Begins a session, and returns the value of the Cookie header that has it. */
  private List<String> begun() {
    SessionExchange first = request(List.of());
    Allocation.shop().forEach(done(first.load())::set);
    List<String> cookies = done(first.commit()).setCookie();
    done(first.complete());
    assertThat(cookies).hasSize(1);
    return List.of(cookies.get(0).substring(0, cookies.get(0).indexOf(';')));
  }

  private void serve(List<String> cookie, Consumer<RequestSession> handler) {
    SessionExchange exchange = request(cookie);
    RequestSession session = done(exchange.load());
    handler.accept(session);
    if (session.get("user") == null) {
      throw new AssertionError("The session was not found");
    }
    finish(exchange);
  }

  private static void finish(SessionExchange exchange) {
    done(exchange.commit());
    done(exchange.complete());
  }

  private SessionExchange request(List<String> cookie) {
    return engine.begin(
        SessionRequest.of("/page", false, name -> name.equals("Cookie") ? cookie : List.of()));
  }

  private static <T> T done(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
