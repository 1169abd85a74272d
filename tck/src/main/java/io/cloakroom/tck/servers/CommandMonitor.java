package io.cloakroom.tck.servers;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The commands that clients send to a server from now on, as the server sees them ({@code
 * MONITOR}). What a script runs is left out: no client sends it. So are handshakes, pings and the
 * like.
 */
public final class CommandMonitor implements AutoCloseable {

  private static final Pattern LINE = Pattern.compile("\\+\\S+ \\[\\d+ (\\S+)] \"(\\w+)\".*");
  private static final String SCRIPT = "lua";

  private final RawRedis monitor;
  private final RawRedis asker;
  private final Collection<String> prefixes;

  private CommandMonitor(RawRedis monitor, RawRedis asker, Collection<String> prefixes) {
    this.monitor = monitor;
    this.asker = asker;
    this.prefixes = prefixes;
  }

  /**
   * Begins to watch a server, which others may use meanwhile.
   *
   * @param prefixes the commands that count name a key with one of these
   */
  public static CommandMonitor of(RedisServer server, Collection<String> prefixes) {
    CommandMonitor started = new CommandMonitor(server.raw(), server.raw(), prefixes);
    started.monitor.call("MONITOR");
    return started;
  }

  /** Returns the names, in lower case, of what has been sent since the last time. */
  public List<String> take() {
    String end = UUID.randomUUID().toString();
    asker.call("ECHO", end);
    List<String> sent = new ArrayList<>();
    for (String line = monitor.nextLine(); !line.contains(end); line = monitor.nextLine()) {
      Matcher command = LINE.matcher(line);
      if (!command.matches()) {
        throw new IllegalStateException("Not a line of MONITOR: " + line);
      }
      String name = command.group(2).toLowerCase(Locale.ROOT);
      if (!command.group(1).equals(SCRIPT)
          && !CommandStats.isHousekeeping(name)
          && prefixes.stream().anyMatch(line::contains)) {
        sent.add(name);
      }
    }
    return List.copyOf(sent);
  }

  @Override
  public void close() {
    monitor.close();
    asker.close();
  }
}
