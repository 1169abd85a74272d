package io.cloakroom.tck.port;

import static io.cloakroom.tck.client.TimeToLiveAssert.assertTtl;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.fail;

import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.tck.client.Capability;
import io.cloakroom.tck.servers.CommandStats;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** P3, P4 and P8 to P11: how long keys live. */
interface TimeToLiveClauses extends PortClauses {

  /** How often something is tried that a busy machine may be too slow for. */
  int TRIES = 50;

  byte[] VALUE = "value".getBytes(UTF_8);

  /** More than any client sends in one part. */
  int LARGE = 3_000_000;

  Duration ODD = Duration.ofMillis(1500);
  Duration LONG = Duration.ofHours(1);

  /** More than a test takes. */
  Duration A_WHILE = Duration.ofMinutes(5);

  @Test
  default void P3_aValueAndItsTtlAreWrittenTogether() {
    String key = port().key("new");
    Duration ttl = LONG;
    for (SetOptions options :
        List.of(SetOptions.ifAbsent(), SetOptions.ifPresent(), SetOptions.always())) {
      Duration another = ttl.plusMinutes(1); // than the one that the write before has left
      assertTtl(() -> set(key, options.expiringAfter(another)), () -> port().ttl(key), another);
      ttl = another;
    }
  }

  @Test
  default void P3_aValueAndItsTtlAreOneCommand() {
    for (byte[] value : List.of(VALUE, new byte[LARGE])) {
      String key = port().key("new-" + value.length);
      for (SetOptions options :
          List.of(SetOptions.ifAbsent(), SetOptions.ifPresent(), SetOptions.always())) {
        CommandStats sent =
            port()
                .commandsDuring(
                    () ->
                        port()
                            .answer(
                                port().commands().set(key, value, options.expiringAfter(LONG))));

        assertThat(sent.calls().values())
            .as("commands for a value of %s bytes: %s", value.length, sent)
            .containsExactly(1L);
      }
    }
  }

  @Test
  default void P4_aWriteWithoutTtlRemovesAnEarlierOne() {
    String key = port().key("was-short-lived");
    for (SetOptions options : List.of(SetOptions.always(), SetOptions.ifPresent())) {
      set(key, SetOptions.always().expiringAfter(LONG));

      set(key, options);

      assertThat(port().ttl(key)).isEqualTo(new TimeToLive.Unlimited());
    }
  }

  @Test
  default void P4_aCompareAndSetWithoutTtlRemovesAnEarlierOne() {
    port().needs(Capability.SCRIPTS);
    String key = port().key("was-short-lived");
    set(key, SetOptions.always().expiringAfter(LONG));

    port().answer(CompareAndSet.run(port().commands(), key, VALUE, VALUE, Optional.empty()));

    assertThat(port().ttl(key)).isEqualTo(new TimeToLive.Unlimited());
  }

  @Test
  default void P8_aWriteKeepsTheMillisecondsOfItsTtl() {
    String key = port().key("odd");
    assertTtl(() -> set(key, SetOptions.always().expiringAfter(ODD)), () -> port().ttl(key), ODD);
    Duration second = ODD.plusSeconds(60);
    assertTtl(
        () -> set(key, SetOptions.ifPresent().expiringAfter(second)),
        () -> port().ttl(key),
        second);
    String other = port().key("other");
    assertTtl(
        () -> set(other, SetOptions.ifAbsent().expiringAfter(ODD)), () -> port().ttl(other), ODD);
  }

  @Test
  default void P8_expireAndGetAndExpireKeepTheMilliseconds() {
    String key = port().key("odd");
    set(key, SetOptions.always());
    assertTtl(() -> expire(key, ODD), () -> port().ttl(key), ODD);
    Duration second = ODD.plusSeconds(60);
    assertTtl(() -> getAndExpire(key, second), () -> port().ttl(key), second);
  }

  @Test
  default void P8_aTtlOfZeroOrLessIsRefusedByTheCallItself() {
    String key = port().key("kept");
    set(key, SetOptions.always());
    for (Duration ttl : List.of(Duration.ZERO, Duration.ofMillis(-1), Duration.ofNanos(-1))) {
      assertThatIllegalArgumentException().isThrownBy(() -> port().commands().expire(key, ttl));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> port().commands().getAndExpire(key, ttl));
      assertThatIllegalArgumentException().isThrownBy(() -> compareAndSet(key, ttl));
    }

    assertThat(port().ttl(key)).isEqualTo(new TimeToLive.Unlimited());
  }

  @Test
  default void P8_aTtlOfZeroOrLessSendsNothing() {
    String key = port().key("kept");
    CommandStats sent =
        port()
            .commandsDuring(
                () -> {
                  assertThatIllegalArgumentException()
                      .isThrownBy(() -> port().commands().expire(key, Duration.ZERO));
                  assertThatIllegalArgumentException()
                      .isThrownBy(() -> port().commands().getAndExpire(key, Duration.ZERO));
                  assertThatIllegalArgumentException()
                      .isThrownBy(() -> compareAndSet(key, Duration.ZERO));
                });

    assertThat(sent.calls()).isEmpty();
  }

  @Test
  default void P9_expireIsTrueWhereTheKeyExistsAndMovesItsTtl() {
    String key = port().key("present");
    set(key, SetOptions.always());

    assertTtl(() -> assertThat(expire(key, LONG)).isTrue(), () -> port().ttl(key), LONG);

    assertThat(port().text(key)).contains("value");
  }

  @Test
  default void P9_expireIsFalseOnAMissingKeyAndNeverCreates() {
    String key = port().key("missing");

    assertThat(expire(key, LONG)).isFalse();

    assertThat(port().ttl(key)).isEqualTo(new TimeToLive.Missing());
  }

  @Test
  default void P10_getAndExpireReturnsTheValueAndMovesTheTtl() {
    String key = port().key("present");
    set(key, SetOptions.always().expiringAfter(ODD));

    assertTtl(
        () -> assertThat(getAndExpire(key, LONG)).contains(VALUE), () -> port().ttl(key), LONG);
  }

  @Test
  default void P10_getAndExpireOfAMissingKeyIsEmptyAndCreatesNothing() {
    String key = port().key("missing");

    assertThat(getAndExpire(key, LONG)).isEmpty();

    assertThat(port().ttl(key)).isEqualTo(new TimeToLive.Missing());
  }

  @Test
  default void P10_getAndExpireIsOneCommand() {
    String key = port().key("present");
    set(key, SetOptions.always());

    CommandStats sent = port().commandsDuring(() -> getAndExpire(key, LONG));

    assertThat(sent.calls()).isEqualTo(Map.of("getex", 1L));
  }

  @Test
  default void P10_getAndExpireFallsBackOnAServerWithoutGetex() throws Exception {
    port().needs(Capability.SCRIPTS);
    port()
        .onOwnServer(
            (server, commands) -> {
              port().answer(commands.set("present", VALUE, SetOptions.always()));
              for (int again = 0; again < 2; again++) {
                assertThat(port().answer(commands.getAndExpire("present", LONG))).contains(VALUE);
                assertThat(port().answer(commands.getAndExpire("missing", LONG))).isEmpty();
              }
              assertThat(port().answer(commands.timeToLive("present")))
                  .isInstanceOfSatisfying(
                      TimeToLive.Remaining.class,
                      left -> assertThat(left.duration()).isBetween(LONG.minus(A_WHILE), LONG));
              assertThat(port().answer(commands.timeToLive("missing")))
                  .isInstanceOf(TimeToLive.Missing.class);
            },
            "--rename-command",
            "GETEX",
            "");
  }

  @Test
  default void P11_theRemainingTimeTellsMissingAndUnlimitedApart() {
    String key = port().key("unlimited");
    set(key, SetOptions.always());

    assertThat(timeToLive(key)).isEqualTo(new TimeToLive.Unlimited());
    assertThat(timeToLive(port().key("missing"))).isEqualTo(new TimeToLive.Missing());
  }

  @Test
  default void P11_theRemainingTimeIsExactToTheMillisecond() {
    String key = port().key("odd");

    assertTtl(() -> set(key, SetOptions.always().expiringAfter(ODD)), () -> timeToLive(key), ODD);
  }

  @Test
  default void P11_theLastSecondIsTimeLeft() {
    Duration most = Duration.ofMillis(900);
    String key = port().key("last-second");
    for (int i = 0; i < TRIES; i++) {
      set(key, SetOptions.always().expiringAfter(most));
      TimeToLive left = timeToLive(key);
      if (port().text(key).isPresent()) { // it was there all the time
        assertThat(left)
            .isInstanceOfSatisfying(
                TimeToLive.Remaining.class,
                some -> assertThat(some.duration()).isBetween(Duration.ofMillis(1), most));
        return;
      }
    }
    fail("A key that lives for %s was never there when it was read at once", most);
  }

  private CompletionStage<CompareAndSet.Outcome> compareAndSet(String key, Duration ttl) {
    return port().commands().compareAndSet(key, VALUE, VALUE, Optional.of(ttl));
  }

  private void set(String key, SetOptions options) {
    port().answer(port().commands().set(key, VALUE, options));
  }

  private boolean expire(String key, Duration ttl) {
    return port().answer(port().commands().expire(key, ttl));
  }

  private Optional<byte[]> getAndExpire(String key, Duration ttl) {
    return port().answer(port().commands().getAndExpire(key, ttl));
  }

  private TimeToLive timeToLive(String key) {
    return port().answer(port().commands().timeToLive(key));
  }
}
