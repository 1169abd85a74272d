package io.cloakroom.lettuce;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisUnreachableException;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LOADING Redis is loading the dataset in memory",
        "READONLY You can't write against a read only replica.",
        "MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.",
        "CLUSTERDOWN The cluster is down",
        "TRYAGAIN Multiple keys request during rehashing of slot",
        "MOVED 3999 127.0.0.1:6381",
        "ASK 3999 127.0.0.1:6381"
      })
  void P22_aServerThatCannotTakeTheCommandNowIsUnreachable(String reply) {
    RedisCommandExecutionException cause = new RedisCommandExecutionException(reply);

    assertThat(Failures.translate(cause))
        .isInstanceOf(RedisUnreachableException.class)
        .hasMessageContaining(reply)
        .hasCause(cause);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "WRONGTYPE Operation against a key holding the wrong kind of value",
        "OOM command not allowed when used memory > 'maxmemory'.",
        "NOAUTH Authentication required.",
        "ERR syntax error"
      })
  void P18_anyOtherErrorReplyIsARefusal(String reply) {
    RedisCommandExecutionException cause = new RedisCommandExecutionException(reply);

    RedisCommandException failure = Failures.translate(cause);

    assertThat(failure).isInstanceOf(RedisRefusedException.class).hasCause(cause);
    assertThat(((RedisRefusedException) failure).code())
        .isEqualTo(reply.substring(0, reply.indexOf(' ')));
  }

  @Test
  void P18_aRefusedHandshakeIsARefusal() {
    RedisConnectionException cause =
        new RedisConnectionException(
            "Unable to connect", new RedisCommandExecutionException("WRONGPASS invalid password"));

    assertThat(Failures.translate(cause)).isInstanceOf(RedisRefusedException.class).hasCause(cause);
  }

  @Test
  void P18_aHandshakeThatTookTooLongIsUnreachable() {
    RedisConnectionException cause =
        new RedisConnectionException(
            "Unable to connect", new RedisCommandTimeoutException("HELLO"));

    assertThat(Failures.translate(cause)).isInstanceOf(RedisUnreachableException.class);
  }

  @Test
  void P18_aLostConnectionIsUnreachableAndTheCauseIsUnwrapped() {
    RedisException cause = new RedisException("Connection is closed");

    assertThat(Failures.translate(new CompletionException(cause)))
        .isInstanceOf(RedisUnreachableException.class)
        .hasMessageContaining("Connection is closed")
        .hasCause(cause);
  }
}
