package io.cloakroom.tck.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.tck.servers.RawRedis;
import io.cloakroom.tck.servers.RedisServers;
import java.io.EOFException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultyProxyTest {

  private final FaultyProxy proxy = FaultyProxy.before(RedisServers.shared().uri());
  private RawRedis redis;

  @BeforeEach
  void connect() {
    redis = RawRedis.connect(proxy.uri(), Duration.ofMillis(300));
  }

  @AfterEach
  void close() {
    redis.close();
    proxy.close();
  }

  @Test
  void passesAThousandCommands() {
    for (int i = 0; i < 1000; i++) {
      assertThat(redis.text("ECHO", "word " + i)).isEqualTo("word " + i);
    }
  }

  @Test
  void cutsAReply() {
    proxy.cutAfter(4);
    assertThatThrownBy(() -> redis.call("ECHO", "a long word"))
        .isInstanceOf(UncheckedIOException.class)
        .hasCauseInstanceOf(EOFException.class);
  }

  @Test
  void resetsAConnection() {
    proxy.reset();
    assertThatThrownBy(() -> redis.call("PING"))
        .isInstanceOf(UncheckedIOException.class)
        .hasCauseInstanceOf(SocketException.class)
        .hasMessageContaining("reset");
  }

  @Test
  void holdsRepliesBackUntilItPasses() {
    proxy.stall();
    assertThatThrownBy(() -> redis.call("ECHO", "late"))
        .hasCauseInstanceOf(SocketTimeoutException.class);
    proxy.pass();
    assertThat(redis.text("ECHO", "next")).isEqualTo("late");
  }

  @Test
  void slowsRepliesByADuration() {
    proxy.slow(Duration.ofMillis(100));
    long start = System.nanoTime();
    assertThat(redis.text("PING")).isEqualTo("PONG");
    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(100_000_000);
  }

  @Test
  void answersInPlaceOfTheServer() {
    redis.call("SET", "faulty-proxy-test", "two\r\nlines");
    proxy.answer("LOADING Redis is loading");
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> redis.call("DEL", "faulty-proxy-test"))
          .isInstanceOf(RawRedis.ErrorReply.class)
          .hasMessage("LOADING Redis is loading");
    }
    proxy.pass();
    assertThat(redis.number("DEL", "faulty-proxy-test")).isEqualTo(1);
  }

  @Test
  void forgetsAConnectionThatEnds() {
    redis.call("PING");
    assertThat(proxy.connections()).isEqualTo(1);
    proxy.reset();
    assertThatThrownBy(() -> redis.call("PING")).isInstanceOf(UncheckedIOException.class);
    assertThat(proxy.connections()).isZero();
  }

  @Test
  void refusesWhatIsNoFault() {
    assertThatIllegalArgumentException().isThrownBy(() -> proxy.cutAfter(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> proxy.slow(Duration.ofMillis(-1)));
    assertThatIllegalArgumentException().isThrownBy(() -> proxy.answer("two\r\nlines"));
  }
}
