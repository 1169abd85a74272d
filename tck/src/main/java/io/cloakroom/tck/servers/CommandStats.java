package io.cloakroom.tck.servers;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * How often a server has carried out each command ({@code INFO commandstats}): what really was
 * sent, whatever a client says about it. Commands that a script runs count too.
 *
 * @param calls the number of calls by command name in lower case; subcommands count for their
 *     command
 */
public record CommandStats(Map<String, Long> calls) {

  private static final Pattern LINE = Pattern.compile("cmdstat_([^:|]+)[^:]*:calls=(\\d+)");

  /** What connections say by themselves, what servers say to each other, and what the kit asks. */
  private static final Set<String> HOUSEKEEPING =
      Set.of(
          "auth",
          "client",
          "cluster",
          "command",
          "config",
          "hello",
          "info",
          "ping",
          "psync",
          "publish",
          "replconf",
          "role",
          "select",
          "subscribe");

  public CommandStats {
    calls = Map.copyOf(calls);
  }

  /** Reads the present counts. */
  public static CommandStats read(RawRedis redis) {
    Map<String, Long> calls = new HashMap<>();
    List<MatchResult> lines = LINE.matcher(redis.text("INFO", "commandstats")).results().toList();
    lines.forEach(line -> calls.merge(line.group(1), Long.valueOf(line.group(2)), Long::sum));
    return new CommandStats(calls);
  }

  /** Reads the present counts of several servers together. */
  public static CommandStats of(List<RedisServer> servers) {
    Map<String, Long> sum = new HashMap<>();
    for (RedisServer server : servers) {
      try (RawRedis raw = server.raw()) {
        read(raw).calls.forEach((name, count) -> sum.merge(name, count, Long::sum));
      }
    }
    return new CommandStats(sum);
  }

  /** What has come since an earlier reading. */
  public CommandStats since(CommandStats earlier) {
    Map<String, Long> added = new HashMap<>();
    calls.forEach((name, count) -> added.put(name, count - earlier.of(name)));
    added.values().removeIf(count -> count == 0);
    return new CommandStats(added);
  }

  /** How often one command was called. */
  public long of(String command) {
    return calls.getOrDefault(command, 0L);
  }

  /** How many commands were called, those within scripts included. */
  public long total() {
    return calls.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Whether a command, in lower case, is one that nobody meant to send. */
  static boolean isHousekeeping(String command) {
    return HOUSEKEEPING.contains(command);
  }

  /** Only the commands that somebody meant to send: without handshakes, pings and the like. */
  public CommandStats meant() {
    Map<String, Long> meant = new HashMap<>(calls);
    meant.keySet().removeAll(HOUSEKEEPING);
    return new CommandStats(meant);
  }
}
