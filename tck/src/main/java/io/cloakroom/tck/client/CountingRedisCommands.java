package io.cloakroom.tck.client;

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
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Notes every command that goes through a port, so that a test can say what something may cost.
 * Asking for no keys at all is no command, and is not noted.
 *
 * <pre>{@code
 * CountingRedisCommands redis = CountingRedisCommands.over(InMemoryRedisCommands.create());
 * …
 * assertThat(redis.calls()).containsExactly(new Call("get", List.of("sess:1")));
 * }</pre>
 */
public final class CountingRedisCommands extends ForwardingRedisCommands {

  private final List<Call> calls = new CopyOnWriteArrayList<>();

  private CountingRedisCommands(RedisCommands commands) {
    super(commands);
  }

  /**
   * One command.
   *
   * @param command the method's name; of a script {@code eval} and its name, such as {@code eval
   *     COMPARE_AND_SET}
   * @param keys what it was about; of a scan the prefix
   */
  public record Call(String command, List<String> keys) {

    public Call {
      keys = List.copyOf(keys);
    }
  }

  /** Counts what goes to the given port. */
  public static CountingRedisCommands over(RedisCommands commands) {
    return new CountingRedisCommands(commands);
  }

  /** The commands so far, in the order in which they were given. */
  public List<Call> calls() {
    return List.copyOf(calls);
  }

  /** The names of the commands so far, in the order in which they were given. */
  public List<String> commands() {
    return calls.stream().map(Call::command).toList();
  }

  /** How many commands there were so far. */
  public long total() {
    return calls.size();
  }

  /** Forgets the commands so far. */
  public void reset() {
    calls.clear();
  }

  @Override
  public CompletionStage<Optional<byte[]>> get(String key) {
    note("get", key);
    return super.get(key);
  }

  @Override
  public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
    note("getAndExpire", key);
    return super.getAndExpire(key, ttl);
  }

  @Override
  public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
    noteAll("multiGet", keys);
    return super.multiGet(keys);
  }

  @Override
  public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
    note("set", key);
    return super.set(key, value, options);
  }

  @Override
  public CompletionStage<Boolean> expire(String key, Duration ttl) {
    note("expire", key);
    return super.expire(key, ttl);
  }

  @Override
  public CompletionStage<TimeToLive> timeToLive(String key) {
    note("timeToLive", key);
    return super.timeToLive(key);
  }

  @Override
  public CompletionStage<Long> delete(Collection<String> keys) {
    noteAll("delete", keys);
    return super.delete(keys);
  }

  @Override
  public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
    note("scan", prefix);
    return super.scan(prefix, cursor, count);
  }

  @Override
  public CompletionStage<List<byte[]>> eval(
      RedisScript script, List<String> keys, List<byte[]> arguments) {
    calls.add(new Call("eval " + script, keys));
    return super.eval(script, keys, arguments);
  }

  private void note(String command, String key) {
    calls.add(new Call(command, List.of(key)));
  }

  private void noteAll(String command, Collection<String> keys) {
    if (!keys.isEmpty()) {
      calls.add(new Call(command, List.copyOf(keys)));
    }
  }
}
