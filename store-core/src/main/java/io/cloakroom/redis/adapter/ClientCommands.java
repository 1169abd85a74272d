package io.cloakroom.redis.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.CompareAndSet.Outcome;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.TimeToLive;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The port over a client that can send any command. What every adapter has to do stands here once:
 * checks of arguments, one command per slot, scans over all masters, fallbacks for what a server
 * lacks, and a timeout that no call exceeds, whichever resource is short.
 *
 * <p>The answers of an asynchronous client are handed out on threads of Cloakroom's own, never on
 * the client's.
 *
 * @param <M> how the client names a master
 */
public abstract class ClientCommands<M> implements RedisCommands {

  /** How long a call may take unless told otherwise: two seconds. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(2);

  private final CommandRunner<M> runner;
  private final MasterScan<M> scan;
  private final ComparedWrites<M> compared;
  private final ScriptCalls<M> calls;
  private final Fallback getex = new Fallback();
  private final Fallback scripts = new Fallback();
  private final Fallback mget = new Fallback();

  /**
   * @param timeout how long a call may take, all its commands included
   * @throws IllegalArgumentException as {@link #checked}
   */
  protected ClientCommands(RawClient<M> client, Duration timeout) {
    this.runner = new CommandRunner<>(client, checked(timeout));
    this.scan = new MasterScan<>(runner);
    this.compared = new ComparedWrites<>(runner);
    this.calls = new ScriptCalls<>(runner);
  }

  /**
   * Returns the timeout itself.
   *
   * @throws IllegalArgumentException if it is shorter than a millisecond or longer than a day
   */
  public static Duration checked(Duration timeout) {
    if (timeout.compareTo(Duration.ofMillis(1)) < 0 || timeout.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException(
          "timeout must be at least 1 ms and at most a day: " + timeout);
    }
    return timeout;
  }

  @Override
  public byte[] keyOnServer(String key) {
    return runner.client().keyOnServer(key);
  }

  @Override
  public boolean isOnReceivingThread() {
    return runner.client().isOnReceivingThread();
  }

  @Override
  public CompletionStage<Optional<byte[]>> get(String key) {
    return runner.run(reading("GET").key(name(key))).thenApply(Reply::value);
  }

  @Override
  public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
    long millis = TimeToLive.toMillis(ttl);
    byte[] name = name(key);
    Deadline deadline = deadline();
    return getex.tried(
        () ->
            runner
                .run(new RawCommand("GETEX", true, deadline).key(name).add("PX").add(millis))
                .thenApply(Reply::value),
        () ->
            scripts.tried(
                () ->
                    calls
                        .eval(
                            RedisScript.GET_AND_EXPIRE,
                            List.of(name),
                            List.of(text(millis)),
                            deadline)
                        .thenApply(answer -> answer.stream().findFirst()),
                () -> getThenExpire(name, millis, deadline)));
  }

  /** For a server with neither GETEX nor scripts. If it fails in between, the TTL stays. */
  private CompletionStage<Optional<byte[]>> getThenExpire(
      byte[] name, long millis, Deadline deadline) {
    return runner
        .run(new RawCommand("GET", true, deadline).key(name))
        .thenApply(Reply::value)
        .thenCompose(
            value ->
                value.isEmpty()
                    ? CompletableFuture.completedStage(value)
                    : runner
                        .run(new RawCommand("PEXPIRE", true, deadline).key(name).add(millis))
                        .thenApply(moved -> value));
  }

  @Override
  public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
    List<byte[]> names = keys.stream().map(this::name).toList();
    Deadline deadline = deadline();
    return mget.tried(() -> values(names, deadline), () -> valuesOneByOne(names, deadline));
  }

  private CompletionStage<List<Optional<byte[]>>> values(List<byte[]> names, Deadline deadline) {
    if (isOneCommand(names)) {
      return runner
          .run(new RawCommand("MGET", true, deadline).keys(names))
          .thenApply(reply -> Reply.values(reply, names.size()));
    }
    SlotGroups groups = SlotGroups.of(names);
    return ParallelCommands.joined(runner.runAll(groups.commands("MGET", true, deadline)))
        .thenApply(groups::values);
  }

  /** For a server or a proxy that has no MGET. */
  private CompletionStage<List<Optional<byte[]>>> valuesOneByOne(
      List<byte[]> names, Deadline deadline) {
    return ParallelCommands.joined(
        runner
            .runAll(
                names.stream()
                    .map(name -> new RawCommand("GET", true, deadline).key(name))
                    .toList())
            .stream()
            .map(ClientCommands::valueOrNone)
            .toList());
  }

  /** Nothing where the key holds no string, as {@code MGET} has it. */
  private static CompletionStage<Optional<byte[]>> valueOrNone(
      CompletionStage<@Nullable Object> reply) {
    return Fallback.whenRefused(
        reply.thenApply(Reply::value),
        refused -> refused.code().equals("WRONGTYPE"),
        () -> CompletableFuture.completedStage(Optional.empty()));
  }

  @Override
  public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
    RawCommand command = new RawCommand("SET", false, deadline()).key(name(key)).add(value.clone());
    switch (options.condition()) {
      case ALWAYS -> {}
      case IF_ABSENT -> command.add("NX");
      case IF_PRESENT -> command.add("XX");
    }
    options.ttl().ifPresent(ttl -> command.add("PX").add(TimeToLive.toMillis(ttl)));
    return runner.run(command).thenApply(Reply::isDone);
  }

  @Override
  public CompletionStage<Boolean> expire(String key, Duration ttl) {
    long millis = TimeToLive.toMillis(ttl);
    return runner
        .run(reading("PEXPIRE").key(name(key)).add(millis))
        .thenApply(reply -> Reply.number(reply) == 1);
  }

  @Override
  public CompletionStage<TimeToLive> timeToLive(String key) {
    return runner
        .run(reading("PTTL").key(name(key)))
        .thenApply(reply -> TimeToLive.ofPttl(Reply.number(reply)));
  }

  @Override
  public CompletionStage<Long> delete(Collection<String> keys) {
    List<byte[]> names = keys.stream().map(this::name).toList();
    Deadline deadline = deadline();
    if (isOneCommand(names)) {
      return runner
          .run(new RawCommand("DEL", false, deadline).keys(names))
          .thenApply(Reply::number);
    }
    return ParallelCommands.joined(
            runner.runAll(SlotGroups.of(names).commands("DEL", false, deadline)))
        .thenApply(counts -> counts.stream().mapToLong(Reply::number).sum());
  }

  @Override
  public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
    return scan.page(KeyText.checked(prefix), cursor, count, deadline());
  }

  @Override
  public CompletionStage<List<byte[]>> eval(
      RedisScript script, List<String> keys, List<byte[]> arguments) {
    return calls.eval(
        script,
        keys.stream().map(this::name).toList(),
        arguments.stream().map(byte[]::clone).toList(),
        deadline());
  }

  @Override
  public CompletionStage<Outcome> compareAndSet(
      String key, byte[] expected, byte[] value, Optional<Duration> ttl) {
    ttl.ifPresent(TimeToLive::toMillis);
    byte[] name = name(key);
    // the script may follow when the caller has overwritten what they passed
    byte[] old = expected.clone();
    byte[] changed = value.clone();
    Deadline deadline = deadline();
    return compared.set(
        name,
        old,
        changed,
        ttl,
        deadline,
        () ->
            calls
                .eval(
                    RedisScript.COMPARE_AND_SET,
                    List.of(name),
                    CompareAndSet.arguments(old, changed, ttl),
                    deadline)
                .thenApply(CompareAndSet::outcome));
  }

  @Override
  public CompletionStage<Outcome> compareAndDelete(String key, byte[] expected) {
    byte[] name = name(key);
    byte[] old = expected.clone();
    Deadline deadline = deadline();
    return compared.delete(
        name,
        old,
        deadline,
        () ->
            calls
                .eval(
                    RedisScript.COMPARE_AND_DELETE,
                    List.of(name),
                    CompareAndSet.arguments(old),
                    deadline)
                .thenApply(CompareAndSet::outcome));
  }

  private RawCommand reading(String command) {
    return new RawCommand(command, true, deadline());
  }

  private Deadline deadline() {
    return Deadline.in(runner.timeout());
  }

  private byte[] name(String key) {
    return keyOnServer(KeyText.checked(key));
  }

  private static byte[] text(long number) {
    return Long.toString(number).getBytes(UTF_8);
  }

  private boolean isOneCommand(List<byte[]> names) {
    return !names.isEmpty() && (names.size() == 1 || !runner.client().isCluster());
  }
}
