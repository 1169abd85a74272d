package io.cloakroom.tests.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.resilience.Resilience;
import io.cloakroom.tck.client.ForwardingRedisCommands;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands between a store and a Redis that is away. */
class ResilienceTest {

  private static final byte[] VALUE = "value".getBytes(UTF_8);
  private static final Duration LONG = Duration.ofHours(1);

  /** Retries without a limit that a test would reach, and a breaker that stays open. */
  private static Resilience.Builder patient() {
    return Resilience.builder().retriesPerSecond(1_000).openFor(LONG);
  }

  private final Flaky redis = new Flaky();

  @Test
  void aReadThatReachesNobodyIsRepeated() {
    redis.failNext(unreachable(), unreachable());

    assertThat(answer(guarded(patient()).get("key"))).isEmpty();
    assertThat(redis.calls).isEqualTo(3);
  }

  @Test
  void aReadIsRepeatedNoMoreOftenThanTheOptionSays() {
    redis.failNext(unreachable(), unreachable(), unreachable(), unreachable());

    assertThatThrownBy(() -> answer(guarded(patient().retries(1)).getAndExpire("key", LONG)))
        .hasCauseInstanceOf(RedisUnreachableException.class);
    assertThat(redis.calls).isEqualTo(2);
  }

  @Test
  void retriesKeepToTheirBudget() {
    RedisCommands guarded = guarded(Resilience.builder().retriesPerSecond(1).openFor(LONG));
    redis.failNext(unreachable(), unreachable(), unreachable(), unreachable(), unreachable());

    for (int i = 0; i < 3; i++) {
      failure(guarded.get("key"));
    }

    assertThat(redis.calls).as("three commands, and the few repeated").isBetween(4, 5);
  }

  @Test
  void whatCouldBeCarriedOutTwiceIsNotRepeated() {
    List<Function<RedisCommands, CompletionStage<?>>> writes =
        List.of(
            commands -> commands.set("key", VALUE, SetOptions.ifAbsent()),
            commands -> commands.set("key", VALUE, SetOptions.always()),
            commands -> commands.delete(List.of("key")),
            commands -> commands.scan("", ScanCursor.START, 10));
    RedisCommands guarded = guarded(patient());
    for (Function<RedisCommands, CompletionStage<?>> write : writes) {
      redis.failNext(unreachable());
      redis.calls = 0;

      assertThat(failure(write.apply(guarded))).isInstanceOf(RedisUnreachableException.class);
      assertThat(redis.calls).isEqualTo(1);
    }
  }

  @Test
  void aTimeoutOrARefusalIsNotRepeated() {
    RedisCommands guarded = guarded(patient());
    for (RuntimeException once :
        List.of(
            new RedisTimeoutException("late", null), new RedisRefusedException("OOM full", null))) {
      redis.failNext(once);
      redis.calls = 0;

      assertThat(failure(guarded.get("key"))).isSameAs(once);
      assertThat(redis.calls).isEqualTo(1);
    }
  }

  @Test
  void afterManyTimeoutsRedisIsNotAsked() {
    RedisCommands guarded = guarded(patient());
    fail(guarded, 20, new RedisTimeoutException("late", null));

    redis.calls = 0;
    assertThat(failure(guarded.get("key")))
        .isInstanceOf(RedisUnreachableException.class)
        .hasMessageContaining("openFor");
    assertThat(redis.calls).isZero();
  }

  @Test
  void aFewFailuresAmongAnswersChangeNothing() {
    RedisCommands guarded = guarded(patient());
    for (int i = 0; i < 40; i++) {
      fail(guarded, 1, new RedisTimeoutException("late", null));
      answer(guarded.get("key"));
      answer(guarded.get("key"));
    }

    assertThat(answer(guarded.get("key"))).isEmpty();
  }

  @Test
  void whatRedisRefusesIsAnAnswer() {
    RedisCommands guarded = guarded(patient());
    fail(guarded, 100, new RedisRefusedException("OOM full", null));

    assertThat(answer(guarded.get("key"))).isEmpty();
  }

  @Test
  void onceTheBreakersTimeIsUpRedisIsAskedAgain() {
    RedisCommands guarded = guarded(patient().openFor(Duration.ofNanos(1)));
    fail(guarded, 20, new RedisTimeoutException("late", null));

    assertThat(answer(guarded.get("key"))).isEmpty();
    assertThat(answer(guarded.get("key"))).isEmpty();
  }

  @Test
  void aProgramErrorWithinThePortIsCountedOutAgain() {
    RedisCommands guarded = guarded(patient().maxWaiting(1));
    for (int i = 0; i < 5; i++) {
      redis.failNext(new AssertionError("a bug in a port"));
      assertThat(failure(guarded.get("key"))).isInstanceOf(AssertionError.class);
    }
    assertThat(answer(guarded.get("key"))).isEmpty();
  }

  @Test
  void withoutItEachCommandIsSentOnce() {
    RedisCommands bare = Resilience.NONE.around(redis);

    fail(bare, 100, unreachable());

    assertThat(bare).isSameAs(redis);
    assertThat(answer(bare.get("key"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void optionsThatCannotBeRightAreNamed(int wrong) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Resilience.builder().maxWaiting(wrong))
        .withMessageContaining("resilience.maxWaiting");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Resilience.builder().retriesPerSecond(wrong))
        .withMessageContaining("resilience.retriesPerSecond");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Resilience.builder().openFor(Duration.ofMillis(wrong)))
        .withMessageContaining("resilience.openFor");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Resilience.builder().retries(wrong - 1))
        .withMessageContaining("resilience.retries");
  }

  private RedisCommands guarded(Resilience.Builder options) {
    return options.build().around(redis);
  }

  private void fail(RedisCommands commands, int times, RuntimeException failure) {
    for (int i = 0; i < times; i++) {
      redis.failNext(failure);
      failure(commands.set("key", VALUE, SetOptions.ifAbsent()));
    }
  }

  private static RedisUnreachableException unreachable() {
    return new RedisUnreachableException("away", null);
  }

  private static <T> T answer(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }

  private static Throwable failure(CompletionStage<?> stage) {
    return stage
        .handle((answer, failure) -> failure.getCause() == null ? failure : failure.getCause())
        .toCompletableFuture()
        .orTimeout(10, TimeUnit.SECONDS)
        .join();
  }

  /** A port that fails as often as it is told to. */
  private static final class Flaky extends ForwardingRedisCommands {

    private final Queue<Throwable> failures = new ArrayDeque<>();
    private volatile int calls;

    Flaky() {
      super(InMemoryRedisCommands.create());
    }

    synchronized void failNext(Throwable... next) {
      failures.addAll(List.of(next));
    }

    private synchronized <T> CompletionStage<T> orFail(CompletionStage<T> sound) {
      calls++;
      Throwable failure = failures.poll();
      if (failure instanceof Error error) {
        throw error;
      }
      return failure == null ? sound : CompletableFuture.failedStage(failure);
    }

    @Override
    public CompletionStage<Optional<byte[]>> get(String key) {
      return orFail(super.get(key));
    }

    @Override
    public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
      return orFail(super.getAndExpire(key, ttl));
    }

    @Override
    public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
      return orFail(CompletableFuture.completedStage(true));
    }

    @Override
    public CompletionStage<Long> delete(Collection<String> keys) {
      return orFail(super.delete(keys));
    }

    @Override
    public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
      return orFail(super.scan(prefix, cursor, count));
    }
  }
}
