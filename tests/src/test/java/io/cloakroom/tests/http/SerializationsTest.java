package io.cloakroom.tests.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.http.RequestSession;
import io.cloakroom.http.SessionEngine;
import io.cloakroom.http.SessionExchange;
import io.cloakroom.http.SessionRequest;
import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.record.AttributeSerializer;
import io.cloakroom.record.RecordParts;
import io.cloakroom.record.StoredValue;
import io.cloakroom.serializer.json.JsonSessionSerializer;
import io.cloakroom.session.RedisSessionStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often a request serializes its session. */
class SerializationsTest {

  private final AttributeSerializer json = AttributeSerializer.of(JsonSessionSerializer.create());
  private int serializations;
  private final SessionEngine engine =
      SessionEngine.builder()
          .store(
              RedisSessionStore.builder(InMemoryRedisCommands.create())
                  .serializer(
                      new AttributeSerializer() {
                        @Override
                        public StoredValue store(String name, Object value) {
                          serializations++;
                          return json.store(name, value);
                        }

                        @Override
                        public Object restore(String name, StoredValue stored) {
                          return json.restore(name, stored);
                        }

                        @Override
                        public RecordParts split(byte[] bytes) {
                          return json.split(bytes);
                        }

                        @Override
                        public byte[] join(RecordParts parts) {
                          return json.join(parts);
                        }
                      })
                  .build())
          .secret("a secret of at least thirty-two bytes")
          .build();
  private String cookie;

  @BeforeEach
  void begin() {
    SessionExchange first = engine.begin(requestOf(false, List.of()));
    answer(first.load()).set("basket", new ArrayList<>(List.of("coat")));
    answer(first.load()).set("user", "ada");
    cookie = answer(first.commitWhole()).setCookie().get(0).replaceFirst(";.*", "");
    answer(first.complete());
    serializations = 0;
  }

  @Test
  void S35_aRequestThatOnlyReadsTextSerializesNothing() {
    request(session -> session.get("user"));

    assertThat(serializations).isZero();
  }

  @Test
  void S35_aRequestThatReadsAListSerializesOnce() {
    request(session -> session.get("basket"));

    assertThat(serializations).isEqualTo(1);
  }

  @Test
  void S35_aRequestWhoseListGrowsStoresItTwiceAtMost() {
    request(session -> basketOf(session).add("hat"));

    assertThat(serializations).isLessThanOrEqualTo(2);
    request(session -> assertThat(basketOf(session)).containsExactly("coat", "hat"));
  }

  @Test
  void S35_aRequestThatAlsoSetsAnAttributeStoresEachTwiceAtMost() {
    request(
        session -> {
          basketOf(session).add("hat");
          session.set("user", "bob");
        });

    assertThat(serializations).isLessThanOrEqualTo(4);
  }

  @Test
  void S35_aListThatGrowsWhileTheResponseStreamsIsSavedToo() {
    SessionExchange exchange = exchange();
    List<String> basket = basketOf(answer(exchange.load()));
    answer(exchange.commit());
    basket.add("hat");
    answer(exchange.complete());

    request(session -> assertThat(basketOf(session)).containsExactly("coat", "hat"));
  }

  @Test
  void S35_aListThatIsAskedForAgainAfterTheWholeResponseIsSavedToo() {
    SessionExchange exchange = exchange();
    RequestSession session = answer(exchange.load());
    basketOf(session);
    answer(exchange.commitWhole());
    basketOf(session).add("hat");
    answer(exchange.complete());

    request(later -> assertThat(basketOf(later)).containsExactly("coat", "hat"));
  }

  private void request(Consumer<RequestSession> handler) {
    SessionExchange exchange = exchange();
    handler.accept(answer(exchange.load()));
    answer(exchange.commitWhole());
    answer(exchange.complete());
    answer(exchange.complete());
  }

  private SessionExchange exchange() {
    return engine.begin(requestOf(false, List.of(cookie)));
  }

  @SuppressWarnings("unchecked")
  private static List<String> basketOf(RequestSession session) {
    return (List<String>) session.get("basket");
  }

  private static <T> T answer(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  private static SessionRequest requestOf(boolean tls, List<String> cookies) {
    return SessionRequest.of("/", tls, name -> name.equals("Cookie") ? cookies : List.of());
  }
}
