package io.cloakroom.tck.port;

import static io.cloakroom.tck.client.TimeToLiveAssert.assertTtl;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.CompareAndSet.Outcome;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.tck.client.Capability;
import io.cloakroom.tck.client.ConcurrentTasks;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** P5 to P7: writes that happen only under a condition. */
interface ConditionClauses extends PortClauses {

  /** More than can all be a millisecond late. */
  int REMOVED = 50;

  int WRITERS = 16;

  /** How often each of them writes. */
  int ROUNDS = 20;

  @Test
  default void P5_setIfAbsentIsTrueOnceAndTheFirstValueStays() {
    String key = port().key("once");

    assertThat(set(key, "first", SetOptions.ifAbsent())).isTrue();
    assertThat(set(key, "second", SetOptions.ifAbsent())).isFalse();

    assertThat(port().text(key)).contains("first");
  }

  @Test
  default void P5_setIfAbsentThatIsRefusedLeavesTheTtlAlone() {
    String key = port().key("once");
    set(key, "first", SetOptions.always());

    assertThat(set(key, "second", SetOptions.ifAbsent().expiringAfter(Duration.ofSeconds(9))))
        .isFalse();

    assertThat(port().ttl(key)).isEqualTo(new TimeToLive.Unlimited());
    assertThat(port().text(key)).contains("first");
  }

  @Test
  default void P5_setIfAbsentIsFalseOnAKeyOfAnotherType() {
    String key = port().key("list");
    port().redis().putForeign(key);

    assertThat(set(key, "value", SetOptions.ifAbsent())).isFalse();

    assertThat(port().failure(port().commands().get(key)))
        .as("reading what is still no string")
        .isInstanceOf(RedisRefusedException.class);
  }

  /** What asks for no value goes by the key alone, whatever is there. */
  @Test
  default void P25_aKeyOfAnotherTypeIsTreatedAsRedisDoes() {
    Map<EveryMethod, String> answers = new EnumMap<>(EveryMethod.class);
    for (EveryMethod method : EveryMethod.values()) {
      if (method == EveryMethod.SCAN
          || (method.isScript() && !port().client().claims(Capability.SCRIPTS))) {
        continue;
      }
      String key = port().key("list-" + method);
      port().redis().putForeign(key);
      String answer;
      try {
        answer = String.valueOf(port().answer(method.call(port().commands(), key)));
      } catch (RedisRefusedException refused) {
        answer = refused.code();
      }
      String right =
          switch (method) {
            case GET, GET_AND_EXPIRE, EVAL, COMPARE_AND_SET, COMPARE_AND_DELETE -> "WRONGTYPE";
            case MULTI_GET -> List.of(Optional.empty()).toString();
            case SET, SET_IF_PRESENT, EXPIRE -> "true";
            case SET_IF_ABSENT -> "false";
            case TIME_TO_LIVE -> new TimeToLive.Unlimited().toString();
            case DELETE -> "1";
            case SCAN -> answer; // any page
          };
      if (!answer.equals(right)) {
        answers.put(method, answer);
      }
      if (method == EveryMethod.SET) {
        assertThat(port().answer(port().commands().get(key))).contains(EveryMethod.VALUE);
      }
    }
    assertThat(answers).as("wrong answers about lists").isEmpty();
  }

  @Test
  default void P5_ofManyWhoSetIfAbsentOneWins() throws Exception {
    for (int round = 0; round < 10; round++) {
      String key = port().key("race-" + round);

      assertOneWins(key, i -> set(key, "writer " + i, SetOptions.ifAbsent()));
    }
  }

  @Test
  default void P6_setIfPresentOnAMissingKeyIsFalseAndCreatesNothing() {
    String key = port().key("missing");
    SetOptions expiring = SetOptions.ifPresent().expiringAfter(Duration.ofSeconds(9));

    assertThat(set(key, "value", SetOptions.ifPresent())).isFalse();
    assertThat(set(key, "value", expiring)).isFalse();

    assertThat(port().ttl(key)).isEqualTo(new TimeToLive.Missing());
  }

  @Test
  default void P6_setIfPresentReplacesWhatIsThere() {
    String key = port().key("present");
    set(key, "old", SetOptions.always());

    assertThat(set(key, "new", SetOptions.ifPresent())).isTrue();

    assertThat(port().text(key)).contains("new");
  }

  @Test
  default void P7_compareAndSetReplacesTheExpectedValue() {
    String key = port().key("expected");
    Duration ttl = Duration.ofMillis(61_500);
    set(key, "old", SetOptions.always());

    assertTtl(
        () ->
            assertThat(compareAndSet(key, "old", "new", Optional.of(ttl)))
                .isInstanceOf(CompareAndSet.Applied.class),
        () -> port().ttl(key),
        ttl);

    assertThat(port().text(key)).contains("new");
  }

  @Test
  default void P7_compareAndSetLeavesAnotherValueAloneAndBringsIt() {
    String key = port().key("changed");
    set(key, "now", SetOptions.always());

    assertThat(compareAndSet(key, "old", "new", Optional.of(Duration.ofSeconds(9))))
        .isInstanceOfSatisfying(
            CompareAndSet.Conflict.class,
            conflict -> assertThat(conflict.found()).isEqualTo("now".getBytes(UTF_8)));

    assertThat(port().text(key)).contains("now");
    assertThat(port().ttl(key)).isEqualTo(new TimeToLive.Unlimited());
  }

  @Test
  default void P7_compareAndSetOnAMissingKeyCreatesNothing() {
    String key = port().key("missing");

    assertThat(compareAndSet(key, "old", "new", Optional.empty()))
        .isInstanceOf(CompareAndSet.Missing.class);

    assertThat(port().ttl(key)).isEqualTo(new TimeToLive.Missing());
  }

  @Test
  default void P7_ofManyWhoCompareAndSetOneWins() throws Exception {
    port().needs(Capability.SCRIPTS);
    String key = port().key("race");
    for (int round = 0; round < 10; round++) {
      set(key, "old", SetOptions.always());

      assertOneWins(
          key,
          i ->
              compareAndSet(key, "old", "writer " + i, Optional.empty())
                  instanceof CompareAndSet.Applied);
    }
  }

  /** Each with a key of its own: what one computes is not another's. */
  @Test
  default void P29_ofManyWhoReplaceValuesOfTheirOwnAllWin() throws Exception {
    port().needs(Capability.SCRIPTS);
    String large = "0123456789".repeat(2_000);
    List<Callable<Integer>> writers =
        IntStream.range(0, WRITERS)
            .<Callable<Integer>>mapToObj(
                writer ->
                    () -> {
                      String key = port().key("own-" + writer);
                      set(key, large + writer + "-0", SetOptions.always());
                      for (int i = 0; i < ROUNDS; i++) {
                        byte[] expected = (large + writer + "-" + i).getBytes(UTF_8);
                        byte[] next = (large + writer + "-" + (i + 1)).getBytes(UTF_8);
                        assertThat(
                                port()
                                    .answer(
                                        port()
                                            .commands()
                                            .compareAndSet(key, expected, next, Optional.empty())))
                            .isInstanceOf(CompareAndSet.Applied.class);
                      }
                      return writer;
                    })
            .toList();

    assertThat(ConcurrentTasks.run(writers)).hasSize(WRITERS);
  }

  /** A server that compares by itself may have to be told to expire it, and that at once. */
  @Test
  default void P29_whatIsRemovedIsGoneAtOnce() {
    port().needs(Capability.SCRIPTS);
    for (int round = 0; round < REMOVED; round++) {
      String key = port().key("removed-" + round);
      set(key, "value", SetOptions.always());
      Outcome removed =
          port().answer(port().commands().compareAndDelete(key, "value".getBytes(UTF_8)));

      assertThat(port().text(key)).as("after %s", removed).isEmpty();
      assertThat(set(key, "again", SetOptions.ifPresent())).isFalse();
    }
  }

  private boolean set(String key, String value, SetOptions options) {
    return port().answer(port().commands().set(key, value.getBytes(UTF_8), options));
  }

  private Outcome compareAndSet(String key, String expected, String value, Optional<Duration> ttl) {
    port().needs(Capability.SCRIPTS);
    return port()
        .answer(
            CompareAndSet.run(
                port().commands(), key, expected.getBytes(UTF_8), value.getBytes(UTF_8), ttl));
  }

  /** One is told that it has written, and it is the one whose value stands. */
  private void assertOneWins(String key, IntPredicate write) throws Exception {
    List<Boolean> outcomes =
        ConcurrentTasks.run(
            IntStream.range(0, WRITERS)
                .<Callable<Boolean>>mapToObj(i -> () -> write.test(i))
                .toList());

    assertThat(outcomes).as("who was told to have written").containsOnlyOnce(true);
    assertThat(port().text(key)).contains("writer " + outcomes.indexOf(true));
  }
}
