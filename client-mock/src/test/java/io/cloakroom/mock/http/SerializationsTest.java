package io.cloakroom.mock.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.http.RequestSession;
import io.cloakroom.http.SessionEngine;
import io.cloakroom.http.SessionExchange;
import io.cloakroom.http.SessionRequest;
import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.serializer.JsonSessionSerializer;
import io.cloakroom.serializer.SessionRecord;
import io.cloakroom.serializer.SessionSerializer;
import io.cloakroom.session.RedisSessionStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often a request serializes its session. */
class SerializationsTest {

  private final SessionSerializer json = JsonSessionSerializer.create();
  private int serializations;
  private final SessionEngine engine =
      SessionEngine.builder(
              RedisSessionStore.builder(InMemoryRedisCommands.create())
                  .serializer(
                      new SessionSerializer() {
                        @Override
                        public byte[] serialize(SessionRecord sessionRecord) {
                          serializations++;
                          return json.serialize(sessionRecord);
                        }

                        @Override
                        public SessionRecord deserialize(byte[] bytes) {
                          return json.deserialize(bytes);
                        }
                      })
                  .build())
          .secret("a secret of at least thirty-two bytes")
          .build();
  private String cookie;

  @BeforeEach
  void begin() {
    SessionExchange first = engine.begin(new SessionRequest("/", false, List.of(), null));
    answer(first.load()).set("basket", new ArrayList<>(List.of("coat")));
    answer(first.load()).set("user", "ada");
    cookie = answer(first.commitWhole()).orElseThrow().replaceFirst(";.*", "");
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
  void S35_aRequestWhoseListGrowsSerializesOnce() {
    request(session -> basketOf(session).add("hat"));

    assertThat(serializations).isEqualTo(1);
    request(session -> assertThat(basketOf(session)).containsExactly("coat", "hat"));
  }

  @Test
  void S35_aRequestThatAlsoSetsAnAttributeSerializesOnce() {
    request(
        session -> {
          basketOf(session).add("hat");
          session.set("user", "bob");
        });

    assertThat(serializations).isEqualTo(1);
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
    return engine.begin(new SessionRequest("/", false, List.of(cookie), null));
  }

  @SuppressWarnings("unchecked")
  private static List<String> basketOf(RequestSession session) {
    return (List<String>) session.get("basket");
  }

  private static <T> T answer(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
