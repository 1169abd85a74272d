package io.cloakroom.tck.port;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
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
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** P17: scripts, whatever the server remembers of them. */
interface ScriptClauses extends PortClauses {

  int THOUSANDS = 2_100;

  byte[] VALUE = "value".getBytes(UTF_8);

  /** Which no encoding of texts lets pass. */
  byte[] EVERY_BYTE = everyByte(0);

  byte[] OTHER_BYTES = everyByte(128);

  @Test
  default void P17_aScriptAnswersWithItsList() {
    port().needs(Capability.SCRIPTS);
    String key = port().key("present");
    put(port().commands(), key);

    assertThat(run(port().commands(), key)).containsExactly("value");
    assertThat(run(port().commands(), port().key("missing"))).isEmpty();
  }

  @Test
  default void P17_aScriptAnswersWithThousands() {
    port().needs(Capability.SCRIPTS);
    RedisCommands commands = port().commands();
    List<String> key = List.of(port().key("index"));
    List<String> members = IntStream.range(0, THOUSANDS).mapToObj(i -> "member " + i).toList();
    byte[] hour = "3600000".getBytes(UTF_8);
    byte[] stays = {};
    for (String member : members) {
      port()
          .answer(
              commands.eval(
                  RedisScript.INDEX_ADD, key, List.of(member.getBytes(UTF_8), hour, stays)));
    }

    List<byte[]> read = port().answer(commands.eval(RedisScript.INDEX_READ, key, List.of()));

    assertThat(read.size()).as("members that the script answers").isEqualTo(THOUSANDS);
    Set<String> missing = new TreeSet<>(members);
    read.forEach(member -> missing.remove(new String(member, UTF_8)));
    assertThat(missing).as("what is missing in the script's answer").isEmpty();
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

  /** What each answers shows that it was run, and with what. */
  @Test
  default void P17_everyScriptSurvivesScriptFlush() {
    port().needs(Capability.SCRIPTS);
    port().needs(Capability.SERVER);
    for (int again = 0; again < 2; again++) {
      List<String> one = List.of(port().key("{script}\u20ac1"));
      List<String> two = List.of(port().key("{script}\u20ac1"), port().key("{script}\u20ac2"));
      port().answer(port().commands().set(one.get(0), EVERY_BYTE, SetOptions.always()));
      assertFirst(text(EVERY_BYTE), RedisScript.GET_AND_EXPIRE, one, "60000");
      assertFirst(text(EVERY_BYTE), RedisScript.GET_AND_PROLONG, one, "60000", "60000");
      String digest = text(CompareAndSet.arguments(EVERY_BYTE).get(0));
      assertFirst("1", RedisScript.COMPARE_AND_SET, one, digest, text(OTHER_BYTES), "60000");
      assertThat(port().answer(port().commands().get(one.get(0)))).contains(OTHER_BYTES);
      digest = text(CompareAndSet.arguments(OTHER_BYTES).get(0));
      assertFirst("1", RedisScript.COMPARE_AND_DELETE, two, digest, "60000");
      assertFirst("0", RedisScript.DELETE_AND_MARK, two, "60000");

      List<String> index = List.of(port().key("index"));
      assertFirst("", RedisScript.INDEX_ADD, index, "text", "60000", "");
      assertFirst("text", RedisScript.INDEX_READ, index);
      assertFirst("", RedisScript.INDEX_REMOVE, index, "text");

      List<String> ends = List.of(port().key("{ends}1"), port().key("{ends}2"));
      assertFirst("", RedisScript.ENDS_ENTER, ends, "text", "1", "known", "1");
      port().redis().letPass(Duration.ofMillis(5));
      String until = firstAfterFlush(RedisScript.ENDS_CLAIM, ends, "60000", "10");
      assertThat(until).as("until when a session is taken").isNotEmpty();
      assertFirst("text", RedisScript.ENDS_SETTLE, ends, until, "text", "1");
      assertFirst("1", RedisScript.ENDS_MARK, ends, "announce", "60000", "text");
      assertFirst("1", RedisScript.ENDS_MARK, ends, "remove", "60000", "text");
    }
  }

  private void assertFirst(
      String expected, RedisScript script, List<String> keys, String... arguments) {
    assertThat(firstAfterFlush(script, keys, arguments))
        .as("what %s answers first", script)
        .isEqualTo(expected);
  }

  /** What a script answers first that the server has forgotten; empty where it answers nothing. */
  private String firstAfterFlush(RedisScript script, List<String> keys, String... arguments) {
    flushScripts();
    List<byte[]> passed = Stream.of(arguments).map(text -> text.getBytes(ISO_8859_1)).toList();
    return port().answer(port().commands().eval(script, keys, passed)).stream()
        .map(ScriptClauses::text)
        .findFirst()
        .orElse("");
  }

  private static byte[] everyByte(int from) {
    byte[] bytes = new byte[256];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (from + i);
    }
    return bytes;
  }

  /** Each byte as a character. */
  private static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
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
          .as("one answer for each of %s sessions", count)
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
    port().answer(commands.set(key, VALUE, SetOptions.always()));
  }

  private CompareAndSet.Outcome compareAndSet(RedisCommands commands, String key) {
    return port().answer(CompareAndSet.run(commands, key, VALUE, VALUE, Optional.empty()));
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
