package io.cloakroom.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.session.SessionStore;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CookieFuzzTest {

  private static final int HEADERS = 20_000;
  private static final String SIGNED =
      "s%3AhepgMwUxd5R48BEvm2tSIR4CvL7FASRk.5yBLO7TINjmsKl%2BOCd214E1xvAkGHgzMDpa824%2BV3ZI";

  /** No cookie that the application did not sign may cost a command. */
  private final SessionStore untouchable =
      (SessionStore)
          Proxy.newProxyInstance(
              SessionStore.class.getClassLoader(),
              new Class<?>[] {SessionStore.class},
              (proxy, method, arguments) -> {
                throw new AssertionError("The store was asked: " + method.getName());
              });

  private final SessionEngine engine =
      SessionEngine.builder(untouchable).secret("a secret of at least thirty-two bytes").build();

  @Test
  void H8_aCookieHeaderOfAnyCharactersIsNoSession() {
    long seed = Long.getLong("cloakroom.cookies.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < HEADERS; i++) {
      List<String> headers =
          IntStream.rangeClosed(0, random.nextInt(3))
              .mapToObj(number -> header(random))
              .collect(Collectors.toList());
      RequestSession session =
          engine
              .begin(new SessionRequest("/", false, headers, null))
              .load()
              .toCompletableFuture()
              .join();

      assertThat(session.isNew()).as("seed %s, headers %s", seed, headers).isTrue();
    }
  }

  /** Characters at random, or a cookie signed with another secret and spoilt here and there. */
  private static String header(Random random) {
    StringBuilder header =
        new StringBuilder(random.nextBoolean() ? "sid=" + SIGNED : "a=b; sid=\"s:x.y\"; sid=s%3A%");
    int changes = random.nextInt(12);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(header.length() + 1);
      switch (random.nextInt(4)) {
        case 0 -> header.insert(at, (char) random.nextInt(0x100));
        case 1 -> header.insert(at, "; sid=");
        case 2 -> header.insert(at, "%" + Integer.toHexString(random.nextInt(0x1000)));
        default -> header.setLength(Math.max(1, at));
      }
    }
    return header.toString();
  }
}
