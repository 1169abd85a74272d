package io.cloakroom.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What exceptions keep of a refused command whose arguments are repeated in them. */
class RedactionTest {

  private static final String ID = "AbCd-EfGhIjKlMnOp_QrStUvWxYz0123";
  private static final String RECORD = "{\"cookie\":{},\"password\":\"correct horse\"}";
  private static final List<String> SECRETS = List.of("séance:" + ID, RECORD);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ERR refused: [SET, séance:" + ID + ", " + RECORD + "]",
        "ERR refused: \"s\\xc3\\xa9ance:"
            + ID
            + "\" \"{\\\"cookie\\\":{},\\\"password\\\":\\\"corr",
        "ERR s?ance:" + ID + " is not allowed",
        "WRONGTYPE " + ID + " holds the wrong kind of value",
        "NOPERM s%C3%A9ance%3A" + ID,
        "READONLY 'séance : " + ID + "'",
        "OOM for " + RECORD,
        "ERR cut off: AbCd-EfGhIjKlMn",
      })
  void neitherKeyNorValueStandsInAnyException(String reply) {
    RuntimeException clients = new IllegalStateException(reply, new RuntimeException(reply));
    clients.addSuppressed(new IllegalArgumentException(reply));

    RedisCommandException clean = RedisCommandException.ofReply(reply, clients).without(SECRETS);

    Throwable cause = clean.getCause();
    assertThat(List.of(clean, cause, cause.getCause(), cause.getSuppressed()[0]))
        .allSatisfy(
            failure ->
                assertThat(failure.toString())
                    .contains("…")
                    .doesNotContain("AbCd-EfGhIjKl", "password", "correct"));
  }

  /** Twelve characters are the least that is no accident; where they begin does not matter. */
  @Test
  void eachTwelveCharactersOfASecretAreHidden() {
    String id = ID.replaceAll("[-_]", "");
    for (int start = 0; start + 12 <= id.length(); start++) {
      String part = id.substring(start, start + 12);
      for (int before = 0; before < 7; before++) {
        String reply = "ERR " + ".x".repeat(before) + " '" + part + "' is wrong";

        assertThat(new RedisRefusedException(reply, null).without(List.of("sess:" + id)))
            .hasMessageEndingWith(reply.replace(part, "…"));
      }
    }
  }

  /** Texts of other languages, with what little of ASCII stands between them. */
  @ParameterizedTest
  @ValueSource(
      strings = {"Александр Сергеевич Иванов", "山田太郎は東京都千代田区に住んでいる", "𝒜𝒷𝒸𝒹ℯ𝒻ℊ 𝒽𝒾𝒿𝓀𝓁𝓂𝓃"})
  void aValueInAnyLanguageIsHiddenWhereItIsCutOff(String text) {
    String value = "{\"name\":\"" + text + "\",\"cookie\":{}}";

    assertThat(
            new RedisRefusedException("ERR near '" + value.substring(9, 23), null)
                .without(List.of(value)))
        .hasMessageContaining("ERR near '…")
        .message()
        .doesNotContain(text.substring(0, 6));
  }

  /** A page may say what the server said before, and an application keep that in a session. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "OOM command not allowed when used memory > 'maxmemory'.",
        "NOSCRIPT No matching script. Please use EVAL.",
        "NOPERM No permissions to access a key",
        "NOPERM User web has no permissions to run the 'evalsha' command",
        "ERR unknown command 'getex'",
        "ERR user_script:1: Script attempted to access nonexistent global variable 'x'",
      })
  void aReplyMeansTheSameWhereASecretRepeatsIt(String reply) {
    RedisRefusedException refused = new RedisRefusedException(reply, null);

    assertThat((RedisRefusedException) refused.without(List.of("{\"flash\":\"" + reply + "\"}")))
        .returns(refused.code(), RedisRefusedException::code)
        .returns(refused.isUnknownScript(), RedisRefusedException::isUnknownScript)
        .returns(refused.isAboutCommand(), RedisRefusedException::isAboutCommand)
        .returns(refused.isAboutScripts(), RedisRefusedException::isAboutScripts)
        .hasMessageContaining("…");
  }

  @Test
  void aFirstWordThatIsASecretIsNoCode() {
    RedisRefusedException refused = new RedisRefusedException(ID + " is unknown", null);

    assertThat((RedisRefusedException) refused.without(SECRETS))
        .returns("…", RedisRefusedException::code);
  }

  @Test
  void theAccountInAnAddressIsHiddenInTheWholeChain() {
    RuntimeException client =
        new IllegalStateException("[addr=redis://user:p@ss/word@127.0.0.1:6379,x] is gone");

    RedisCommandException clean =
        new RedisUnreachableException("Unable: " + client.getMessage(), client).without(List.of());

    assertThat(clean).hasMessage("Unable: [addr=redis://…@127.0.0.1:6379,x] is gone");
    assertThat(clean.getCause()).message().doesNotContain("p@ss").contains("://…@127.0.0.1");
  }

  @Test
  void whatIsNotASecretStays() {
    String reply = "NOPERM User web has no permissions to run the 'getex' command on AbCd-Ef";

    assertThat(RedisCommandException.ofReply(reply, null).without(SECRETS))
        .hasMessageContaining(reply);
  }

  /** A call may name tens of thousands of keys, and has to fail in time all the same. */
  @Test
  void eachOfManySecretsIsHiddenAndLookedForOnce() {
    List<String> secrets =
        new ArrayList<>(IntStream.range(0, 60_000).mapToObj(i -> "n".repeat(200) + i).toList());
    secrets.add("session-0123456789-abcdefghij");
    RuntimeException failure =
        new IllegalStateException("of session-0123456789-abcdefghij, and of 0123456789-abcde");
    long start = System.nanoTime();

    RedisCommandException clean =
        new RedisUnreachableException("no answer", failure).without(secrets);

    assertThat(clean.getCause().getMessage()).doesNotContain("0123").contains("of …, and of …");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
  }
}
