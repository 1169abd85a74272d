package io.cloakroom.tck.port;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.tck.client.Capability;
import io.cloakroom.tck.client.Recovery;
import io.cloakroom.tck.servers.CommandStats;
import io.cloakroom.tck.servers.RawRedis;
import io.cloakroom.tck.servers.RedisServer;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
  default void P17_everyScriptSurvivesScriptFlush() {
    port().needs(Capability.SCRIPTS);
    port().needs(Capability.SERVER);
    String one = port().key("{script}1");
    String two = port().key("{script}2");
    byte[] millis = "60000".getBytes(UTF_8);
    byte[] text = "text".getBytes(UTF_8);
    List<ScriptCall> calls =
        List.of(
            new ScriptCall(RedisScript.GET_AND_EXPIRE, List.of(one), List.of(millis)),
            new ScriptCall(RedisScript.GET_AND_PROLONG, List.of(one), List.of(millis, millis)),
            new ScriptCall(RedisScript.COMPARE_AND_SET, List.of(one), List.of(text, text, millis)),
            new ScriptCall(
                RedisScript.COMPARE_AND_DELETE, List.of(one, two), List.of(text, millis)),
            new ScriptCall(RedisScript.DELETE_AND_MARK, List.of(one, two), List.of(millis)),
            new ScriptCall(
                RedisScript.INDEX_ADD,
                List.of(port().key("index")),
                List.of(text, millis, new byte[0])),
            new ScriptCall(RedisScript.INDEX_READ, List.of(port().key("index")), List.of()),
            new ScriptCall(RedisScript.INDEX_REMOVE, List.of(port().key("index")), List.of(text)));
    for (int again = 0; again < 2; again++) {
      for (ScriptCall call : calls) {
        flushScripts();
        List<byte[]> answer =
            port().answer(port().commands().eval(call.script, call.keys, call.arguments));
        if (call.script == RedisScript.INDEX_READ) {
          assertThat(answer).containsExactly(text);
        }
      }
    }
  }

  /** A script, and what it is called with. */
  record ScriptCall(RedisScript script, List<String> keys, List<byte[]> arguments) {}

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

  @Test
  default void P17_aScriptGetsEachOfItsArguments() {
    port().needs(Capability.SCRIPTS);
    List<String> keys = List.of(port().key("{many}1"), port().key("{many}2"));
    for (int count : new int[] {1, 2, 3, 10, 100, 1_000}) {
      List<byte[]> arguments =
          Stream.concat(
                  Stream.of("announce", "60000"),
                  IntStream.range(0, count).mapToObj(i -> "session " + i))
              .map(text -> text.getBytes(UTF_8))
              .toList();

      assertThat(port().answer(port().commands().eval(RedisScript.ENDS_MARK, keys, arguments)))
          .as("one answer for each of %d sessions", count)
          .hasSize(count);
    }
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
