package io.cloakroom.redis.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.CompareAndSet.Applied;
import io.cloakroom.redis.CompareAndSet.Conflict;
import io.cloakroom.redis.CompareAndSet.Missing;
import io.cloakroom.redis.CompareAndSet.Outcome;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.StageFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What is sent to servers that compare by themselves, that do not, and that change meanwhile. */
class ComparedWritesTest {

  private final RedisRefusedException old = new RedisRefusedException("ERR syntax error", null);
  private final RedisRefusedException noScripts =
      new RedisRefusedException(
          "NOPERM User web has no permissions to run the 'evalsha' command", null);
  private static final List<byte[]> APPLIED = List.of("1".getBytes(UTF_8));

  private final ScriptedClient client = new ScriptedClient();
  private final ClientCommands<String> commands =
      new ClientCommands<>(client, Duration.ofSeconds(1)) {};

  @Test
  void aServerThatComparesIsAskedByOneCommand() {
    client.answers("OK");

    assertThat(replace()).isInstanceOf(Applied.class);

    assertThat(client.sent()).containsExactly("SET key new IFEQ old PX 1000");
  }

  @Test
  void aConflictIsLookedAt() {
    client.answers(null, "other".getBytes(UTF_8), null, null);

    assertThat(replace())
        .isInstanceOfSatisfying(
            Conflict.class, conflict -> assertThat(conflict.found()).asString().isEqualTo("other"));
    assertThat(replace()).isInstanceOf(Missing.class);

    assertThat(client.sent()).filteredOn("GET key"::equals).hasSize(2);
  }

  @Test
  void aValueIsRemovedByLettingItExpire() {
    client.answers("OK");

    assertThat(commands.compareAndDelete("key", "old".getBytes(UTF_8)))
        .isCompletedWithValueMatching(Applied.class::isInstance);

    assertThat(client.sent()).containsExactly("SET key  IFEQ old PXAT 1");
  }

  @Test
  void aServerThatCannotCompareIsAskedOnce() {
    client.answers(old, APPLIED, APPLIED, APPLIED);

    assertThat(replace()).isInstanceOf(Applied.class);
    assertThat(replace()).isInstanceOf(Applied.class);
    assertThat(commands.compareAndDelete("key", "old".getBytes(UTF_8))).isCompleted();

    assertThat(client.names()).containsExactly("SET", "EVALSHA", "EVALSHA", "EVALSHA");
  }

  @Test
  void aServerThatIsReplacedByAnOlderOneGetsTheScript() {
    client.answers("OK", old, APPLIED, APPLIED);

    for (int i = 0; i < 3; i++) {
      assertThat(replace()).isInstanceOf(Applied.class);
    }

    assertThat(client.names()).containsExactly("SET", "SET", "EVALSHA", "EVALSHA");
  }

  @Test
  void whereNeitherIsPossibleTheFailureIsAboutScriptsWhichCanBeAllowed() {
    client.answers(old, noScripts, noScripts);

    assertThat(failure())
        .isInstanceOfSatisfying(
            RedisRefusedException.class, refused -> assertThat(refused.isAboutScripts()).isTrue());
  }

  @Test
  void whatMayHaveHappenedIsNotDoneAgainByScript() {
    client.answers(new RedisTimeoutException("Redis did not answer", null));

    assertThat(failure()).isInstanceOf(RedisTimeoutException.class);

    assertThat(client.names()).containsExactly("SET");
  }

  private CompletionStage<Outcome> replacing() {
    return commands.compareAndSet(
        "key", "old".getBytes(UTF_8), "new".getBytes(UTF_8), Optional.of(Duration.ofSeconds(1)));
  }

  private Outcome replace() {
    return replacing().toCompletableFuture().join();
  }

  private Throwable failure() {
    return replacing()
        .handle((outcome, failure) -> StageFailure.cause(failure))
        .toCompletableFuture()
        .join();
  }
}
