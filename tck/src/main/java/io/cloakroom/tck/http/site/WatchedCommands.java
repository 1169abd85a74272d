package io.cloakroom.tck.http.site;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.TimeToLive;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The port as the application under test gets it: notes what is asked of it; can hold writes back,
 * so that a test sees whether a response waits for them; and can be away.
 */
public final class WatchedCommands implements RedisCommands {

  private static final CompletableFuture<Void> OPEN = CompletableFuture.completedFuture(null);

  /** Scripts that change no value. */
  private static final Set<RedisScript> READING =
      Set.of(RedisScript.GET_AND_EXPIRE, RedisScript.GET_AND_PROLONG, RedisScript.INDEX_READ);

  private final RedisCommands commands;
  private final List<Call> calls = new ArrayList<>();
  private volatile CompletableFuture<Void> released = OPEN;
  private volatile CompletableFuture<Void> readsReleased = OPEN;
  private volatile CompletableFuture<Void> writeArrived = new CompletableFuture<>();
  private volatile @Nullable CompletableFuture<Void> stall;
  private int stalled;
  private int heldReads;
  private int heldWrites;
  private volatile @Nullable Supplier<RedisCommandException> failingReads;
  private volatile @Nullable Supplier<RedisCommandException> failingWrites;
  private volatile boolean overtaking;
  private int writesLeft;

  WatchedCommands(RedisCommands commands) {
    this.commands = commands;
  }

  /**
   * A call of the port.
   *
   * @param name the method's, or the script's
   * @param write whether it writes a value or removes one
   */
  record Call(String name, boolean write) {

    private static final Set<String> WRITES = Set.of("set", "del", "unlink", "eval", "evalsha");

    /** A command that another process has sent. */
    static Call sent(String command) {
      return new Call(command, WRITES.contains(command));
    }
  }

  /** What was asked for since the last time. */
  synchronized List<Call> takeCalls() {
    List<Call> taken = List.copyOf(calls);
    calls.clear();
    return taken;
  }

  /** From now on writes wait. */
  public synchronized void holdWrites() {
    heldWrites = 0;
    writeArrived = new CompletableFuture<>();
    released = new CompletableFuture<>();
  }

  /** From now on reads wait. */
  public synchronized void holdReads() {
    heldReads = 0;
    readsReleased = new CompletableFuture<>();
  }

  /** Completes when a write has come while writes are held. */
  public CompletableFuture<Void> writeArrived() {
    return writeArrived;
  }

  /** From now on nothing reaches Redis. */
  public void goAway(Supplier<RedisCommandException> failure) {
    failingReads = failure;
    goAwayAfterWrites(0, failure);
  }

  /** From now on so many writes reach Redis, and no later one; what is loaded can still be. */
  public synchronized void goAwayAfterWrites(int writes, Supplier<RedisCommandException> failure) {
    writesLeft = writes;
    failingWrites = failure;
  }

  /** Returns whether one has not reached it since. */
  public synchronized boolean haveWritesFailed() {
    return writesLeft < 0;
  }

  /** From now on somebody is faster whenever a value is compared before it is written. */
  public void overtake() {
    overtaking = true;
  }

  /** From now on nothing is answered until {@link #comeBack}, which is a timeout then. */
  public synchronized void stall() {
    stall = new CompletableFuture<>();
    stalled = 0;
  }

  /** Returns when so many commands wait for an answer. */
  public void awaitStalled(int commands) {
    await(
        commands,
        () -> stalled,
        "requests reach Redis while it is silent: a server whose handlers wait needs more threads"
            + " than that, or fewer that do not wait");
  }

  /** Returns when so many reads wait while reads are held. */
  public void awaitHeldReads(int reads) {
    await(reads, () -> heldReads, "reads are under way together: one waits for another");
  }

  /** Returns when so many writes wait while writes are held. */
  public void awaitHeldWrites(int writes) {
    await(writes, () -> heldWrites, "writes are under way together: one waits for another");
  }

  private synchronized void await(int wanted, IntSupplier arrived, String what) {
    long end = System.nanoTime() + RunningSite.TIMEOUT.toNanos();
    while (arrived.getAsInt() < wanted) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        throw new AssertionError("Only %s of %s %s".formatted(arrived.getAsInt(), wanted, what));
      }
      try {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted while it waited for commands", e);
      }
    }
  }

  private synchronized <T> CompletionStage<T> stalled(CompletableFuture<Void> until) {
    stalled++;
    notifyAll();
    return until.thenCompose(
        over ->
            CompletableFuture.failedStage(
                new RedisTimeoutException("The kit has held the answer back", null)));
  }

  /** Everything works again. */
  public void comeBack() {
    CompletableFuture<Void> over = stall;
    stall = null;
    if (over != null) {
      over.complete(null);
    }
    failingReads = null;
    failingWrites = null;
    overtaking = false;
  }

  /** Lets go the reads that are held, and all that come later. */
  public void releaseReads() {
    readsReleased.complete(null);
  }

  /** Lets go what is held, and all that comes later. */
  public void release() {
    released.complete(null);
    readsReleased.complete(null);
  }

  private synchronized void note(Call call) {
    calls.add(call);
  }

  private <T> CompletionStage<T> read(String name, Supplier<CompletionStage<T>> command) {
    note(new Call(name, false));
    CompletableFuture<Void> until = readsReleased;
    if (until.isDone()) {
      return askUnless(failingReads, command);
    }
    synchronized (this) {
      heldReads++;
      notifyAll();
    }
    return until.thenCompose(nothing -> askUnless(failingReads, command));
  }

  private <T> CompletionStage<T> write(String name, Supplier<CompletionStage<T>> command) {
    note(new Call(name, true));
    writeArrived.complete(null);
    CompletableFuture<Void> until = released;
    if (until.isDone()) {
      return askUnless(failureOfWrite(), command);
    }
    synchronized (this) {
      heldWrites++;
      notifyAll();
    }
    return until.thenCompose(nothing -> askUnless(failureOfWrite(), command));
  }

  private synchronized @Nullable Supplier<RedisCommandException> failureOfWrite() {
    Supplier<RedisCommandException> failure = failingWrites;
    return failure == null || --writesLeft >= 0 ? null : failure;
  }

  private <T> CompletionStage<T> askUnless(
      @Nullable Supplier<RedisCommandException> away, Supplier<CompletionStage<T>> command) {
    CompletableFuture<Void> until = stall;
    if (until != null) {
      return stalled(until);
    }
    return away == null ? command.get() : CompletableFuture.failedStage(away.get());
  }

  @Override
  public byte[] keyOnServer(String key) {
    return commands.keyOnServer(key);
  }

  @Override
  public boolean isOnReceivingThread() {
    return commands.isOnReceivingThread();
  }

  @Override
  public CompletionStage<Optional<byte[]>> get(String key) {
    return read("get", () -> commands.get(key));
  }

  @Override
  public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
    return read("getAndExpire", () -> commands.getAndExpire(key, ttl));
  }

  @Override
  public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
    return read("multiGet", () -> commands.multiGet(keys));
  }

  @Override
  public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
    return write("set", () -> commands.set(key, value, options));
  }

  @Override
  public CompletionStage<Boolean> expire(String key, Duration ttl) {
    return read("expire", () -> commands.expire(key, ttl));
  }

  @Override
  public CompletionStage<TimeToLive> timeToLive(String key) {
    return read("timeToLive", () -> commands.timeToLive(key));
  }

  @Override
  public CompletionStage<Long> delete(Collection<String> keys) {
    return write("delete", () -> commands.delete(keys));
  }

  @Override
  public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
    return read("scan", () -> commands.scan(prefix, cursor, count));
  }

  @Override
  public CompletionStage<List<byte[]>> eval(
      RedisScript script, List<String> keys, List<byte[]> arguments) {
    Supplier<CompletionStage<List<byte[]>>> command =
        () ->
            overtaking
                ? Overtaker.precede(commands, script, keys)
                    .thenCompose(done -> commands.eval(script, keys, arguments))
                : commands.eval(script, keys, arguments);
    return READING.contains(script) ? read(script.name(), command) : write(script.name(), command);
  }
}
