package io.cloakroom.tck.port;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.tck.client.Capability;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** P25, of scripts: each call runs, however often the same was called before. */
interface SharedScriptClauses extends PortClauses {

  /** After which any cache takes an answer for one that is worth keeping. */
  int OFTEN = 20;

  @Test
  default void P25_whatAScriptHasReadAnotherServerChanges() throws Exception {
    betweenTwoPorts(
        (one, other) -> {
          List<String> index = List.of(port().key("index"));
          assertRead(one, index);
          for (int again = 0; again < 2; again++) {
            run(other, RedisScript.INDEX_ADD, index, "a", "60000", "");
            assertRead(one, index, "a");
            run(other, RedisScript.INDEX_ADD, index, "b", "60000", "");
            assertRead(one, index, "a", "b");
            run(other, RedisScript.INDEX_REMOVE, index, "a");
            assertRead(one, index, "b");
            run(other, RedisScript.INDEX_REMOVE, index, "b");
            assertRead(one, index);
          }
        });
  }

  /** A call like one before is no repetition of it: what it did may have been undone. */
  @Test
  default void P25_theSameScriptIsRunAsOftenAsItIsCalled() throws Exception {
    betweenTwoPorts(
        (one, other) -> {
          List<String> index = List.of(port().key("again"));
          for (int again = 0; again < 2; again++) {
            run(one, RedisScript.INDEX_ADD, index, "a", "60000", "");
            assertRead(other, index, "a");
            run(other, RedisScript.INDEX_REMOVE, index, "a");
            assertRead(one, index);
          }
          run(other, RedisScript.INDEX_ADD, index, "a", "60000", "");
          run(one, RedisScript.INDEX_REMOVE, index, "a");
          assertRead(other, index);

          List<String> ends = List.of(port().key("{ends}1"), port().key("{ends}2"));
          for (int again = 0; again < 2; again++) {
            assertThat(run(one, RedisScript.ENDS_CLAIM, ends, "60000", "10"))
                .as("what is taken where there is nothing")
                .isEmpty();
            run(other, RedisScript.ENDS_ENTER, ends, "text", "1", "known", "1");
            port().redis().letPass(Duration.ofMillis(5));
            assertThat(run(one, RedisScript.ENDS_CLAIM, ends, "60000", "10"))
                .as("what is taken of what another has entered")
                .contains("text");
            assertThat(run(other, RedisScript.ENDS_MARK, ends, "remove", "1", "text"))
                .as("what another removes of it")
                .containsExactly("1");
          }
        });
  }

  /** Something to do through two ports on one Redis. */
  interface TwoPorts {
    void use(RedisCommands one, RedisCommands other) throws Exception;
  }

  private void betweenTwoPorts(TwoPorts test) throws Exception {
    port().needs(Capability.SCRIPTS);
    RedisCommands other = port().client().connect(port().redis().uri());
    try {
      test.use(port().commands(), other);
    } finally {
      port().client().disconnect(other);
    }
  }

  private void assertRead(RedisCommands commands, List<String> index, String... members) {
    for (int i = 0; i < OFTEN; i++) {
      assertThat(run(commands, RedisScript.INDEX_READ, index))
          .as("what is in the index")
          .containsExactlyInAnyOrder(members);
    }
  }

  private List<String> run(
      RedisCommands commands, RedisScript script, List<String> keys, String... arguments) {
    List<byte[]> passed = Stream.of(arguments).map(text -> text.getBytes(UTF_8)).toList();
    return port().answer(commands.eval(script, keys, passed)).stream()
        .map(answer -> new String(answer, UTF_8))
        .toList();
  }
}
