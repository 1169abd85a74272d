package io.cloakroom.redis;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a Redis that is away, slow or flapping is met, so that it costs its callers little: commands
 * that may be repeated are, within a budget; and while Redis does not answer, it is not asked, so
 * that a thousand requests don't each wait out a timeout.
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
 *   <li><b>A limit to those who wait in vain.</b> While Redis has been silent for 100 ms, no more
 *       than {@link Builder#maxWaiting} commands wait for it; others fail at once. As long as
 *       answers arrive there is no limit.
 * </ul>
 *
 * <p>Circuit breaker, retries and their budget are Failsafe's. The budget and the state of the
 * breaker belong to one store.
 */
public final class Resilience {

  /** All options at their defaults. */
  public static final Resilience DEFAULT = builder().build();

  /** Nothing in between: each command is sent once, whatever happened to those before. */
  public static final Resilience NONE = new Resilience(null);

  static final int WINDOW = 20;

  private final @Nullable Builder options;

  private Resilience(@Nullable Builder options) {
    this.options = options;
  }

  /** Starts with every option at its default. */
  public static Builder builder() {
    return new Builder();
  }

  /** The same port, guarded. Sends nothing and starts no thread. */
  public RedisCommands around(RedisCommands commands) {
    return options == null ? commands : new ResilientCommands(commands, options);
  }

  /** The options. One that can't be right is an {@link IllegalArgumentException} that names it. */
  public static final class Builder {

    final int retries;
    final int retriesPerSecond;
    final Duration openFor;
    final int maxWaiting;

    private Builder() {
      this(2, 10, Duration.ofSeconds(1), 64);
    }

    private Builder(int retries, int retriesPerSecond, Duration openFor, int maxWaiting) {
      this.retries = retries;
      this.retriesPerSecond = retriesPerSecond;
      this.openFor = openFor;
      this.maxWaiting = maxWaiting;
    }

    /**
     * How often a command that may be repeated is, at most. Default: 2.
     *
     * @param most 0 for never
     */
    public Builder retries(int most) {
      return new Builder(atLeast(0, most, "retries"), retriesPerSecond, openFor, maxWaiting);
    }

    /**
     * How many commands are repeated in a second, at most, so that retries don't weigh on a server
     * that has trouble anyway. Default: 10.
     *
     * @param most at least 1
     */
    public Builder retriesPerSecond(int most) {
      return new Builder(retries, atLeast(1, most, "retriesPerSecond"), openFor, maxWaiting);
    }

    /**
     * How long Redis is not asked once the circuit breaker has opened. Default: a second.
     *
     * @param duration more than zero
     */
    public Builder openFor(Duration duration) {
      if (duration.isZero() || duration.isNegative()) {
        throw new IllegalArgumentException(
            "Option resilience.openFor must be more than zero, but is " + duration);
      }
      return new Builder(retries, retriesPerSecond, duration, maxWaiting);
    }

    /**
     * How many commands may wait for a Redis that is silent. With a blocking client each holds a
     * thread: choose less than the server has, so that some are left for requests that need no
     * session. Default: 64.
     *
     * @param most at least 1
     */
    public Builder maxWaiting(int most) {
      return new Builder(retries, retriesPerSecond, openFor, atLeast(1, most, "maxWaiting"));
    }

    /** Builds it. */
    public Resilience build() {
      return new Resilience(this);
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
