package io.cloakroom.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a client sends as its cookie: no session, no exception, and Redis is not asked. */
class CookieFuzzTest {

  /** So that a failure comes again. */
  private static final long SEED = 8;

  private static final int INPUTS = 10_000;
  private static final String SECRET = "a secret of at least thirty-two bytes";
  private static final String ID = SessionId.random().value();
  private static final String SIGNED = new CookieSigner(List.of(SECRET)).sign(ID);

  /** What cookies are made of, a right signature excepted. */
  private static final List<String> PARTS =
      List.of(
          "sid",
          "=",
          ";",
          ",",
          " ",
          "\t",
          "\"",
          "\\",
          "s%3A",
          "s:",
          "s%3a",
          "j%3A",
          ".",
          "..",
          "%",
          "%2",
          "%zz",
          "%00",
          "%ff",
          "%c3%28",
          "%ED%A0%80",
          "\u0000",
          "\r\n",
          "\u00ff",
          "\u20ac",
          "\ud800",
          "*",
          "/",
          ID,
          SIGNED.substring(0, SIGNED.length() - 1),
          "x".repeat(5_000));

  private final Random random = new Random(SEED);
  private final SessionEngine engine =
      SessionEngine.builder().store(storeThatMustNotBeAsked()).name("sid").secret(SECRET).build();

  @Test
  void H8_anyBytesAreNoSession() {
    for (int i = 0; i < INPUTS; i++) {
      byte[] noise = new byte[random.nextInt(200)];
      random.nextBytes(noise);
      isNoSession(new String(noise, ISO_8859_1));
      isNoSession("sid=" + new String(noise, ISO_8859_1));
    }
  }

  @Test
  void H8_anyOrderOfACookiesPartsIsNoSession() {
    for (int i = 0; i < INPUTS; i++) {
      StringBuilder header = new StringBuilder(random.nextBoolean() ? "sid=s%3A" : "");
      for (int parts = random.nextInt(12); parts > 0; parts--) {
        header.append(PARTS.get(random.nextInt(PARTS.size())));
      }
      isNoSession(header.toString());
    }
  }

  @Test
  void H8_aSignedIdWithOneCharacterChangedIsNoSession() {
    String signedId = "s:" + SIGNED;
    for (int i = 0; i < INPUTS; i++) {
      StringBuilder changed = new StringBuilder(signedId);
      int place = random.nextInt(signedId.length());
      changed.setCharAt(place, (char) (signedId.charAt(place) ^ (1 << random.nextInt(7))));
      isNoSession("sid=" + PercentEncoding.encode(changed.toString()));
    }
  }

  /** Without this the others might pass because nothing is ever read. */
  @Test
  void H8_aValidSignedIdIsLookedUp() {
    assertThat(engine.begin(request("sid=" + PercentEncoding.encode("s:" + SIGNED))).load())
        .failsWithin(Duration.ofSeconds(5))
        .withThrowableThat()
        .withMessageContaining("lookUp");
  }

  private void isNoSession(String header) {
    SessionExchange exchange = engine.begin(request(header));
    RequestSession session = exchange.load().toCompletableFuture().join();

    assertThat(session.isNew()).as(header).isTrue();
    assertThat(session.get("name")).as(header).isNull();
    assertThat(exchange.commit())
        .as(header)
        .isCompletedWithValue(new SessionHeaders(List.of(), true));
  }

  private static SessionRequest request(String header) {
    return SessionRequest.of(
        "/", false, name -> name.equals("Cookie") ? List.of("theme=dark", header) : List.of());
  }

  private static SessionStore storeThatMustNotBeAsked() {
    return (SessionStore)
        Proxy.newProxyInstance(
            CookieFuzzTest.class.getClassLoader(),
            new Class<?>[] {SessionStore.class},
            (proxy, method, arguments) -> {
              if (method.isDefault()) {
                return InvocationHandler.invokeDefault(proxy, method, arguments);
              }
              throw new AssertionError("The store was asked to " + method.getName());
            });
  }
}
