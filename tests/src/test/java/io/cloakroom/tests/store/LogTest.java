package io.cloakroom.tests.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.cloakroom.crypto.EncryptionKey;
import io.cloakroom.crypto.KeyRing;
import io.cloakroom.http.CookieOptions;
import io.cloakroom.http.RequestSession;
import io.cloakroom.http.SessionEngine;
import io.cloakroom.http.SessionExchange;
import io.cloakroom.http.SessionRequest;
import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.session.HashedSessionId;
import io.cloakroom.session.OnUnreadable;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.StoreObserver;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stands in the log. */
class LogTest {

  private static final String SECRET = "a secret of at least thirty-two bytes";

  private final InMemoryRedisCommands redis = InMemoryRedisCommands.create();
  private final SessionId id = SessionId.random();
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream before = System.err;

  @BeforeEach
  void listen() {
    System.setErr(new PrintStream(written, true, UTF_8)); // which slf4j-simple writes to
  }

  @AfterEach
  void restore() {
    System.setErr(before);
  }

  @Test
  void S33_anUnreadableRecordIsCountedEachTimeAndLoggedOnce() {
    AtomicInteger observed = new AtomicInteger();
    StoreObserver observer =
        new StoreObserver() {
          @Override
          public void unreadableRecord() {
            observed.incrementAndGet();
          }
        };
    RedisSessionStore store = RedisSessionStore.builder(redis).observer(observer).build();
    put("sess:" + id.value(), "{\"cookie\":{},\"secret-data\":tru");

    for (int i = 0; i < 3; i++) {
      assertThat(store.blocking().get(id)).isEmpty();
    }

    assertThat(store.unreadableRecords()).isEqualTo(3);
    assertThat(observed).hasValue(3);
    assertThat(log()).singleElement().asString().contains("WARN", id.toString(), "DISCARD");
  }

  @Test
  void S33_itIsLoggedWhereReadingItFailsToo() {
    RedisSessionStore store =
        RedisSessionStore.builder(redis).onUnreadable(OnUnreadable.FAIL).build();
    put("sess:" + id.value(), "spoilt");

    for (int i = 0; i < 3; i++) {
      assertThat(catchThrowable(() -> store.blocking().get(id))).isNotNull();
    }

    assertThat(store.unreadableRecords()).isEqualTo(3);
    assertThat(log()).singleElement().asString().contains("WARN", id.toString(), "FAIL");
  }

  @Test
  void S33_eachUnreadableRecordIsLogged() {
    RedisSessionStore store = RedisSessionStore.builder(redis).build();
    for (int i = 0; i < 5; i++) {
      SessionId another = SessionId.random();
      put("sess:" + another.value(), "spoilt");
      store.blocking().get(another);
    }
    store.blocking().all().forEach(session -> {});

    assertThat(store.unreadableRecords()).isEqualTo(10);
    assertThat(log()).hasSize(5);
  }

  @Test
  void S34_theLogHoldsNoFullIdAndNoData() {
    RedisSessionStore store =
        RedisSessionStore.builder(redis).encryption(KeyRing.of(EncryptionKey.random())).build();
    put("sess:" + id.value(), "{\"cookie\":{},\"secret-data\":true}");

    store.blocking().get(id);
    store.blocking().all().forEach(session -> {});

    assertThat(log()).isNotEmpty().noneMatch(line -> line.contains(id.value()));
    assertThat(log()).noneMatch(line -> line.contains("secret-data"));
  }

  @Test
  void S28_withIdHashingTheLogNamesTheHash() {
    RedisSessionStore store = RedisSessionStore.builder(redis).idHashing(true).build();
    String hash = HashedSessionId.of(id).value();
    put("sess:" + hash, "spoilt");

    store.blocking().get(id);

    assertThat(log()).singleElement().asString().contains(hash).doesNotContain(id.value());
    assertThat(log().get(0)).doesNotContain(id.toString());
  }

  @Test
  void H17_aSecureCookieOnPlainHttpIsWarnedOfOnce() {
    SessionEngine engine =
        SessionEngine.builder()
            .store(RedisSessionStore.builder(redis).build())
            .secret(SECRET)
            .cookie(cookie -> cookie.secure(CookieOptions.Secure.ALWAYS))
            .build();

    for (int i = 0; i < 3; i++) {
      SessionExchange exchange = engine.begin(requestOf(false, List.of()));
      exchange.load().toCompletableFuture().join().set("user", "ada");
      assertThat(exchange.commit().toCompletableFuture().join().setCookie()).isEmpty();
    }

    assertThat(log())
        .singleElement()
        .asString()
        .contains("WARN", "TLS only", "without TLS", "option proxy", "AUTO");
  }

  @Test
  void H37_endingOtherSessionsWithoutAUserIsWarnedOfOnce() {
    SessionEngine engine =
        SessionEngine.builder()
            .store(RedisSessionStore.builder(redis).userIndex("usr").build())
            .secret(SECRET)
            .build();

    for (int i = 0; i < 3; i++) {
      SessionExchange exchange = engine.begin(requestOf(true, List.of()));
      RequestSession session = exchange.load().toCompletableFuture().join();
      session.set("user", "ada");
      session.destroyOthers();
      assertThat(exchange.commit().toCompletableFuture().join().setCookie()).hasSize(1);
    }

    assertThat(log()).singleElement().asString().contains("WARN", "userIndex", "[user]");
  }

  @Test
  void H18_aSecretThatMayBeGuessedIsWarnedOf() {
    SessionEngine.builder()
        .store(RedisSessionStore.builder(redis).build())
        .secret("x".repeat(32))
        .build();
    assertThat(log()).isEmpty();

    SessionEngine.builder()
        .store(RedisSessionStore.builder(redis).build())
        .secrets(List.of("x".repeat(32), "x".repeat(31)))
        .build();

    assertThat(log()).singleElement().asString().contains("WARN", "shorter than 32 bytes");
    assertThat(log().get(0)).doesNotContain("xxx");
  }

  private void put(String key, String record) {
    redis.set(key, record.getBytes(UTF_8), SetOptions.always()).toCompletableFuture().join();
  }

  private List<String> log() {
    return written.toString(UTF_8).lines().toList();
  }

  private static SessionRequest requestOf(boolean tls, List<String> cookies) {
    return SessionRequest.of("/", tls, name -> name.equals("Cookie") ? cookies : List.of());
  }
}
