package io.cloakroom.jedis;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.exceptions.JedisClusterException;
import redis.clients.jedis.exceptions.JedisClusterOperationException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisMovedDataException;

class FailuresTest {

  private static final HostAndPort NODE = new HostAndPort("localhost", 7000);

  @ParameterizedTest
  @ValueSource(strings = {"WRONGTYPE not a string", "OOM too much", "NOAUTH who", "ERR"})
  void P18_anErrorReplyIsARefusal(String reply) {
    JedisDataException failure = new JedisDataException(reply);

    assertThat(Failures.translate(failure))
        .isInstanceOf(RedisRefusedException.class)
        .hasMessageContaining(reply)
        .hasCause(failure);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LOADING the dataset",
        "READONLY a replica",
        "MASTERDOWN no link",
        "TRYAGAIN in the middle",
        "BUSY a script"
      })
  void P22_anErrorReplyThatSaysNotHereOrNotNowIsNoRefusal(String reply) {
    assertUnreachable(new JedisDataException(reply));
  }

  @Test
  void P22_aClusterThatIsDownOrMovesItsSlotsIsUnreachable() {
    assertUnreachable(new JedisClusterException("CLUSTERDOWN the cluster is down"));
    assertUnreachable(new JedisMovedDataException("MOVED 1 localhost:7000", NODE, 1));
    assertUnreachable(
        new JedisClusterOperationException(
            "No more cluster attempts left.",
            new JedisMovedDataException("MOVED 1 localhost:7000", NODE, 1)));
  }

  @Test
  void P18_anAnswerThatDoesNotComeIsATimeout() {
    assertTimeout(readTimeout());
  }

  @Test
  void P18_theLastOfSeveralAttemptsDecides() {
    assertTimeout(
        new JedisClusterOperationException("No more cluster attempts left.", readTimeout()));

    JedisException retried = new JedisException("No more attempts left.");
    retried.addSuppressed(readTimeout());
    assertTimeout(retried);
  }

  @Test
  void P18_aTimeoutWhileConnectingIsNoServer() {
    JedisConnectionException failure = new JedisConnectionException("Failed to connect to it.");
    failure.addSuppressed(new SocketTimeoutException("Connect timed out"));

    assertUnreachable(failure);
  }

  @Test
  void P18_aCutConnectionAndAnExhaustedPoolAreNoServer() {
    assertUnreachable(new JedisConnectionException("Unexpected end of stream."));
    assertUnreachable(new JedisConnectionException(new SocketException("Connection reset")));
    assertUnreachable(
        new JedisException(
            "Could not get a resource from the pool", new NoSuchElementException("Timeout")));
  }

  @Test
  void P21_anInterruptedThreadStaysInterrupted() {
    RedisCommandException translated =
        Failures.translate(
            new JedisException("Could not get a resource", new InterruptedException()));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(translated).isInstanceOf(RedisUnreachableException.class);
  }

  @Test
  void P18_whatIsTranslatedAlreadyStaysAsItIs() {
    RedisUnreachableException failure = new RedisUnreachableException("gone", null);

    assertThat(Failures.translate(failure)).isSameAs(failure);
  }

  private static JedisConnectionException readTimeout() {
    return new JedisConnectionException(new SocketTimeoutException("Read timed out"));
  }

  private static void assertTimeout(RuntimeException failure) {
    assertThat(Failures.translate(failure))
        .isInstanceOf(RedisTimeoutException.class)
        .hasCause(failure);
  }

  private static void assertUnreachable(RuntimeException failure) {
    assertThat(Failures.translate(failure))
        .isInstanceOf(RedisUnreachableException.class)
        .hasCause(failure);
  }
}
