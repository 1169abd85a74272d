package io.cloakroom.tck.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.TimeToLive;
import io.cloakroom.tck.http.application.HttpCapability;
import io.cloakroom.tck.http.application.Route;
import io.cloakroom.tck.http.site.CookieClient;
import io.cloakroom.tck.http.site.RawExchange;
import io.cloakroom.tck.http.site.ReceivedResponse;
import io.cloakroom.tck.http.site.RunningSite;
import io.cloakroom.tck.http.site.SignedId;
import java.net.URI;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** H26, H38: WebSockets. */
interface WebSocketClauses extends HttpClauses {

  @Test
  default void H26_aWebSocketReadsTheSessionOfItsUpgradeRequest() throws Exception {
    http().needs(HttpCapability.WEB_SOCKETS);
    CookieClient guest = guestOf(site(), "color", "red");

    assertThat(greeting(guest.cookieHeader())).isEqualTo("red");
  }

  @Test
  default void H26_aWebSocketWithoutASessionLeavesNothingBehind() throws Exception {
    http().needs(HttpCapability.WEB_SOCKETS);
    List<String> keys = site().keys();

    assertThat(greeting("theme=dark")).isEqualTo(Route.NONE);

    assertThat(site().keys()).containsExactlyInAnyOrderElementsOf(keys);
  }

  /** As with the response to any request that uses its session. */
  @Test
  default void H26_theAnswerToAnUpgradeCarriesTheCookieThatIsDue() throws Exception {
    http().needs(HttpCapability.WEB_SOCKETS);
    String prefix = HttpUnderTest.newPrefix();
    String old = ChangedOptionClauses.OF_YESTERDAY;
    String newest = ChangedOptionClauses.OF_TODAY;
    RunningSite before = http().with(options -> options.secrets(old), prefix);
    RunningSite now = http().with(options -> options.secrets(newest, old), prefix);
    CookieClient guest = guestOf(before, "color", "red");

    try (RawExchange upgrade = RawExchange.sendLines(now.uri(), upgrade(now, guest))) {
      ReceivedResponse answer = upgrade.head();

      assertThat(answer.status()).isEqualTo(101);
      assertThat(SignedId.verify(answer.onlyCookie().value(), newest)).isEqualTo(guest.id());
    }
  }

  private static String upgrade(RunningSite site, CookieClient guest) {
    return "GET %s?name=color HTTP/1.1|Host: %s|Cookie: %s|Upgrade: websocket|Connection: Upgrade|"
            .formatted(Route.WEB_SOCKET_PATH, site.uri().getAuthority(), guest.cookieHeader())
        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==|Sec-WebSocket-Version: 13||";
  }

  @Test
  default void H38_aMessageSeesWhatRequestsHaveChangedSinceTheUpgrade() throws Exception {
    http().needs(HttpCapability.WEB_SOCKETS);
    CookieClient guest = guestOf(site(), "color", "red");

    try (OpenSocket socket = open(guest.cookieHeader())) {
      assertThat(socket.next()).isEqualTo("red");
      guest.set("color", "blue");

      assertThat(socket.ask()).isEqualTo("blue");
    }
  }

  @Test
  default void H38_aWebSocketLearnsWithTheNextMessageThatItsSessionHasEnded() throws Exception {
    http().needs(HttpCapability.WEB_SOCKETS);
    CookieClient guest = guestOf(site(), "color", "red");

    try (OpenSocket socket = open(guest.cookieHeader())) {
      assertThat(socket.next()).isEqualTo("red");
      assertThat(socket.ask()).isEqualTo("red");
      guest.send("/destroy");

      assertThat(socket.ask()).isEqualTo(Route.ENDED);
      assertThat(socket.ask()).as("it stays so").isEqualTo(Route.ENDED);
    }
  }

  @Test
  default void H38_whoSendsMessagesStaysLoggedIn() throws Exception {
    http().needs(HttpCapability.WEB_SOCKETS);
    List<RunningSite> sites =
        List.of(
            site(),
            site(options -> options.cookie(cookie -> cookie.maxAge(Duration.ofHours(1)))),
            site(options -> options.rolling(true)));
    for (RunningSite site : sites) {
      CookieClient guest = guestOf(site, "color", "red");

      try (OpenSocket socket = open(site, guest.cookieHeader())) {
        assertThat(socket.next()).isEqualTo("red");
        for (int message = 1; message <= 2; message++) {
          site.shortenTo(guest.id(), Duration.ofSeconds(90));

          assertThat(socket.ask()).isEqualTo("red");

          assertThat(site.timeToLive(guest.id()))
              .as("what is left after message %s", message)
              .isInstanceOfSatisfying(
                  TimeToLive.Remaining.class,
                  left -> assertThat(left.duration()).isGreaterThan(Duration.ofMinutes(50)));
        }
      }
    }
  }

  @Test
  default void H38_aWebSocketOpenedBeforeALogInIsNotLoggedIn() throws Exception {
    http().needs(HttpCapability.WEB_SOCKETS);
    CookieClient guest = guestOf(site(), "color", "red");

    try (OpenSocket socket = open(guest.cookieHeader())) {
      assertThat(socket.next()).isEqualTo("red");
      guest.send("/log-in?user=ada");

      assertThat(socket.ask()).as("whoever planted the old id").isEqualTo(Route.ENDED);
    }
  }

  private String greeting(String cookie) throws Exception {
    try (OpenSocket socket = open(cookie)) {
      return socket.next();
    }
  }

  private OpenSocket open(String cookie) throws Exception {
    return open(site(), cookie);
  }

  private static OpenSocket open(RunningSite site, String cookie) throws Exception {
    URI uri =
        URI.create("ws://" + site.uri().getAuthority() + Route.WEB_SOCKET_PATH + "?name=color");
    BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    WebSocket socket =
        site.client()
            .newWebSocketBuilder()
            .header("Cookie", cookie)
            .buildAsync(uri, new Messages(messages))
            .get(RunningSite.TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    return new OpenSocket(socket, messages);
  }

  /** A WebSocket whose server answers each message with one. */
  record OpenSocket(WebSocket socket, BlockingQueue<String> messages) implements AutoCloseable {

    String next() throws InterruptedException {
      String message = messages.poll(RunningSite.TIMEOUT.toSeconds(), TimeUnit.SECONDS);
      return message == null ? "nothing came" : message;
    }

    String ask() throws Exception {
      socket.sendText("?", true).get(RunningSite.TIMEOUT.toSeconds(), TimeUnit.SECONDS);
      return next();
    }

    @Override
    public void close() {
      socket.abort();
    }
  }

  /** Takes text messages, and notes why there are no more. */
  record Messages(BlockingQueue<String> messages) implements WebSocket.Listener {

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      messages.add(text.toString());
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      messages.add("closed: " + code + " " + reason);
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable failure) {
      messages.add("failed: " + failure);
    }
  }
}
