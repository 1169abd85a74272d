package io.cloakroom.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.redis.adapter.Fallback;
import io.cloakroom.redis.adapter.ScanPattern;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What adapters of real clients need to say what the server said. */
class RepliesTest {

  private final RedisRefusedException noScript = refused("NOSCRIPT No matching script.");
  private final RedisRefusedException noCommand =
      refused("ERR unknown command 'EVALSHA', with args beginning with: 'sess:secret'");

  @Test
  void aRefusalIsNamedByItsCodeAndSaysNoArguments() {
    assertThat(noScript.code()).isEqualTo("NOSCRIPT");
    assertThat(noScript).hasMessage("Redis refused the command: NOSCRIPT No matching script.");
    assertThat(refused("BUSY").code()).isEqualTo("BUSY");
    assertThat(noCommand.code()).isEqualTo("ERR");
    assertThat(noCommand).hasMessage("Redis refused the command: ERR unknown command 'EVALSHA'");
    assertThat(noCommand.advising("Allow it"))
        .hasMessage("Redis refused the command: ERR unknown command 'EVALSHA'. Allow it");
  }

  @Test
  void whatIsUnknownToTheServerIsTold() {
    assertThat(noScript.isUnknownScript()).isTrue();
    assertThat(noScript.isAboutCommand()).isFalse();
    assertThat(noCommand.isAboutCommand()).isTrue();
    assertThat(noCommand.isUnknownScript()).isFalse();
  }

  @Test
  void aRefusalIsAboutScriptsOnlyIfItNamesTheirCommands() {
    assertThat(noCommand.isAboutScripts()).isTrue();
    assertThat(refused("NOPERM User app has no permissions to run the 'eval' command"))
        .matches(RedisRefusedException::isAboutScripts);
    assertThat(refused("NOPERM User app has no permissions to run the 'get' command"))
        .matches(refusal -> !refusal.isAboutScripts());
    assertThat(refused("ERR unknown command 'GETEX'")).matches(it -> !it.isAboutScripts());
    assertThat(refused("ERR wrong number of arguments for 'eval' command"))
        .matches(refusal -> !refusal.isAboutScripts());
  }

  @ParameterizedTest
  @ValueSource(strings = {"@user_script: 5: -", ""})
  void theErrorOfACommandThatAScriptRanIsThatOfTheCommandOnOlderServers(String again) {
    String reply = "ERR Error running script (call to f_b015): @user_script:5: " + again;

    assertThat(RedisCommandException.ofReply(reply + "READONLY You can't write", null))
        .isInstanceOf(RedisUnreachableException.class);
    assertThat(refused(reply + "WRONGTYPE Operation against a key").code()).isEqualTo("WRONGTYPE");
    assertThat(refused(reply + "OOM command not allowed").code()).isEqualTo("OOM");
    assertThat(refused(reply + "Wrong number of args calling Redis command").code())
        .isEqualTo("ERR");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"LOADING", "READONLY", "MASTERDOWN", "CLUSTERDOWN", "TRYAGAIN", "MOVED", "ASK"})
  void aServerThatCannotNowIsUnreachable(String code) {
    assertThat(RedisCommandException.ofReply(code + " says why", null))
        .isInstanceOf(RedisUnreachableException.class)
        .hasMessageContaining(code + " says why");
    assertThat(RedisCommandException.ofReply("WRONGTYPE " + code, null))
        .isInstanceOf(RedisRefusedException.class);
  }

  @Test
  void onlyTheRefusalInQuestionFallsBack() {
    assertThat(answer(fallback(CompletableFuture.failedFuture(noScript)))).isEqualTo("second");
    assertThat(answer(fallback(CompletableFuture.failedFuture(noScript).thenApply(x -> "late"))))
        .isEqualTo("second");
    assertThat(answer(fallback(CompletableFuture.completedFuture("first")))).isEqualTo("first");
    for (Throwable other : new Throwable[] {noCommand, new IllegalStateException("other")}) {
      assertThatThrownBy(() -> answer(fallback(CompletableFuture.failedFuture(other))))
          .hasCause(other);
    }
  }

  @Test
  void anAnswerOfPttlIsMissingUnlimitedOrWhatIsLeft() {
    assertThat(TimeToLive.ofPttl(-2)).isEqualTo(new TimeToLive.Missing());
    assertThat(TimeToLive.ofPttl(-1)).isEqualTo(new TimeToLive.Unlimited());
    assertThat(TimeToLive.ofPttl(0)).isEqualTo(new TimeToLive.Remaining(Duration.ZERO));
    assertThat(TimeToLive.ofPttl(7)).isEqualTo(new TimeToLive.Remaining(Duration.ofMillis(7)));
  }

  @Test
  void aTtlIsMoreThanNothingAndNotMoreThanRedisCanAdd() {
    assertThat(TimeToLive.toMillis(TimeToLive.MAXIMUM)).isEqualTo(315_360_000_000_000L);
    assertThat(TimeToLive.toMillis(Duration.ofNanos(1))).isEqualTo(1);
    assertThat(TimeToLive.toMillis(Duration.ofNanos(1_000_001))).isEqualTo(2);
    for (Duration bad : new Duration[] {Duration.ZERO, TimeToLive.MAXIMUM.plusNanos(1)}) {
      assertThatIllegalArgumentException().isThrownBy(() -> TimeToLive.toMillis(bad));
      assertThatIllegalArgumentException().isThrownBy(() -> SetOptions.always().expiringAfter(bad));
    }
  }

  @Test
  void aPatternTakesNothingInThePrefixForAWildcard() {
    assertThat(ScanPattern.startingWith("sess:")).isEqualTo("sess:*");
    assertThat(ScanPattern.startingWith("*a?[b]^-\\")).isEqualTo("\\*a\\?\\[b\\]\\^\\-\\\\*");
    assertThat(ScanPattern.startingWith("")).isEqualTo("*");
  }

  @Test
  void aScriptIsNamedByTheDigestOfItsSource() {
    for (RedisScript script : RedisScript.values()) {
      assertThat(script.source()).contains("redis.call");
      assertThat(script.sha1()).hasSize(40).matches("[0-9a-f]+");
    }
    assertThat(Sha1.hex(new byte[0])).isEqualTo("da39a3ee5e6b4b0d3255bfef95601890afd80709");
  }

  private static CompletionStage<String> fallback(CompletionStage<String> first) {
    return Fallback.whenRefused(
        first,
        RedisRefusedException::isUnknownScript,
        () -> CompletableFuture.completedFuture("second"));
  }

  private static <T> T answer(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  private static RedisRefusedException refused(String reply) {
    return new RedisRefusedException(reply, null);
  }
}
