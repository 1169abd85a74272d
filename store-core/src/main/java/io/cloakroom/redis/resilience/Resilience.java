package io.cloakroom.redis.resilience;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisUnreachableException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Limits what a Redis costs that is away, slow or unstable: commands that may be repeated are,
 * within a budget; and while Redis does not answer, nothing is sent, so that a thousand requests
 * don't each wait for a timeout.
 *
 * <pre>{@code
 * RedisSessionStore.builder(commands).resilience(Resilience.builder().openFor(Duration.ofSeconds(5)).build())
 * }</pre>
 *
 * <p>Three things stand between a store and its port:
 *
 * <ul>
 *   <li><b>Retries</b>, of reads and TTLs alone: they can be carried out twice without harm. Only
 *       where Redis {@linkplain RedisUnreachableException can't be reached}; after a timeout there
 *       is no time left. Each waits for 10 to 100 ms, shorter or longer by half at random.
 *   <li><b>A circuit breaker.</b> It opens when half of the last commands, of {@value #WINDOW} or
 *       more in ten seconds, timed out or could not reach a server. While it is open, commands fail
 *       at once with a {@link RedisUnreachableException}; then one is let through to see. What
 *       Redis refuses is an answer, and no failure here.
 *   <li><b>A limit to waiting commands.</b> Once a command has timed out or reached no server, and
 *       until one is answered, no more than {@link Builder#maxWaiting} commands wait for Redis;
 *       others fail at once. A pause that is shorter than the timeout fails nobody.
 * </ul>
 *
 * <p>Circuit breaker, retries and their budget are Failsafe's. The budget and the state of the
 * breaker belong to one store.
 */
public final class Resilience {

  /** All options at their defaults. */
  public static final Resilience DEFAULT = builder().build();

  /** No retries and no circuit breaker: each command is sent once, whatever happened before. */
  public static final Resilience NONE = new Resilience(null);

  static final int WINDOW = 20;

  private final @Nullable Options options;

  private Resilience(@Nullable Options options) {
    this.options = options;
  }

  /** What a builder has built. */
  record Options(int retries, int retriesPerSecond, Duration openFor, int maxWaiting) {}

  /** Starts with every option at its default. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the same port, guarded. Sends nothing and starts no thread. */
  public RedisCommands around(RedisCommands commands) {
    return around(commands, CallerContext.NONE);
  }

  /**
   * Returns the same port, guarded. Sends nothing and starts no thread.
   *
   * @param context the context that a retry in another thread gets
   */
  public RedisCommands around(RedisCommands commands, CallerContext context) {
    return options == null ? commands : new ResilientCommands(commands, options, context);
  }

  /**
   * Returns what the circuit breaker of a port does now.
   *
   * @param commands what {@link #around} returned; any other port has no circuit breaker
   */
  public static CircuitStatus statusOf(RedisCommands commands) {
    return commands instanceof ResilientCommands guarded ? guarded.status() : CircuitStatus.NONE;
  }

  /**
   * The options; each setter returns this builder. A wrong value is an {@link
   * IllegalArgumentException} that names the option.
   */
  public static final class Builder {

    private static final Duration DAY = Duration.ofDays(1);

    private int retries = 2;
    private int retriesPerSecond = 10;
    private Duration openFor = Duration.ofSeconds(1);
    private int maxWaiting = 64;

    private Builder() {}

    /**
     * Sets how often a command that may be repeated is repeated at most. Default: 2.
     *
     * @param most 0 for never
     */
    public Builder retries(int most) {
      retries = atLeast(0, most, "retries");
      return this;
    }

    /**
     * Sets how many commands are repeated in a second, at most, so that retries don't add load to a
     * server in trouble. Default: 10.
     *
     * @param most at least 1
     */
    public Builder retriesPerSecond(int most) {
      retriesPerSecond = atLeast(1, most, "retriesPerSecond");
      return this;
    }

    /**
     * Sets how long Redis is not asked once the circuit breaker has opened. Default: a second.
     *
     * @param duration more than zero, at most a day
     */
    public Builder openFor(Duration duration) {
      if (duration.isZero() || duration.isNegative() || duration.compareTo(DAY) > 0) {
        throw new IllegalArgumentException(
            "Option resilience.openFor must be more than zero and at most a day, but is "
                + duration);
      }
      openFor = duration;
      return this;
    }

    /**
     * Sets how many commands may wait for a Redis that is silent. With a blocking client each holds
     * a thread: choose less than the server has, so that some are left for requests that need no
     * session. Default: 64.
     *
     * @param most at least 1
     */
    public Builder maxWaiting(int most) {
      maxWaiting = atLeast(1, most, "maxWaiting");
      return this;
    }

    /** Builds it. Later changes of this builder don't reach it. */
    public Resilience build() {
      return new Resilience(options());
    }

    Options options() {
      return new Options(retries, retriesPerSecond, openFor, maxWaiting);
    }

    private static int atLeast(int least, int value, String option) {
      if (value < least) {
        throw new IllegalArgumentException(
            "Option resilience." + option + " must be at least " + least + ", but is " + value);
      }
      return value;
    }
  }
}
