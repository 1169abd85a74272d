package io.cloakroom.tck;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.SetOptions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** P17: scripts, whatever the server remembers of them. */
interface ScriptClauses extends PortClauses {

  @Test
  default void P17_aScriptAnswersWithItsList() {
    port().needs(Capability.SCRIPTS);
    String key = port().key("present");
    put(port().commands(), key);

    assertThat(run(port().commands(), key)).containsExactly("value");
    assertThat(run(port().commands(), port().key("missing"))).isEmpty();
  }

  @Test
  default void P17_scriptsSurviveScriptFlush() {
    port().needs(Capability.SCRIPTS);
    port().needs(Capability.SERVER);
    String key = port().key("present");
    put(port().commands(), key);
    for (int again = 0; again < 2; again++) {
      flushScripts();
      assertThat(run(port().commands(), key)).containsExactly("value");
      flushScripts();
      assertThat(compareAndSet(port().commands(), key)).isInstanceOf(CompareAndSet.Applied.class);
    }
  }

  @Test
  default void P17_aScriptTravelsByItsDigestOnceTheServerKnowsIt() {
    port().needs(Capability.SCRIPTS);
    String key = port().key("present");
    put(port().commands(), key);
    run(port().commands(), key);

    CommandStats sent = port().commandsDuring(() -> run(port().commands(), key));

    assertThat(sent.of("evalsha")).isEqualTo(1);
    assertThat(sent.of("eval")).isZero();
  }

  @Test
  default void P17_scriptsSurviveARestartedServer() throws Exception {
    port().needs(Capability.SCRIPTS);
    port()
        .onOwnServer(
            (server, commands) -> {
              put(commands, "key");
              compareAndSet(commands, "key");

              server.shutDown();
              server.start();
              Recovery.await(commands, port().timeout());

              assertThat(compareAndSet(commands, "key")).isInstanceOf(CompareAndSet.Applied.class);
            });
  }

  private void flushScripts() {
    for (RedisServer server : port().redis().servers()) {
      try (RawRedis raw = server.raw()) {
        raw.call("SCRIPT", "FLUSH");
      }
    }
  }

  private void put(RedisCommands commands, String key) {
    port().answer(commands.set(key, "value".getBytes(UTF_8), SetOptions.always()));
  }

  private CompareAndSet.Outcome compareAndSet(RedisCommands commands, String key) {
    byte[] value = "value".getBytes(UTF_8);
    return port().answer(CompareAndSet.run(commands, key, value, value, Optional.empty()));
  }

  private List<String> run(RedisCommands commands, String key) {
    return port()
        .answer(
            commands.eval(
                RedisScript.GET_AND_EXPIRE, List.of(key), List.of("60000".getBytes(UTF_8))))
        .stream()
        .map(value -> new String(value, UTF_8))
        .toList();
  }
}
